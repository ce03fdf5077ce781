import { exact } from '../../engine/format.ts'
import { cardFor } from './card.ts'
import { bindingsOf, fromAddress, initial, least, toAddress, type Page, type State } from './page.ts'
import { read, type Quantity } from './quantity.ts'

/** A number on the page, and how to show it anew. */
interface Live {
  readonly element: Element
  readonly quantity: Quantity
  readonly own: Readonly<Record<string, number>>
  /** The model it keeps whatever the knobs say. */
  readonly fixed: string | undefined
}

/**
 * The knobs of a post. Turning one computes every number of the page anew, from the polynomial that it carries; the state
 * stands in the address, so that a link shows what its sender saw. Activating a number opens a card that says where it
 * comes from.
 */
class LivePage extends HTMLElement {
  #page!: Page
  #state!: State
  #live: Live[] = []
  #open: { card: HTMLElement; by: HTMLElement } | undefined

  connectedCallback(): void {
    this.#page = JSON.parse(this.querySelector('script[type="application/json"]')!.textContent!) as Page
    this.#live = [...document.querySelectorAll('main [data-poly]')].map(liveOf)
    const { state, refused } = fromAddress(this.#page, location.search)
    this.#state = state
    this.hidden = false
    this.#say(
      refused.length > 0 ? `The address asked for something that this page cannot show (${refused.join(', ')}).` : '',
    )
    this.addEventListener('input', ({ target }) => this.#turned(target as HTMLInputElement | HTMLSelectElement))
    this.querySelector('[data-reset]')?.addEventListener('click', () => this.#become(initial(this.#page)))
    this.#provenance()
    this.#show(toAddress(this.#page, state) !== '')
  }

  #turned(control: HTMLInputElement | HTMLSelectElement): void {
    const { name, value } = control
    if (name in this.#state.sizes) {
      const { most } = this.#page.knobs.find(({ symbol }) => symbol === name)!
      const size = Math.round(
        control.type === 'range' ? 2 ** Number(value) - (least(name) === 0 ? 1 : 0) : Number(value),
      )
      if (!(size >= least(name) && size <= most)) return
      this.#become({ ...this.#state, sizes: { ...this.#state.sizes, [name]: size } })
    } else this.#become({ ...this.#state, [name]: value })
  }

  #become(state: State): void {
    this.#state = state
    history.replaceState(history.state, '', `${location.pathname}${toAddress(this.#page, state)}${location.hash}`)
    this.#say('')
    this.#show(true)
  }

