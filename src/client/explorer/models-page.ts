import { parse } from '../../engine/poly.ts'
import { short } from '../../engine/format.ts'
import { fromAddress, toAddress } from '../../explorer/address.ts'
import type { Choice } from '../../explorer/choice.ts'
import { editor, problemList, problemOf, valueOf } from '../../explorer/editor.ts'
import type { File, Kind } from '../../explorer/exports.ts'
import { Library, type Shelves } from '../../explorer/library.ts'
import { readFile, readText } from '../../explorer/read-text.ts'
import {
  formatsOf,
  lengthOf,
  lengths,
  onChip,
  type Format,
  type Length,
  type Settings,
} from '../../explorer/settings.ts'
import type { Outcome, Study } from '../../explorer/study.ts'
import { h, type View } from '../../explorer/view.ts'
import { problem } from '../../report/refusal.ts'
import { titles, type Origin } from '../live/card.ts'
import { asButtons, cards } from '../live/opening.ts'
import { show } from './dom.ts'
import { save } from './save.ts'

/** Models, each by what it is called in the address and in `data-key`. */
export type Choices = Readonly<Record<string, Choice>>

/**
 * A page that shows what follows from one or more models. It is built with its first ones; this looks at any others: chosen,
 * edited, pasted or dropped. Nothing of a configuration leaves the browser. The state stands behind the `#?` of the address,
 * which no server is sent.
 */
export abstract class ModelsPage extends HTMLElement {
  /** The published models that the page was built with. */
  protected abstract readonly names: Readonly<Record<string, string>>
  /** What each model is called before what is wrong with it, where there are several. */
  protected readonly called: Readonly<Record<string, string>> = {}

  #library!: Library
  #first!: Choices
  #choices!: Choices
  #settings!: Settings
  #studies: readonly Study[] = []
  #closeCard!: () => void
  #waiting: ReturnType<typeof setTimeout> | undefined

  protected abstract study(choices: Choices, settings: Settings): readonly Outcome[]
  protected abstract view(studies: readonly Study[]): View
  protected abstract file(studies: readonly Study[], kind: Kind): File
  /** One sentence on what is shown, for who does not see it. */
  protected abstract sentence(studies: readonly Study[]): string

