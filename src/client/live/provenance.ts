import type { Live, Reader } from './numbers.ts'
import { asButtons, cards } from './opening.ts'
import { originOf } from './origin.ts'
import type { Page } from './page.ts'

/** Makes every number of a post a button that opens a card which says where it comes from. Gives what closes the card. */
export function provenance(
  main: HTMLElement,
  all: readonly Live[],
  reader: Reader,
  page: Page,
  conventions: string,
): () => void {
  asButtons(all.flatMap(({ element }) => (element instanceof HTMLDataElement ? [element] : [])))
  return cards(main, (number) => {
    const live = all.find(({ element }) => element === number)
    const { scope } = number.dataset
    return (
      live && {
        ...originOf({
          ...live,
          reading: reader.read(live),
          bindings: reader.bindings(live.own),
          convention: reader.state,
          whole: page.totals[live.quantity.of ?? ''],
        }),
        scope,
        source: scope === undefined ? undefined : page.sources[scope],
        conventions,
      }
    )
  })
}