  /** Writes the state into the controls and, if anything can have changed, every number of the page. */
  #show(changed: boolean): void {
    const { sizes, model, phase, unit, pairs } = this.#state
    const values: Readonly<Record<string, string | number>> = { ...sizes, model, phase, unit, pairs }
    for (const control of this.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      const value = values[control.name]!
      if (control.type === 'radio') (control as HTMLInputElement).checked = control.value === value
      else
        control.value =
          control.type === 'range'
            ? String(Math.log2(Number(value) + (least(control.name) === 0 ? 1 : 0)))
            : String(value)
    }
    const { title } = this.#page.family.find(({ name }) => name === model)!
    for (const shown of this.querySelectorAll<HTMLElement>('[data-show]'))
      shown.textContent = shown.dataset['show'] === 'model' ? title : exact(Number(values[shown.dataset['show']!]))
    for (const name of document.querySelectorAll('[data-model-name]')) name.textContent = title
    this.toggleAttribute('data-turned', toAddress(this.#page, this.#state) !== '')
    if (!changed) return
    this.#close()
    for (const { element, ...live } of this.#live) {
      const { text, value } = this.#read(live)
      if (element.textContent === text) continue
      element.textContent = text
      if (element instanceof HTMLDataElement) element.value = value
      if (element.hasAttribute('title')) element.setAttribute('title', value.replace(/\B(?=(\d{3})+$)/g, ','))
      element.classList.remove('changed')
      requestAnimationFrame(() => element.classList.add('changed'))
    }
    for (const table of document.querySelectorAll('main table')) redrawBars(table)
    this.dispatchEvent(new CustomEvent('turned', { bubbles: true, detail: this.#bindings({}, undefined) }))
  }

  #read({ quantity, own, fixed }: Omit<Live, 'element'>) {
    return read(quantity, this.#bindings(own, fixed), this.#state)
  }

  #bindings(own: Readonly<Record<string, number>>, fixed: string | undefined) {
    return bindingsOf(this.#page, fixed === undefined ? this.#state : { ...this.#state, model: fixed }, own)
  }

  #say(message: string): void {
    this.querySelector('[role=status]')!.textContent = message
  }

  /** Every number is a button. Inside a table the arrow keys go from one to the next, so that it is one stop, not fifty. */
  #provenance(): void {
    for (const { element } of this.#live) {
      if (!(element instanceof HTMLDataElement)) continue
      const first = element.closest('table')?.querySelector('data') ?? element
      element.tabIndex = first === element ? 0 : -1
      element.setAttribute('role', 'button')
      element.setAttribute('aria-expanded', 'false')
    }
    const main = document.querySelector('main')!
    main.addEventListener('click', ({ target }) => {
      const number = (target as Element).closest<HTMLDataElement>('data[data-poly]')
      if (number) this.#toggle(number)
    })
    main.addEventListener('keydown', (event) => {
      const number = (event.target as Element).closest<HTMLDataElement>('data[data-poly]')
      if (!number) return
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        this.#toggle(number)
      } else if (event.key.startsWith('Arrow')) moveInTable(number, event)
    })
    document.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !this.#open) return
      const { by } = this.#open
      this.#close()
      by.focus()
    })
  }

  #toggle(number: HTMLDataElement): void {
    const again = this.#open?.by === number
    this.#close()
    if (again) return
    const live = this.#live.find(({ element }) => element === number)!
    const scope = number.dataset.scope
    const card = cardFor({
      quantity: live.quantity,
      bindings: this.#bindings(live.own, live.fixed),
      state: this.#state,
      scope,
      source: scope === undefined ? undefined : this.#page.sources[scope],
      conventions: this.dataset.conventions!,
    })
    card.id = 'provenance'
    number.setAttribute('aria-expanded', 'true')
    number.setAttribute('aria-controls', card.id)
    const place = number.closest('figure, p, ul, ol, .scroll, .glance, dl') ?? number
    place.after(card)
    this.#open = { card, by: number }
  }

  #close(): void {
    this.#open?.card.remove()
    this.#open?.by.setAttribute('aria-expanded', 'false')
    this.#open?.by.removeAttribute('aria-controls')
    this.#open = undefined
  }
}
customElements.define('live-page', LivePage)

function liveOf(element: Element): Live {
  const data = (element as HTMLElement | SVGElement).dataset
  return {
    element,
    quantity: {
      poly: data['poly']!,
      over: data['over'],
      useful: data['useful'],
      overUseful: data['overUseful'],
      of: data['of'],
      as: data['as'],
      unit: data['unit'],
      digits: data['digits'] === undefined ? undefined : Number(data['digits']),
    },
    own: data['with'] === undefined ? {} : (JSON.parse(data['with']) as Record<string, number>),
    fixed: data['model'],
  }
}

/** A bar is as long as its row's number, against the longest of the table. */
function redrawBars(table: Element): void {
  const rows = [...table.querySelectorAll('tr:has(svg.bar)')].map((row) => ({
    bar: row.querySelector('svg.bar rect')!,
    value: Number(row.querySelector<HTMLDataElement>('.exact data')?.value ?? 0),
  }))
  const longest = Math.max(...rows.map(({ value }) => value))
  for (const { bar, value } of rows) bar.setAttribute('width', `${((100 * value) / longest).toFixed(2)}%`)
}

function moveInTable(number: HTMLElement, event: KeyboardEvent): void {
  const table = number.closest('table')
  if (!table) return
  const all = [...table.querySelectorAll<HTMLElement>('data[data-poly]')]
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1
  const next = all[all.indexOf(number) + step]
  if (!next) return
  event.preventDefault()
  number.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}
