import { cardFor } from './card.ts'
import { moveInTable, numberAt } from './number-keys.ts'
import type { Live, Reader } from './numbers.ts'
import type { Page } from './page.ts'

/**
 * Makes every number a button that opens a card which says where it comes from. Inside a table the arrow keys go from one
 * to the next, so that it is one stop, not fifty. Gives what closes the card.
 */
export function provenance(
  main: HTMLElement,
  all: readonly Live[],
  reader: Reader,
  page: Page,
  conventions: string,
): () => void {
  let open: { card: HTMLElement; by: HTMLElement } | undefined
  const tables = new Set<Element>()
  for (const { element } of all) {
    if (!(element instanceof HTMLDataElement)) continue
    const table = element.closest('table')
    element.tabIndex = table !== null && tables.has(table) ? -1 : 0
    if (table !== null) tables.add(table)
    element.setAttribute('role', 'button')
    element.setAttribute('aria-expanded', 'false')
  }
  main.addEventListener('click', ({ target }) => {
    const number = numberAt(target)
    if (number) toggle(number)
  })
  main.addEventListener('keydown', (event) => {
    const number = numberAt(event.target)
    if (!number) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      toggle(number)
    } else if (event.key.startsWith('Arrow')) moveInTable(number, event)
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !open) return
    const { by } = open
    close()
    by.focus()
  })
  return close

  function toggle(number: HTMLDataElement): void {
    const again = open?.by === number
    close()
    const live = all.find(({ element }) => element === number)
    if (again || live === undefined) return
    const { scope } = number.dataset
    const card = cardFor({
      ...live,
      reading: reader.read(live),
      bindings: reader.bindings(live.own),
      convention: reader.state,
      scope,
      source: scope === undefined ? undefined : page.sources[scope],
      whole: page.totals[live.quantity.of ?? ''],
      conventions,
    })
    card.id = 'provenance'
    number.setAttribute('aria-expanded', 'true')
    number.setAttribute('aria-controls', card.id)
    const place = number.closest('figure, p, ul, ol, .scroll, .glance, dl') ?? number
    place.after(card)
    open = { card, by: number }
  }

  function close(): void {
    open?.card.remove()
    open?.by.setAttribute('aria-expanded', 'false')
    open?.by.removeAttribute('aria-controls')
    open = undefined
  }
}
