import { grouped } from '../../engine/format.ts'
import { evaluate, parse, type Bindings, type Fraction, type Poly } from '../../engine/poly.ts'
import { bindingsOf, isStep, type Page, type State } from './page.ts'
import { read, type Quantity, type Reading } from './quantity.ts'

/** A quantity as an element carries it, and the sizes that it keeps whatever the knobs say. */
export interface Carried {
  readonly quantity: Quantity
  readonly own: Readonly<Record<string, number>>
  /** The same sizes as text: what has them in common is computed once. */
  readonly at: string
}

/** What an element says of its number. */
export function carriedBy(data: Readonly<Record<string, string | undefined>>): Carried {
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  const at = data['with'] ?? '{}'
  const own = JSON.parse(at) as Record<string, number>
  return {
    own,
    at,
    quantity: {
      poly: data['poly']!,
      over: data['over'],
      useful: data['useful'],
      overUseful: data['overUseful'],
      head: data['head'],
      overHead: data['overHead'],
      of: data['of'],
      as: data['as'],
      unit: data['unit'],
      digits: number(data['digits']),
      bits: number(data['bits']),
      room: number(data['room']),
      step: isStep(own),
    },
  }
}

/** Reads many numbers at one state: what they have in common is computed once. */
export class Reader {
  readonly #page: Page
  readonly #parsed = new Map<string, Poly>()
  #state!: State
  #sizes!: Map<string, Sizes>

  constructor(page: Page, state: State) {
    this.#page = page
    this.state = state
  }

  get state(): State {
    return this.#state
  }

  set state(state: State) {
    this.#state = state
    this.#sizes = new Map()
  }

  read({ quantity, own, at }: Carried): Reading {
    const { bindings, values } = this.#sizesOf(own, at)
    return read(quantity, bindings, this.#state, (text) =>
      remembered(values, text, () => evaluate(remembered(this.#parsed, text, parse), bindings)),
    )
  }

  bindings(own: Carried['own'] = {}): Bindings {
    return this.#sizesOf(own, JSON.stringify(own)).bindings
  }

  #sizesOf(own: Carried['own'], at: string): Sizes {
    return remembered(this.#sizes, at, () => ({
      bindings: bindingsOf(this.#page, this.#state, own),
      values: new Map(),
    }))
  }
}

/** Sizes, and the polynomials that were evaluated at them. */
interface Sizes {
  readonly bindings: Bindings
  readonly values: Map<string, Fraction>
}

function remembered<T>(known: Map<string, T>, key: string, make: (key: string) => T): T {
  const value = known.get(key) ?? make(key)
  known.set(key, value)
  return value
}

/** A number on the page. */
export interface Live extends Carried {
  readonly element: Element
  /** What it says now: to ask the element takes longer. */
  shown: string
}

/** A number as it stands on the page. */
export const liveAt = (element: HTMLElement | SVGElement): Live => ({
  element,
  shown: element.textContent,
  ...carriedBy(element.dataset),
})

/** Writes every number as it is at the reader's state, and gives those that are others than before. */
export function write(all: readonly Live[], reader: Reader): Element[] {
  return all.flatMap((live) => {
    const { element, shown } = live
    const { text, value } = reader.read(live)
    if (element instanceof HTMLDataElement && element.value !== value) element.value = value
    if (shown === text) return []
    element.textContent = live.shown = text
    if (element.hasAttribute('title')) element.setAttribute('title', grouped(value))
    return [element]
  })
}

/** A bar is as long as its row's number, against the longest of the table. */
export function drawBars(table: Element): void {
  const rows = [...table.querySelectorAll('svg.bar rect')].map((bar) => ({
    bar,
    value: Number(bar.closest('tr')?.querySelector<HTMLDataElement>('.exact data')?.value ?? 0),
  }))
  const longest = Math.max(...rows.map(({ value }) => value))
  for (const { bar, value } of rows) bar.setAttribute('width', `${((100 * value) / longest).toFixed(2)}%`)
}
