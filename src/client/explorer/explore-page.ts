import { compact, exact, short } from '../../engine/format.ts'
import { count, parse } from '../../engine/poly.ts'
import { results, type Surroundings } from '../../explorer/explore.ts'
import { fileOf, type File, type Kind } from '../../explorer/exports.ts'
import { firstNames } from '../../explorer/library.ts'
import type { LaidOut } from '../../explorer/sections/diagram.ts'
import type { Settings } from '../../explorer/settings.ts'
import { contentsOf, nameOf } from '../../explorer/study-exports.ts'
import { study, type Outcome, type Study } from '../../explorer/study.ts'
import type { View } from '../../explorer/view.ts'
import { ModelsPage, type Choices } from './models-page.ts'

type One<T> = readonly [T]

/** One model, with the diagrams of its blocks: those are laid out in advance, and fetched when they are first shown. */
class ExplorePage extends ModelsPage {
  protected readonly names = firstNames.explore
  #drawn = new Map<string, LaidOut>()
  #surroundings!: Surroundings

  override connectedCallback(): void {
    const { conventions = '', diagrams = '{}' } = this.dataset
    const known = JSON.parse(diagrams) as Surroundings['diagrams']
    this.#surroundings = { conventions, diagrams: known, drawn: (structure) => this.#drawn.get(structure) }
    for (const figure of this.#figures()) {
      const [wide = '', narrow = ''] = [...figure.querySelectorAll(':scope > svg')].map(({ outerHTML }) => outerHTML)
      this.#drawn.set(figure.dataset['structure']!, { wide, narrow })
    }
    // On a phone the model comes before what can be changed about it.
    if (matchMedia('(max-width: 1111px)').matches)
      for (const details of this.querySelectorAll<HTMLDetailsElement>('.ex-config')) details.open = false
    super.connectedCallback()
  }

  protected study({ model }: Choices, settings: Settings): readonly Outcome[] {
    return [study(model!, settings)]
  }

  protected view([own]: One<Study>): View {
    return results(own, this.#surroundings)
  }

  protected file([own]: One<Study>, kind: Kind): File {
    return fileOf(nameOf(own), kind, contentsOf(own, results(own, this.#surroundings)))
  }

  protected sentence([{ choice, pass }]: One<Study>): string {
    return `${choice.title}: ${compact(BigInt(pass.report.parameters.total))} parameters.`
  }

  protected override draw(studies: One<Study>): void {
    super.draw(studies)
    this.#measure(studies)
    void this.#fetched().then((isMore) => {
      if (isMore && this.shown === studies) this.draw(studies)
    })
  }

  /** Fetches the diagrams that are shown for the first time: this site's own files, the same for everybody. */
  async #fetched(): Promise<boolean> {
    const before = this.#drawn.size
    for (const structure of new Set(this.#figures().map(({ dataset }) => dataset['structure']!))) {
      if (this.#drawn.has(structure)) continue
      const answer = await fetch(this.#surroundings.diagrams[structure]!).catch(() => undefined)
      if (answer?.ok) this.#drawn.set(structure, (await answer.json()) as LaidOut)
    }
    return this.#drawn.size > before
  }

  /** Writes the numbers in diagrams, at the sizes of this model. */
  #measure([{ pass }]: One<Study>): void {
    for (const number of this.querySelectorAll<SVGElement>('svg [data-poly]')) {
      const { poly = '', room = Infinity } = number.dataset
      const value = count(parse(poly), pass.bindings)
      const text = exact(value)
      number.textContent = text.length > Number(room) ? short(value, '') : text
    }
  }

  #figures(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-structure]')]
  }
}

customElements.define('explore-page', ExplorePage)