  connectedCallback(): void {
    this.#library = new Library(JSON.parse(this.place('shelves').textContent) as Shelves)
    this.#choices = this.#first = this.#library.pick(this.names)
    this.#settings = this.#library.usual
    this.#closeCard = cards(this.place('results'), (number) => this.#originOf(number))
    this.addEventListener('change', ({ target }) => this.#changed(target as HTMLInputElement))
    this.addEventListener('input', ({ target }) => this.#typed(target as HTMLInputElement))
    this.addEventListener('click', ({ target }) => this.#clicked(target as HTMLElement))
    this.addEventListener('submit', (event) => event.preventDefault())
    document.addEventListener('dragover', (event) => event.preventDefault())
    document.addEventListener('drop', (event) => {
      event.preventDefault()
      void this.#take(this.#keyOf(event.target), event.dataTransfer?.files[0])
    })
    addEventListener('hashchange', () => this.#arrive())
    this.#toButtons()
    this.#arrive()
  }

  protected place(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-place=${name}]`)!
  }

  /** The studies whose results are shown: of those that the page was built with, from when they are first asked for. */
  protected get shown(): readonly Study[] {
    if (this.#studies.length === 0) this.#studies = this.study(this.#first, this.#library.usual).flatMap(studyIn)
    return this.#studies
  }

  protected draw(studies: readonly Study[]): void {
    this.#closeCard()
    show(this.place('results'), this.view(studies))
    this.#toButtons()
  }

  /** Takes the state from the address, if it holds one. */
  #arrive(): void {
    if (!location.hash.startsWith('#?')) return
    const { choices, settings, refused } = fromAddress(location.hash.slice(2), this.#first, this.#library)
    this.#choices = choices
    this.#settings = settings
    this.#look(
      refused.length > 0 ? `The address asked for something that this page cannot show (${refused.join(', ')}).` : '',
    )
  }

  /** Which model something is for; what is dropped beside all of them is for the first. */
  #keyOf(target: EventTarget | null): string {
    const { key } = (target as Element).closest<HTMLElement>('[data-key]')?.dataset ?? {}
    return key ?? Object.keys(this.#first)[0]!
  }

  #changed(control: HTMLInputElement | HTMLSelectElement): void {
    const { choose, set, file } = control.dataset
    if (choose !== undefined) this.#choose(this.#keyOf(control), this.#library.find(control.value)!)
    else if (set !== undefined) this.#set(set, control.value)
    else if (file !== undefined) void this.#take(this.#keyOf(control), (control as HTMLInputElement).files?.[0])
  }

  #typed(control: HTMLInputElement | HTMLSelectElement): void {
    const { field, length, paste } = control.dataset
    if (field !== undefined) {
      const key = this.#keyOf(control)
      this.#choices = {
        ...this.#choices,
        [key]: this.#library.changed(this.#choices[key]!, field, valueOf(field, control.value)),
      }
      this.#soon()
    } else if (length !== undefined) this.#lengthen(control, length as Length)
    else if (paste !== undefined && control.value.trim() !== '')
      this.#read(this.#keyOf(control), readText(control.value, this.#library))
  }

  #lengthen(control: HTMLInputElement | HTMLSelectElement, name: Length): void {
    const value = lengthOf(name, control.value)
    control.setAttribute('aria-invalid', String(value === undefined))
    if (value === undefined) {
      const least = name === 'p' ? 0 : 1
      const expected = `a whole number from ${least} to ${lengths[name].toLocaleString('en')}`
      return this.#complain([problem(name, control.value || 'nothing', expected)])
    }
    this.#settings = { ...this.#settings, sizes: { ...this.#settings.sizes, [name]: value } }
    this.#soon()
  }

  #clicked({ dataset }: HTMLElement): void {
    const { save: kind, copyLink, swap } = dataset
    if (kind !== undefined) {
      save(this.file(this.shown, kind as Kind))
    } else if (copyLink !== undefined) this.#copyLink()
    else if (swap !== undefined) {
      const [keys, choices] = [Object.keys(this.#choices), Object.values(this.#choices).reverse()]
      this.#choices = Object.fromEntries(keys.map((key, i) => [key, choices[i]!]))
      this.#become()
    }
  }

  #copyLink(): void {
    const query = toAddress(this.#choices, this.#settings)
    if (query === undefined) return this.#complain([], 'This is too long for a link.')
    void navigator.clipboard
      ?.writeText(`${location.origin}${location.pathname}#?${query}`)
      .then(() => this.#say('The link is copied.'))
  }

  async #take(key: string, file: globalThis.File | undefined): Promise<void> {
    if (file !== undefined) this.#read(key, await readFile(file, this.#library))
  }

  #read(key: string, read: ReturnType<typeof readText>): void {
    if ('problems' in read) this.#complain(read.problems)
    else this.#choose(key, read.choice)
  }

  #choose(key: string, choice: Choice): void {
    this.#choices = { ...this.#choices, [key]: choice }
    // Lengths that the new model cannot have are left to it.
    if (this.study(this.#choices, this.#settings).some((outcome) => 'problems' in outcome))
      this.#settings = { ...this.#settings, sizes: {} }
    this.#become()
  }

  #set(what: string, value: string): void {
    const library = this.#library
    if (what === 'chip') this.#settings = onChip(this.#settings, library.chip(value)!)
    else
      this.#settings = {
        ...this.#settings,
        ...(what === 'recipe' ? { recipe: library.recipe(value)! } : { format: value as Format }),
      }
    this.#become()
  }

  /** After the keys have rested for a moment, so that typing stays light. */
  #soon(): void {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => this.#become(), 60)
  }

