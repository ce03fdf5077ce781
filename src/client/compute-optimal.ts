import { drawn, markPath, spot, type Plane } from '../figures/scaling/frontier-plane.ts'
import { frontierRows } from '../figures/scaling/rows.ts'
import { powerOfTen } from '../figures/scaling/words.ts'

/** A slider for the budget, and buttons for known ones, for a figure and a table that are already drawn. */
class ComputeOptimal extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')!
    form.hidden = false
    const slider = form.querySelector('input')!
    form.addEventListener('submit', (event) => event.preventDefault())
    form.addEventListener('input', () => this.#show(10 ** slider.valueAsNumber))
    form.addEventListener('click', ({ target }) => {
      const { budget } = (target as HTMLElement).dataset
      if (budget === undefined) return
      slider.value = String(Math.log10(Number(budget)))
      this.#show(Number(budget))
    })
  }

  #show(C: number): void {
    for (const mark of this.querySelectorAll<SVGPathElement>('[data-mark]')) {
      const [left = 0, right = 0, top = 0, bottom = 0] = mark.dataset['plane']!.split(' ').map(Number)
      const plane: Plane = { left, right, top, bottom }
      mark.setAttribute('d', markPath(plane, C))
      for (const { recipe } of drawn) {
        const [x, y] = spot(plane, recipe, C)
        const circle = mark.parentElement!.querySelector(`[data-spot="${recipe}"]`)!
        circle.setAttribute('cx', String(x))
        circle.setAttribute('cy', String(y))
      }
    }
    const cells = this.querySelectorAll('tbody td')
    frontierRows(C)
      .flat()
      .forEach((text, i) => (cells[i]!.textContent = text))
    for (const place of this.querySelectorAll('[data-budget-words]')) place.textContent = `${powerOfTen(C)} FLOPs`
    this.querySelector('input')!.setAttribute('aria-valuetext', `${powerOfTen(C)} FLOPs`)
  }
}
customElements.define('compute-optimal', ComputeOptimal)
