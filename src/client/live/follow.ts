import type { Place, Placing } from '../../figures/places.ts'
import { digits } from '../../figures/digits.ts'
import { carriedBy, type Reader } from './numbers.ts'

/** What stands beside a drawing: what was known before its sizes, and the numbers that it follows. */
interface Placed<Hint> {
  readonly hint: Hint
  readonly terms: readonly Readonly<Record<string, string>>[]
}

/**
 * Moves the marks of every drawing of a kind to where they stand at other sizes, whenever a knob is turned, and again when a
 * figure was drawn anew for another model. `roomOf` says what a drawing was placed in: its width, where nothing else is said.
 */
export function follow<Hint, Room>(
  kind: string,
  placing: Placing<Hint, Room>,
  roomOf: (svg: SVGElement) => Room,
): void {
  const figures = [...document.querySelectorAll(`script[data-places=${kind}]`)].map((script) => {
    const { hint, terms } = JSON.parse(script.textContent!) as Placed<Hint>
    return { figure: script.closest('figure')!, hint, terms: terms.map(carriedBy) }
  })
  const page = document.querySelector<HTMLElement & { reader: Reader }>('live-page')
  if (page === null) return
  page.addEventListener('turned', () => figures.forEach(place))
  for (const one of figures) one.figure.addEventListener('drawn', () => place(one))
  // Where the address turns the page, its knobs may have said so before anyone listened.
  if (page.matches('[data-turned]')) figures.forEach(place)

  function place({ figure, hint, terms }: (typeof figures)[number]): void {
    const numbers = terms.map((term) => page!.reader.read(term).number)
    for (const svg of figure.querySelectorAll<SVGElement>('svg:has([data-m])')) {
      const { height, description, marks } = placing(hint, numbers, roomOf(svg))
      const own = svg.querySelectorAll('[data-m]')
      // The drawing is still that of another model, with as many marks as its sizes ask for.
      if (own.length !== marks.length) continue
      svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${digits(height)}`)
      if (description !== undefined) svg.querySelector('desc')!.textContent = description
      for (const [i, mark] of own.entries()) move(mark, marks[i]!)
    }
  }
}

export const widthOf = (svg: SVGElement): number => Number(svg.getAttribute('width'))

function move(mark: Element, { text, ...attributes }: Place): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) mark.removeAttribute(name)
    else mark.setAttribute(name, typeof value === 'number' ? digits(value) : value)
  }
  if (text !== undefined) mark.textContent = text
}
