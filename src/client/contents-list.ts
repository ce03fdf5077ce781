/**
 * Marks the heading being read in a list of contents, and names it in the summary of a folded one, which closes on a choice.
 *
 * Being read is the last heading that has passed a line at two fifths of the window. The observed area reaches from far
 * above the window down to that line, so a heading reports every crossing, even when a jump carries it past the window.
 * A section off screen may be left unlaid, so only the section being read is asked where its inner headings are.
 */
class ContentsList extends HTMLElement {
  #observer: IntersectionObserver | undefined
  #stops: { link: HTMLAnchorElement; target: HTMLElement; chapter: boolean }[] = []

  connectedCallback(): void {
    this.#stops = [...this.querySelectorAll('a')].flatMap((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (!heading) return []
      const chapter = heading.tagName === 'H2'
      return [{ link, target: (chapter && heading.closest('section')) || heading, chapter }]
    })
    this.#observer = new IntersectionObserver(() => this.#mark(), { rootMargin: '1000000px 0px -60% 0px' })
    for (const { target } of this.#stops) this.#observer.observe(target)
    this.addEventListener('click', (event) => {
      if ((event.target as Element).closest('a')) this.closest('details')?.removeAttribute('open')
    })
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect()
  }

  #mark(): void {
    const line = innerHeight * 0.4
    const passed = ({ target }: { target: HTMLElement }) => target.getBoundingClientRect().top <= line
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