  #become(): void {
    clearTimeout(this.#waiting)
    this.#look()
    const query = toAddress(this.#choices, this.#settings)
    try {
      history.replaceState(history.state, '', query === undefined ? location.pathname : `#?${query}`)
    } catch {
      // Safari takes a hundred addresses in half a minute and refuses more; the next one has all of it again.
    }
  }

  /** Shows the state: the results where every model can be read, what is wrong where not. */
  #look(remark = ''): void {
    const outcomes = this.study(this.#choices, this.#settings)
    const studies = outcomes.flatMap(studyIn)
    const problems = outcomes.map((outcome) => ('problems' in outcome ? outcome.problems : []))
    this.#controls(problems, studies)
    const names = Object.keys(this.#choices).map((key) => this.called[key])
    const all = problems.flatMap((own, i) => own.map((one) => [names[i], one].filter(Boolean).join(', ')))
    this.#complain(all, remark)
    if (studies.length < outcomes.length) return
    this.#studies = studies
    this.draw(studies)
    this.#say(this.sentence(studies))
  }

  /** Writes the state into the controls, without disturbing the one that is being typed into. */
  #controls(problems: readonly (readonly string[])[], studies: readonly Study[]): void {
    for (const [i, [key, choice]] of Object.entries(this.#choices).entries()) {
      this.querySelector<HTMLSelectElement>(`[data-key=${key}] [data-choose]`)!.value = choice.name
      show(this.place(`fields-${key}`), editor(key, choice, problems[i]))
    }
    const { chip, format, recipe } = this.#settings
    const [known, chosen] = [formatsOf(chip), { chip: chip.name, format, recipe: recipe.name }]
    for (const control of this.querySelectorAll<HTMLSelectElement>('[data-set]'))
      control.value = chosen[control.dataset['set'] as keyof typeof chosen]
    for (const option of this.querySelectorAll<HTMLOptionElement>('[data-set=format] option'))
      option.hidden = !known.some((format) => format === option.value)
    const values: Study['lengths'] = Object.assign({}, ...studies.map(({ lengths }) => lengths).reverse())
    for (const control of this.querySelectorAll<HTMLInputElement>('[data-length]')) {
      const name = control.dataset['length']!
      control.setAttribute('aria-invalid', String(problemOf(name, problems.flat()) !== undefined))
      // What cannot be read has no lengths: those of what was read last stay.
      if (studies.length < problems.length) continue
      control.closest('label')!.hidden = !(name in values)
      if (control !== document.activeElement) control.value = String(values[name] ?? '')
    }
  }

  /** Where a number of the results comes from: its formula, and what the sizes are worth in its phase. */
  #originOf({ dataset, value, title, textContent }: HTMLDataElement): Origin | undefined {
    const { poly, phase, less, lessPhase, of = '', scope } = dataset
    const parts = [
      { formula: poly, phase },
      { formula: less, phase: lessPhase, join: ' − ' as const },
    ].flatMap(({ formula, phase, ...rest }) => {
      const study = this.shown.find(({ pass, step }) => pass.id === phase || step?.id === phase)
      if (formula === undefined || study === undefined) return []
      const { bindings } = study.pass.id === phase ? study.pass : study.step!
      return [{ ...rest, poly: parse(formula), bindings, source: `src/models/${study.model.architecture}.ts` }]
    })
    const size = Math.abs(Number(value))
    return {
      title: titles[of] ?? of,
      parts,
      text: title || textContent,
      words: size >= 1000 ? ` or ${short(Number(value), '')}` : '',
      value,
      scope,
      source: [...new Set(parts.map(({ source }) => source))].join(' and '),
      conventions: this.dataset['conventions']!,
    }
  }

  #toButtons(): void {
    const results = this.place('results')
    for (const plain of results.querySelectorAll('data:not([data-poly])'))
      for (const name of ['role', 'tabindex', 'aria-expanded']) plain.removeAttribute(name)
    asButtons(results.querySelectorAll<HTMLElement>('data[data-poly]'))
  }

  /** Says what cannot be read, and that what is shown is what was read last; or a remark on what is shown. */
  #complain(problems: readonly string[], remark = ''): void {
    show(this.place('problems'), [remark !== '' && h('p', {}, remark), problemList(problems)])
    this.place('results').toggleAttribute('data-stale', problems.length > 0)
  }

  #say(message: string): void {
    this.place('status').textContent = message
  }
}

const studyIn = (outcome: Outcome): readonly Study[] => ('study' in outcome ? [outcome.study] : [])
