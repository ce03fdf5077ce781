import { liveAt, type Reader } from './numbers.ts'
import { cards } from './opening.ts'
import { originOf } from './origin.ts'
import type { Page } from './page.ts'

/** Opens a card for a number of a post that is activated, which says where it comes from. Gives what closes the card. */
export function provenance(main: HTMLElement, reader: Reader, page: Page, conventions: string): () => void {
  return cards(main, (number) => {
    const live = liveAt(number)
    const row = number.closest('tr')
    const { scope = row?.dataset['scope'], model } = number.dataset
    return {
      ...originOf({
        ...live,
        reading: reader.read(live),
        bindings: reader.bindings(live.own),
        convention: reader.state,
        whole: model ? undefined : page.totals[live.quantity.of ?? ''],
      }),
      scope,
      isRow: row?.dataset['scope'] !== undefined,
      model,
      source: scope === undefined || model ? undefined : page.sources[scope],
      weights: live.quantity.of === undefined || model ? [] : weightsOf(page, row, scope),
      conventions,
    }
  })
}

/** Those that a row of a table names or whose letters are in its formula, else all of a part. */
function weightsOf(page: Page, row: Element | null, scope: string | undefined): string[] {
  const named = [...(row?.querySelectorAll('code.weight') ?? [])].map(({ textContent }) => textContent.trim())
  if (named.length > 0 || scope === undefined) return named
  const formula = row?.querySelector<MathMLElement>('th math')?.dataset['tex']
  return Object.entries(page.weights)
    .filter(([path]) => `${path}/`.startsWith(scope && `${scope}/`))
    .flatMap(([, own]) => own)
    .filter(([paper]) => formula?.includes(paper) ?? true)
    .map(([, checkpoint]) => checkpoint)
}
