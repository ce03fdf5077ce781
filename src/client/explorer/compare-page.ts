import { fromAddress, toAddress } from '../../explorer/address.ts'
import { changed, firstPair, publishedChoice, type Choice } from '../../explorer/choice.ts'
import { studies } from '../../explorer/compare.ts'
import { chooser, editor, lengthFields, machineFields, problemList, valueOf } from '../../explorer/panel.ts'
import { readFile, readText } from '../../explorer/read-text.ts'
import { lengthOf, onChip, usual, type Length, type Settings } from '../../explorer/settings.ts'
import { show } from './dom.ts'

type Pair = readonly [Choice, Choice]

/** Two models beside each other. The page shows a pair already; this compares any other two, chosen, edited or pasted. */
class ComparePage extends HTMLElement {
  #pair: Pair = firstPair
  #settings: Settings = usual
  #waiting: ReturnType<typeof setTimeout> | undefined
  #isFirst = true

  connectedCallback(): void {
    this.addEventListener('change', ({ target }) => this.#changed(target as HTMLInputElement))
    this.addEventListener('input', ({ target }) => this.#typed(target as HTMLInputElement))
    this.addEventListener('click', ({ target }) => this.#clicked(target as HTMLElement))
    this.addEventListener('submit', (event) => event.preventDefault())
    addEventListener('hashchange', () => this.#arrive())
    this.#arrive()
  }

  #arrive(): void {
    if (!location.hash.startsWith('#?')) return this.#isFirst ? this.#look() : undefined
    const [a, b] = firstPair
    const { choices, settings, refused } = fromAddress(location.hash.slice(2), { a, b })
    this.#pair = [choices['a']!, choices['b']!]
    this.#settings = settings
    this.#look(
      refused.length > 0 ? `The address asked for something that this page cannot show (${refused.join(', ')}).` : '',
    )
  }

  #changed(control: HTMLInputElement | HTMLSelectElement): void {
    const { choose, set, file } = control.dataset
    if (choose !== undefined && control.value !== '') this.#choose(choose, publishedChoice(control.value))
    else if (set === 'chip') this.#set(onChip(this.#settings, control.value as Settings['chip']))
    else if (set !== undefined) this.#set({ ...this.#settings, [set]: control.value })
    else if (file !== undefined) void this.#take(file, (control as HTMLInputElement).files?.[0])
  }

  #typed(control: HTMLInputElement | HTMLSelectElement): void {
    const { field, length, paste } = control.dataset
    if (field !== undefined) {
      const side = control.id.startsWith('a-') ? 'a' : 'b'
      this.#put(side, changed(this.#choiceOf(side), field, valueOf(field, control.value)))
      clearTimeout(this.#waiting)
      this.#waiting = setTimeout(() => this.#become(), 60)
    } else if (length !== undefined) {
      const value = lengthOf(length as Length, control.value)
      control.setAttribute('aria-invalid', String(value === undefined))
      if (value !== undefined) this.#set({ ...this.#settings, sizes: { ...this.#settings.sizes, [length]: value } })
    } else if (paste !== undefined && control.value.trim() !== '') this.#read(paste, readText(control.value))
  }

  #clicked({ dataset }: HTMLElement): void {
    if (dataset['swap'] !== undefined) {
      this.#pair = [this.#pair[1], this.#pair[0]]
      this.#become()
    } else if (dataset['copyLink'] !== undefined) {
      const query = this.#query()
      if (query === undefined) return this.#say('These configurations are too long for a link.')
      void navigator.clipboard
        ?.writeText(`${location.origin}${location.pathname}#?${query}`)
        .then(() => this.#say('The link is copied.'))
    }
  }

  async #take(side: string, file: File | undefined): Promise<void> {
    if (file !== undefined) this.#read(side, await readFile(file))
  }

  #read(side: string, read: ReturnType<typeof readText>): void {
    if ('problems' in read) this.#complain(read.problems)
    else this.#choose(side, read.choice)
  }

  #choose(side: string, choice: Choice): void {
    this.#put(side, choice)
    // Lengths that the new model cannot have are left to the two models.
    if (studies(this.#pair, this.#settings).some((outcome) => 'problems' in outcome))
      this.#settings = { ...this.#settings, sizes: {} }
    this.#become()
  }

  #set(settings: Settings): void {
    this.#settings = settings
    this.#become()
  }

  #choiceOf = (side: string): Choice => this.#pair[side === 'a' ? 0 : 1]

  #put(side: string, choice: Choice): void {
    this.#pair = side === 'a' ? [choice, this.#pair[1]] : [this.#pair[0], choice]
  }

  #query = (): string | undefined => toAddress({ a: this.#pair[0], b: this.#pair[1] }, this.#settings)

  #become(): void {
    this.#look()
    const query = this.#query()
    history.replaceState(history.state, '', query === undefined ? location.pathname : `#?${query}`)
  }

  #look(message = ''): void {
    const outcomes = studies(this.#pair, this.#settings)
    const problems = outcomes.map((outcome) => ('problems' in outcome ? outcome.problems : []))
    for (const [i, side] of ['a', 'b'].entries()) {
      show(this.#place(`choose-${side}`), chooser(side, names[i]!, this.#pair[i]!))
      show(this.#place(`fields-${side}`), editor(side, this.#pair[i]!, problems[i]))
    }
    show(this.#place('machine'), machineFields(this.#settings))
    this.#complain(problems.flatMap((own, i) => own.map((problem) => `${names[i]}, ${problem}`)))
    const [a, b] = outcomes
    if ('problems' in a || 'problems' in b) return
    show(this.#place('lengths'), lengthFields({ ...b.study.lengths, ...a.study.lengths }))
    const isFirst = this.#isFirst && this.#pair === firstPair && this.#settings === usual
    this.#isFirst = false
    if (isFirst) return
    this.#say(message || `${a.study.choice.title} and ${b.study.choice.title} are compared.`)
    void drawing().then(({ comparison }) => {
      const [again, other] = studies(this.#pair, this.#settings)
      if ('study' in again && 'study' in other) show(this.#place('results'), comparison(again.study, other.study))
    })
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

const names = ['First model', 'Second model'] as const

const drawing = () => import('../../explorer/comparison.ts')

customElements.define('compare-page', ComparePage)
