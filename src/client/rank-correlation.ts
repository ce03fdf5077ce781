import { ladderLines, place } from '../figures/benchmarks/ranks.ts'
import { pearson, spearman } from '../figures/metrics.ts'

/** A slider for each prediction, and some buttons, for a figure of ranks that is already drawn. */
class RankCorrelation extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')!
    form.hidden = false
    const sliders = [...form.querySelectorAll('input')]
    form.addEventListener('input', () => this.#show(sliders))
    form.addEventListener('click', ({ target }) => {
      const { scores } = (target as HTMLElement).dataset
      if (scores === undefined) return
      scores.split(' ').forEach((score, i) => (sliders[i]!.value = score))
      this.#show(sliders)
    })
  }

  #show(sliders: readonly HTMLInputElement[]): void {
    const gold = this.dataset['gold']!.split(' ').map(Number)
    const scores = sliders.map(({ valueAsNumber }) => valueAsNumber)
    const lines = ladderLines(gold, scores)
    gold.forEach((value, i) => {
      this.querySelector(`[data-dot="${i}"]`)!.setAttribute('cy', String(place(value, scores[i]!)[1]))
      this.querySelector(`[data-line="${i}"]`)!.setAttribute('d', lines[i]!)
    })
    const [r, rho] = [pearson(gold, scores), spearman(gold, scores)].map((value) => value.toFixed(3).replace('-', '−'))
    this.querySelector('[data-pearson]')!.textContent = r!
    this.querySelector('[data-spearman]')!.textContent = rho!
    this.querySelector('output')!.textContent = `Pearson ${r}, Spearman ${rho}`
  }
}
customElements.define('rank-correlation', RankCorrelation)
