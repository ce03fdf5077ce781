import { fromAddress, toAddress } from '../../explorer/address.ts'
import { changed, firstChoice, publishedChoice, type Choice } from '../../explorer/choice.ts'
import type { Surroundings } from '../../explorer/explore.ts'
import type { Kind } from '../../explorer/exports.ts'
import { chooser, editor, lengthFields, machineFields, problemList, valueOf } from '../../explorer/panel.ts'
import { readFile, readText } from '../../explorer/read-text.ts'
import type { LaidOut } from '../../explorer/sections/diagram.ts'
import { lengthOf, onChip, usual, type Length, type Settings } from '../../explorer/settings.ts'
import { study, type Study } from '../../explorer/study.ts'
import { compact } from '../../engine/format.ts'
import { usual as asWritten } from '../live/page.ts'
import { read } from '../live/quantity.ts'
import { show } from './dom.ts'
import { tellOrigins } from './provenance.ts'
import { save } from './save.ts'

/**
 * The explorer. The page shows a model already; this looks at any other: chosen, edited, pasted or dropped. Nothing of a
 * configuration leaves the browser. The state stands behind the `#?` of the address, which no server is sent.
 */
class ExplorePage extends HTMLElement {
  #choice: Choice = firstChoice
  #settings: Settings = usual
  #shown: Study | undefined
  #diagrams = new Map<string, LaidOut>()
  #surroundings!: Surroundings
  #origins!: ReturnType<typeof tellOrigins>
  #waiting: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    const { conventions = '', diagrams = '{}' } = this.dataset
    const known = JSON.parse(diagrams) as Surroundings['diagrams']
    this.#surroundings = { conventions, diagrams: known, drawn: (structure) => this.#diagrams.get(structure) }
    for (const figure of this.querySelectorAll<HTMLElement>('[data-structure]')) {
      const [wide = '', narrow = ''] = [...figure.querySelectorAll(':scope > svg')].map(({ outerHTML }) => outerHTML)
      this.#diagrams.set(figure.dataset['structure']!, { wide, narrow })
    }
    this.#origins = tellOrigins(this.#place('results'), conventions, (phase) => {
      const own = phase === 'step' ? this.#shown?.step : this.#shown?.pass
      return own && { bindings: own.bindings, source: `src/models/${this.#shown!.model.architecture}.ts` }
    })
    this.addEventListener('change', ({ target }) => this.#changed(target as HTMLInputElement))
    this.addEventListener('input', ({ target }) => this.#typed(target as HTMLInputElement))
    this.addEventListener('click', ({ target }) => this.#clicked(target as HTMLElement))
    this.addEventListener('submit', (event) => event.preventDefault())
    document.addEventListener('dragover', (event) => event.preventDefault())
    document.addEventListener('drop', (event) => {
      event.preventDefault()
      void this.#take(event.dataTransfer?.files[0])
    })
    this.addEventListener('focusin', () => void drawing(), { once: true })
    // On a phone the model comes before what can be changed about it.
    if (matchMedia('(max-width: 1111px)').matches)
      for (const details of this.querySelectorAll<HTMLDetailsElement>('.ex-config')) details.open = false
    addEventListener('hashchange', () => this.#arrive())
    this.#arrive()
  }

  /** Takes the state from the address, if it holds one. */
  #arrive(): void {
    if (!location.hash.startsWith('#?')) {
      if (this.#shown === undefined) this.#look()
      return
    }
    const { choices, settings, refused } = fromAddress(location.hash.slice(2), { model: firstChoice })
    this.#choice = choices['model']!
    this.#settings = settings
    this.#look(
      refused.length > 0 ? `The address asked for something that this page cannot show (${refused.join(', ')}).` : '',
    )
  }

  #changed(control: HTMLInputElement | HTMLSelectElement): void {
    const { choose, set } = control.dataset
    if (choose !== undefined && control.value !== '') {
      this.#choice = publishedChoice(control.value)
      this.#settings = { ...this.#settings, sizes: this.#fitting() }
      this.#become()
    } else if (set === 'chip') {
      this.#settings = onChip(this.#settings, control.value as Settings['chip'])
      this.#become()
    } else if (set !== undefined) {
      this.#settings = { ...this.#settings, [set]: control.value }
      this.#become()
    } else if (control instanceof HTMLInputElement && control.type === 'file') void this.#take(control.files?.[0])
  }

  #typed(control: HTMLInputElement | HTMLSelectElement): void {
    const { field, length, paste } = control.dataset
    if (field !== undefined) {
      this.#choice = changed(this.#choice, field, valueOf(field, control.value))
      this.#soon()
    } else if (length !== undefined) {
      const value = lengthOf(length as Length, control.value)
      control.setAttribute('aria-invalid', String(value === undefined))
      if (value === undefined) return
      this.#settings = { ...this.#settings, sizes: { ...this.#settings.sizes, [length]: value } }
      this.#soon()
    } else if (paste !== undefined) this.#paste(control.value)
  }

  #clicked(target: HTMLElement): void {
    const { save: kind, copyLink } = target.dataset
    if (kind !== undefined) void this.#export(kind as Kind)
    else if (copyLink !== undefined) {
      const query = toAddress({ model: this.#choice }, this.#settings)
      if (query === undefined) return this.#say('This configuration is too long for a link.')
      void navigator.clipboard
        ?.writeText(`${location.origin}${location.pathname}#?${query}`)
        .then(() => this.#say('The link is copied.'))
    }
  }

  async #export(kind: Kind): Promise<void> {
    const { exported } = await drawing()
    if (this.#shown) save(exported(this.#shown, kind))
  }

  async #take(file: File | undefined): Promise<void> {
    if (file !== undefined) this.#read(await readFile(file))
  }

  #paste(text: string): void {
    if (text.trim() !== '') this.#read(readText(text))
  }

  #read(read: ReturnType<typeof readText>): void {
    if ('problems' in read) return this.#complain(read.problems)
    this.#choice = read.choice
    this.#settings = { ...this.#settings, sizes: this.#fitting() }
    this.#become()
  }

  /** The lengths that the new model can take; the others are left to it. */
  #fitting(): Settings['sizes'] {
    return 'study' in study(this.#choice, this.#settings) ? this.#settings.sizes : {}
  }

  /** After the keys have rested for a moment, so that typing stays light. */
  #soon(): void {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => this.#become(), 60)
  }

  #become(): void {
    this.#look()
    const query = toAddress({ model: this.#choice }, this.#settings)
    history.replaceState(history.state, '', query === undefined ? location.pathname : `#?${query}`)
  }

  /** Shows the state: the results where the model can be read, what is wrong with it where not. */
  #look(message?: string): void {
    const outcome = study(this.#choice, this.#settings)
    const problems = 'problems' in outcome ? outcome.problems : []
    this.#controls(problems)
    this.#complain(problems)
    if ('problems' in outcome) return
    const first = this.#shown === undefined && this.#choice === firstChoice && this.#settings === usual
    this.#shown = outcome.study
    if (first) this.#origins.refresh()
    else void this.#redraw()
    const { choice, pass } = outcome.study
    if (!first || message)
      this.#say(message || `${choice.title}: ${compact(BigInt(pass.report.parameters.total))} parameters.`)
  }

  /** Writes the state into the controls, without disturbing the one that is being typed into. */
  #controls(problems: readonly string[]): void {
    show(this.#place('choose'), chooser('model', 'Published model', this.#choice))
    const lengths = this.#shown === undefined || problems.length === 0 ? this.#lengths() : undefined
    if (lengths) show(this.#place('lengths'), lengthFields(lengths))
    show(this.#place('machine'), machineFields(this.#settings))
    show(this.#place('fields'), editor('field', this.#choice, problems))
  }

  #lengths(): Study['lengths'] | undefined {
    const outcome = study(this.#choice, this.#settings)
    return 'study' in outcome ? outcome.study.lengths : undefined
  }

  /** Numbers in diagrams, at the sizes of this model. */
  #measure(): void {
    const { pass } = this.#shown!
    for (const number of this.querySelectorAll<SVGElement>('svg [data-poly]')) {
      const { poly = '', as, of } = number.dataset
      const { text } = read({ poly, as, of }, pass.bindings, asWritten)
      if (number.textContent !== text) number.textContent = text
    }
  }

  /** Shows the results of the latest study, once what draws them is there. */
  async #redraw(): Promise<void> {
    const { results } = await drawing()
    const shown = this.#shown!
    const draw = (): void => {
      this.#origins.close()
      show(this.#place('results'), results(shown, this.#surroundings))
      this.#origins.refresh()
      this.#measure()
    }
    draw()
    if ((await this.#fetched()) && this.#shown === shown) draw()
  }

  /** Fetches the diagrams that are shown for the first time: this site's own files, the same for everybody. */
  async #fetched(): Promise<boolean> {
    const missing = [...this.querySelectorAll<HTMLElement>('[data-structure]')]
      .map((figure) => figure.dataset['structure']!)
      .filter((structure) => !this.#diagrams.has(structure))
    for (const structure of new Set(missing)) {
      const answer = await fetch(this.#surroundings.diagrams[structure]!).catch(() => undefined)
      if (answer?.ok) this.#diagrams.set(structure, (await answer.json()) as LaidOut)
    }
    return missing.length > 0
  }

  #complain(problems: readonly string[]): void {
    show(this.#place('problems'), problemList(problems))
    this.#place('results').toggleAttribute('data-stale', problems.length > 0)
  }

  #say(message: string): void {
    this.#place('status').textContent = message
  }

  #place(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-place=${name}]`)!
  }
}
/** What draws and writes results: loaded when a reader first asks for another model than the page already shows. */
const drawing = () => import('../../explorer/drawing.ts')

customElements.define('explore-page', ExplorePage)
