import { card, type Origin } from './card.ts'
import { moveInTable, numberAt } from './number-keys.ts'

/**
 * Makes some numbers buttons that open a card. Inside a table the arrow keys go from one to the next, so that it is one
 * stop, not fifty.
 */
export function asButtons(numbers: Iterable<HTMLElement>): void {
  const tables = new Set<Element>()
  for (const number of numbers) {
    const table = number.closest('table')
    number.tabIndex = table !== null && tables.has(table) ? -1 : 0
    if (table !== null) tables.add(table)
    number.setAttribute('role', 'button')
    number.setAttribute('aria-expanded', 'false')
  }
}

/**
 * Opens a card for the number that is activated, one at a time: in the margin beside a paragraph, below its row in a table.
 * Gives what closes it.
 */
export function cards(place: HTMLElement, originOf: (number: HTMLDataElement) => Origin | undefined): () => void {
  let open: { card: HTMLElement; by: HTMLElement } | undefined
  place.addEventListener('click', ({ target }) => {
    const number = numberAt(target)
    if (number) toggle(number)
  })
  place.addEventListener('keydown', (event) => {
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
    const origin = again ? undefined : originOf(number)
    if (origin === undefined) return
    const made = card(origin)
    made.id = 'provenance'
    number.setAttribute('aria-expanded', 'true')
    number.setAttribute('aria-controls', made.id)
    const row = number.closest('tr')
    const shown = row === null ? made : rowFor(made, row)
    const box = row ?? number.closest('figure, p, ul, ol, .glance, dl') ?? number
    box.after(shown)
    shown.scrollIntoView({ block: 'nearest' })
    open = { card: shown, by: number }
  }

  function close(): void {
    open?.card.remove()
    open?.by.setAttribute('aria-expanded', 'false')
    open?.by.removeAttribute('aria-controls')
    open = undefined
  }
}

/** A row of its own below another, as wide as the table. */
function rowFor(card: HTMLElement, { cells }: HTMLTableRowElement): HTMLElement {
  const row = document.createElement('tr')
  row.className = 'origin'
  row.role = 'row'
  const cell = row.insertCell()
  cell.colSpan = [...cells].reduce((sum, { colSpan }) => sum + colSpan, 0)
  cell.role = 'cell'
  cell.append(card)
  return row
}
