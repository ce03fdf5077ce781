import type { Place, Placing } from '../../figures/places.ts'
import { digits } from '../../figures/digits.ts'
import type { LivePage } from './live-page.ts'

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
    const figure = script.closest('figure')!
    return { figure, hint, terms, drawings: drawingsIn(figure) }
  })
  const page = document.querySelector<LivePage>('live-page')
  if (page === null) return
  page.addEventListener('turned', () => figures.filter(({ figure }) => page.isDue(figure)).forEach(place))
  for (const one of figures)
    one.figure.addEventListener('drawn', () => {
      one.drawings = drawingsIn(one.figure)
      place(one)
    })
  // Where the address turns the page, its knobs may have said so before anyone listened.
  if (page.matches('[data-turned]')) figures.forEach(place)

  function place({ hint, terms, drawings }: (typeof figures)[number]): void {
    const numbers = terms.map((term) => page!.numberOf(term))
    for (const { svg, marks } of drawings) {
      const { height, description, marks: places } = placing(hint, numbers, roomOf(svg))
      // The drawing is still that of another model, with as many marks as its sizes ask for.
      if (marks.length !== places.length) continue
      svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${digits(height)}`)
      if (description !== undefined) svg.querySelector('desc')!.textContent = description
      for (const [i, mark] of marks.entries()) move(mark, places[i]!)
    }
  }
}

/** A mark, and where it was put last. */
interface Mark {
  readonly element: Element
  place: Place
}

const drawingsIn = (figure: Element): { svg: SVGElement; marks: Mark[] }[] =>
  [...figure.querySelectorAll<SVGElement>('svg:has([data-m])')].map((svg) => ({
    svg,
    marks: [...svg.querySelectorAll('[data-m]')].map((element) => ({ element, place: {} })),
  }))

export const widthOf = (svg: SVGElement): number => Number(svg.getAttribute('width'))

function move(mark: Mark, place: Place): void {
  const { element, place: before } = mark
  mark.place = place
  for (const [name, value] of Object.entries(place)) {
    if (name in before && value === before[name]) continue
    if (name === 'text') element.textContent = String(value)
    else if (value === undefined) element.removeAttribute(name)
    else element.setAttribute(name, typeof value === 'number' ? digits(value) : String(value))
  }
}
