import { exact } from '../../engine/format.ts'
import { crossLight } from './cross-light.ts'
import { figures } from './figures.ts'
import { carriedBy, drawBars, liveAt, Reader, write, type Live } from './numbers.ts'
import { asButtons } from './opening.ts'
import {
  bitsOf,
  fromAddress,
  initial,
  least,
  toAddress,
  usual,
  type Convention,
  type Page,
  type State,
} from './page.ts'
import { provenance } from './provenance.ts'
import { comparison, dominance } from './sentences.ts'

/** Words that are written from magnitudes: what each of its terms is called and counts. */
type Sentence = readonly { readonly name?: string; readonly data: Readonly<Record<string, string>> }[]

/**
 * The knobs of a post. Turning one computes every number of the page anew, from the polynomial that it carries; the state
 * stands in the address, so that a link shows what its sender saw.
 */
export class LivePage extends HTMLElement {
  #page!: Page
  #reader!: Reader
  readonly #live: Live[] = []
  /** The numbers that are not among these yet, by section. */
  #untaken!: (HTMLElement | SVGElement)[][]
  #sentences: { element: Element; terms: Sentence }[] = []
  #tables: Element[] = []
  #marked: Element[] = []
  #timer = 0
  #resting = 0
  /** Sections that are not on screen. */
  readonly #unseen = new Set<Element | null>()
  #close!: () => void
  #redraw!: (model: string) => Promise<void>

