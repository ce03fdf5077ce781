import type { Bindings } from '../../engine/poly.ts'
import { cardFor } from '../live/card.ts'
import { moveInTable, numberAt } from '../live/number-keys.ts'
import { usual } from '../live/page.ts'
import { read } from '../live/quantity.ts'

/** What a place on the page can tell of a number in it. */
export interface Context {
  readonly bindings: Bindings
  /** The file in which the model is written. */
  readonly source: string
}

/**
 * Every number with a formula is a button that opens a card with its origin. In a table the arrow keys go from one to the
 * next, so that a table is one stop. `context` gives what a number's pass says, by the name of that pass.
 */
export function tellOrigins(
  place: HTMLElement,
  conventions: string,
  context: (phase: string) => Context | undefined,
): { readonly close: () => void; readonly refresh: () => void } {
  let open: { card: HTMLElement; by: HTMLElement } | undefined
  const close = (): void => {
    open?.card.remove()
    open?.by.setAttribute('aria-expanded', 'false')
    open = undefined
  }
  const toggle = (number: HTMLDataElement): void => {
    const again = open?.by === number
    close()
    const { poly = '', of, scope, phase = '' } = number.dataset
    const found = context(phase)
    if (again || found === undefined) return
    const quantity = { poly, of }
    const card = cardFor({
      quantity,
      reading: read(quantity, found.bindings, usual),
      bindings: found.bindings,
      convention: usual,
      whole: undefined,
      scope,
      source: found.source,
      conventions,
    })
    number.setAttribute('aria-expanded', 'true')
    const box = number.closest('.tbl, .ex-totals') ?? number
    box.after(card)
    open = { card, by: number }
  }
  place.addEventListener('click', ({ target }) => {
    const number = numberAt(target)
    if (number) toggle(number)
  })
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) {
      const { by } = open
      close()
      by.focus()
      return
    }
    const number = numberAt(event.target)
    if (!number) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      toggle(number)
    } else if (event.key.startsWith('Arrow')) moveInTable(number, event)
  })
  return {
    close,
    refresh: () => {
      for (const plain of place.querySelectorAll('data:not([data-poly])'))
        for (const name of ['role', 'tabindex', 'aria-expanded']) plain.removeAttribute(name)
      for (const number of place.querySelectorAll<HTMLDataElement>('data[data-poly]')) {
        const first = number.closest('table')?.querySelector('data[data-poly]') ?? number
        number.tabIndex = first === number ? 0 : -1
        number.setAttribute('role', 'button')
        number.setAttribute('aria-expanded', 'false')
      }
    },
  }
}
