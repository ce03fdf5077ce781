import { marked, shows } from './marked.ts'

/** The part of Pagefind's script that is used here. */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number; noWorker: boolean }): Promise<void>
  init(): Promise<void>
  debouncedSearch(
    term: string,
    options: object,
    wait: number,
  ): Promise<{ results: { data(): Promise<Found> }[] } | null>
}

interface Part {
  readonly title: string
  readonly url: string
  readonly excerpt: string
}

interface Found extends Part {
  readonly meta: { readonly title?: string }
  readonly sub_results: readonly Part[]
}

const [mostPages, mostParts, wait] = [20, 3, 150]

/**
 * Searches while the reader types. The index and the program that reads it are loaded when the field first has the focus,
 * or when the address asks for something.
 */
class SiteSearch extends HTMLElement {
  #input = this.querySelector('input')!
  #status = this.querySelector('[role=status]')!
  #list = this.querySelector('ol')!
  #pagefind: Promise<Pagefind> | undefined

  connectedCallback(): void {
    const asked = new URLSearchParams(location.search).get('q')
    this.#input.addEventListener('focus', () => void this.#load(), { once: true })
    this.#input.addEventListener('input', () => void this.#search(this.#input.value))
    this.querySelector('form')!.addEventListener('submit', (event) => event.preventDefault())
    this.addEventListener('keydown', (event) => this.#move(event))
    if (asked) this.#input.value = asked
    if (asked) void this.#search(asked)
    else if (matchMedia('(pointer: fine)').matches) this.#input.focus()
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= start(this.dataset['bundle']!, this.dataset['base']!)
    return this.#pagefind
  }

  async #search(value: string): Promise<void> {
    const term = value.trim()
    history.replaceState(null, '', term === '' ? location.pathname : `?${new URLSearchParams({ q: term })}`)
    if (term === '') return this.#show('', [])
    try {
      const pagefind = await this.#load()
      // Nothing comes back where the reader has typed on meanwhile.
      const found = await pagefind.debouncedSearch(term, {}, wait)
      if (!found) return
      const best = await Promise.all(found.results.slice(0, mostPages).map((result) => result.data()))
      if (term !== this.#input.value.trim()) return
      const pages = best.filter((page) => [page, ...page.sub_results].some(({ excerpt }) => shows(excerpt, term)))
      const more = Math.max(0, found.results.length - mostPages)
      this.#show(summary(pages.length + more, term), pages.map(pageItem))
    } catch {
      this.#pagefind = undefined
      this.#show('The search could not be loaded.', [])
    }
  }

  #show(text: string, items: HTMLElement[]): void {
    this.#status.textContent = text
    this.#list.replaceChildren(...items)
  }

  /** The arrows walk from the field through the results and back; Escape leads back to the field. */
  #move(event: KeyboardEvent): void {
    const stops: HTMLElement[] = [this.#input, ...this.#list.querySelectorAll('a')]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key]
    if (to === undefined || at < 0 || !stops[to] || to === at) return
    event.preventDefault()
    stops[to].focus()
  }
}
customElements.define('site-search', SiteSearch)

/** Without a worker: a worker made from a text address is what the page's policy forbids. */
async function start(bundle: string, baseUrl: string): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ bundle)) as Pagefind
  await pagefind.options({ baseUrl, excerptLength: 24, noWorker: true })
  await pagefind.init()
  return pagefind
}

function summary(pages: number, term: string): string {
  const count = pages === 0 ? 'No page has' : pages === 1 ? 'One page has' : `${pages} pages have`
  return `${count} “${term}”.`
}

/** A page with the sections of it that were found. */
function pageItem({ url, meta, excerpt, sub_results }: Found): HTMLElement {
  const title = meta.title ?? url
  const sections = sub_results.filter((part) => part.url !== url).slice(0, mostParts)
  const parts =
    sections.length === 0
      ? [element('p', ...marked(excerpt))]
      : [
          element(
            'ul',
            ...sections.map((part) => element('li', link(part.url, part.title), element('p', ...marked(part.excerpt)))),
          ),
        ]
  return element('li', element('h2', link(url, title)), ...parts)
}

function link(url: string, text: string): HTMLElement {
  const node = element('a', text.replace(/#$/, ''))
  node.setAttribute('href', url)
  return node
}

function element(name: string, ...children: (Node | string)[]): HTMLElement {
  const node = document.createElement(name)
  node.append(...children)
  return node
}