  connectedCallback(): void {
    this.#page = JSON.parse(this.querySelector('script[type="application/json"]')!.textContent!) as Page
    const main = document.querySelector('main')!
    const numbers = main.querySelectorAll<HTMLElement | SVGElement>('[data-poly]')
    this.#untaken = [...Map.groupBy(numbers, (number) => number.closest(section)).values()]
    this.#sentences = [...main.querySelectorAll('[data-terms]')].map((element) => ({
      element,
      terms: JSON.parse(element.getAttribute('data-terms')!) as Sentence,
    }))
    this.#tables = [...main.querySelectorAll('table:has(svg.bar)')]
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#unseen[isIntersecting ? 'delete' : 'add'](target)
    })
    for (const one of main.querySelectorAll(section)) watch.observe(one)
    const { state, refused } = fromAddress(this.#page, location.search)
    this.#reader = new Reader(this.#page, state)
    for (const part of this.querySelectorAll<HTMLElement>('[data-needs]'))
      part.hidden = main.querySelector(part.dataset['needs']!) === null
    this.hidden = false
    if (refused.length > 0)
      this.#say(`The address asked for something that this page cannot show (${refused.join(', ')}).`, true)
    this.addEventListener('input', ({ target }) => this.#turned(target as HTMLInputElement | HTMLSelectElement))
    this.querySelector('[data-reset]')?.addEventListener('click', () => this.#become(initial(this.#page)))
    this.#close = provenance(main, this.#reader, this.#page, this.dataset['conventions']!)
    setTimeout(() => asButtons(main.querySelectorAll<HTMLElement>('data[data-poly]')))
    setTimeout(() => this.#take())
    crossLight(main)
    this.#redraw = figures(main, this.#page)
    this.#controls()
    if (toAddress(this.#page, state) !== '') this.#write()
  }

  /** Takes in the numbers of the next section, and the others in later tasks, for a phone takes its time over hundreds; or all now. */
  #take(all = false): void {
    const groups = this.#untaken.splice(0, all ? Infinity : 1)
    this.#live.push(...groups.flat().map(liveAt))
    if (this.#untaken.length > 0) setTimeout(() => this.#take())
  }

  #turned(control: HTMLInputElement | HTMLSelectElement): void {
    const { state } = this.#reader
    const { name, value } = control
    if (!(name in state.sizes)) return this.#become({ ...state, [name]: value })
    const { most } = this.#page.knobs.find(({ symbol }) => symbol === name)!
    const size = Math.round(control.type === 'range' ? 2 ** Number(value) - shift(name) : Number(value))
    if (size >= least(name) && size <= most) this.#become({ ...state, sizes: { ...state.sizes, [name]: size } })
  }

  #become(state: State): void {
    this.#reader.state = state
    this.toggleAttribute('data-turning', true)
    clearTimeout(this.#resting)
    this.#resting = window.setTimeout(() => this.#rest(), 100)
    this.#controls()
    this.#write()
    const sizes = this.#page.knobs.map(({ symbol }) => `${symbol} = ${exact(state.sizes[symbol]!)}`)
    this.#say(`Now ${[this.#title, ...sizes].join(', ')}.`)
  }

  /** Once a slider rests, what is off screen follows, and the address: browsers refuse a hundred of those in a row. */
  #rest(): void {
    const { state } = this.#reader
    this.removeAttribute('data-turning')
    this.#writeDue()
    history.replaceState(history.state, '', `${location.pathname}${toAddress(this.#page, state)}${location.hash}`)
  }

  get #title(): string {
    return this.#page.family.find(({ name }) => name === this.#reader.state.model)!.title
  }

  /** Writes the state into the controls. */
  #controls(): void {
    const { state } = this.#reader
    const { sizes, ...choices } = state
    const isUsual = (choice: string) => state[choice as keyof Convention] === usual[choice as keyof Convention]
    const values: Readonly<Record<string, string | number>> = { ...sizes, ...choices }
    for (const control of this.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      const value = values[control.name]!
      if (control.type === 'radio') (control as HTMLInputElement).checked = control.value === value
      else {
        const text = String(control.type === 'range' ? Math.log2(Number(value) + shift(control.name)) : value)
        if (control.value !== text) control.value = text
      }
    }
    for (const shown of this.querySelectorAll<HTMLElement>('[data-show]')) {
      const name = shown.dataset['show']!
      shown.textContent = name === 'model' ? this.#title : exact(Number(values[name]))
      if (name === 'p') shown.parentElement!.hidden = values[name] === 0
    }
    this.querySelector('[data-ways]')!.textContent = [...this.querySelectorAll<HTMLInputElement>('input[type=radio]')]
      .filter((radio) => radio.checked && !radio.defaultChecked)
      .map(wordsOf)
      .join(', ')
    this.toggleAttribute('data-turned', toAddress(this.#page, state) !== '')
    for (const note of document.querySelectorAll<HTMLElement>('[data-keeps]'))
      note.hidden = note.dataset['keeps']!.split(' ').every(isUsual)
  }

  /** Writes words and numbers anew, and asks for the figures of another model. */
  #write(): void {
    this.#close()
    this.#take(true)
    const { unit, precision, model } = this.#reader.state
    const words: Readonly<Record<string, string>> = {
      model: this.#title,
      precision: `${bitsOf[precision]} bits`,
      products: `${unit}s`,
    }
    for (const word of document.querySelectorAll<HTMLElement>('[data-says]')) {
      const text = words[word.dataset['says']!]!
      if (word.textContent !== text) word.textContent = text
    }
    this.#redraw(model).catch(() => this.#say(`The figures of ${this.#title} could not be loaded.`, true))
    this.#writeDue()
  }

  /** Whether something is written now: while a slider moves, only what is on screen is. */
  isDue = (element: Element): boolean =>
    !this.hasAttribute('data-turning') || !this.#unseen.has(element.closest(section))

  #writeDue(): void {
    const changed = write(
      this.#live.filter(({ element }) => this.isDue(element)),
      this.#reader,
    )
    for (const { element, terms } of this.#sentences) {
      const text = this.#sentence(terms)
      if (element.textContent !== text) changed.push(element)
      element.textContent = text
    }
    for (const table of this.#tables.filter(this.isDue)) drawBars(table)
    this.#mark(changed)
    this.dispatchEvent(new Event('turned'))
  }

  #sentence(terms: Sentence): string {
    const numbers = terms.map(({ data }) => this.numberOf(data))
    return terms[0]!.name === undefined
      ? comparison(numbers[0]!, numbers[1]!)
      : dominance(terms.map(({ name = '' }, i) => ({ name, number: numbers[i]! })))
  }

  /** What a number that data describe is as the knobs are turned, for whoever draws by it. */
  numberOf(data: Readonly<Record<string, string>>): number {
    return this.#reader.read(carriedBy(data)).number
  }

  /** Shows for a moment which numbers are others than before. */
  #mark(changed: Element[]): void {
    for (const element of changed) element.classList.add('changed')
    this.#marked.push(...changed)
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => {
      for (const element of this.#marked) element.classList.remove('changed')
      this.#marked = []
    }, 1200)
  }

  /** What a screen reader says, and, of a link that cannot be followed, what everyone reads. */
  #say(message: string, visibly = false): void {
    const status = this.querySelector('[role=status]')!
    status.classList.toggle('vh', !visibly)
    status.textContent = message
  }
}

/** What a reader sees one after the other. */
const section = 'article > section'

/** A slider of doublings cannot show zero: where a size can be zero, one is added. */
const shift = (name: string): number => (least(name) === 0 ? 1 : 0)

/** `logits left out`: what a choice is of, and the choice. */
function wordsOf(radio: HTMLInputElement): string {
  const of = radio.name === 'phase' ? '' : radio.closest('fieldset')!.querySelector('legend')!.textContent
  return `${of} ${radio.labels![0]!.textContent.trim()}`.trim()
}

customElements.define('live-page', LivePage)
