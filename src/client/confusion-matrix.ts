import { cells, mosaic, points, scoreBar, scoresOf } from '../figures/benchmarks/confusion.ts'

/** Two sliders and some buttons for a confusion matrix that is already drawn. */
class ConfusionMatrix extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')!
    form.hidden = false
    form.addEventListener('input', () => this.#show(form))
    form.addEventListener('click', ({ target }) => {
      const { tp, fp } = (target as HTMLElement).dataset
      if (tp === undefined || fp === undefined) return
      slider(form, 'tp').value = tp
      slider(form, 'fp').value = fp
      this.#show(form)
    })
  }

  #show(form: HTMLFormElement): void {
    const [tp, fp] = [slider(form, 'tp').valueAsNumber, slider(form, 'fp').valueAsNumber]
    const counts = { tp, fp, fn: Number(this.dataset['yes']) - tp, tn: Number(this.dataset['no']) - fp }
    const rects = mosaic(counts)
    for (const cell of cells) {
      for (const [name, value] of Object.entries(rects[cell])) this.#at('cell', cell).setAttribute(name, String(value))
      this.#at('count', cell).textContent = String(counts[cell])
    }
    scoresOf(counts).forEach(([, value], i) => {
      const [x, width] = scoreBar(value)
      this.#at('score', i).setAttribute('x', String(x))
      this.#at('score', i).setAttribute('width', String(width))
      this.#at('points', i).textContent = points(value)
    })
    const words = scoresOf(counts).map(([name, value]) => `${name} ${points(value)}`)
    form.querySelector('output')!.textContent = words.join(', ')
    this.querySelector('desc')!.textContent = words.join(', ')
  }

  #at(kind: string, name: string | number): Element {
    return this.querySelector(`[data-${kind}="${name}"]`)!
  }
}
customElements.define('confusion-matrix', ConfusionMatrix)

const slider = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement
