import { markParts } from './model-map.ts'

/**
 * Marks the heading being read in a list of contents, and on the map of the model what it explains; names it in the summary
 * of a folded list, which closes on a choice.
 *
 * Being read is the last heading that has passed a line a fifth down the window. Near the end of the page, where the
 * last headings cannot come up that far, the line goes down to meet them. A section off screen may be left unlaid, so
 * only the section being read is asked where its inner headings are.
 */
class ContentsList extends HTMLElement {
  #waiting = false
  #stops: { link: HTMLAnchorElement; target: HTMLElement; chapter: boolean }[] = []

  connectedCallback(): void {
    this.#stops = [...this.querySelectorAll('a')].flatMap((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (!heading) return []
      const chapter = heading.tagName === 'H2'
      return [{ link, target: (chapter && heading.closest('section')) || heading, chapter }]
    })
    for (const event of ['scroll', 'resize', 'hashchange'])
      addEventListener(event, () => this.#soon(), { passive: true })
    // What is laid out above the reader moves headings without a scroll.
    new ResizeObserver(() => this.#soon()).observe(document.body)
    this.#soon()
    this.addEventListener('click', (event) => {
      if ((event.target as Element).closest('a')) this.closest('details')?.removeAttribute('open')
    })
  }

  /** Once a frame at the most. */
  #soon(): void {
    if (this.#waiting) return
    this.#waiting = true
    requestAnimationFrame(() => {
      this.#waiting = false
      this.#mark()
    })
  }

  #mark(): void {
    // At the top nothing is measured: that would lay out a page which is still loading.
    const { scrollHeight } = scrollY > 0 ? document.documentElement : { scrollHeight: Infinity }
    const left = scrollHeight - scrollY - innerHeight
    const line = innerHeight * (1 - 0.8 * Math.min(left / (0.15 * innerHeight), 1))
    const passed = ({ target }: { target: HTMLElement }) => scrollY > 0 && target.getBoundingClientRect().top <= line
    const chapters = this.#stops.filter(({ chapter }) => chapter)
    const chapter = chapters.findLast(passed) ?? chapters[0]
    const inner = this.#stops.filter(({ target, chapter: own }) => !own && chapter?.target.contains(target))
    const here = inner.findLast(passed) ?? chapter
    for (const { link } of this.#stops) {
      if (link === here?.link) link.setAttribute('aria-current', 'location')
      else if (link === chapter?.link) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
    this.#name(here?.link, here === chapter ? undefined : chapter?.link)
    markParts(here?.link.dataset.explains?.split(' ') ?? [])
  }

  /** "4.2 Scores in Self-attention" in the summary of the folded list, if this is one. */
  #name(here: HTMLAnchorElement | undefined, within: HTMLAnchorElement | undefined): void {
    const label = this.closest('details')?.querySelector('[data-here]')
    if (!label) return
    const name = document.createElement('b')
    name.textContent = here?.dataset.name ?? 'Contents'
    const title = within?.dataset.name
    label.replaceChildren(name, title ? ` in ${title}` : '')
  }
}
customElements.define('contents-list', ContentsList)
