import { isList, type Element, type View } from './view.ts'

/** What a page shows, as Markdown: its headings, sentences, lists and tables. Figures are left to the page. */
export const markdown = (view: View): string => `${blocks(view).join('\n\n')}\n`

function blocks(view: View): string[] {
  return elements(view).flatMap((element) => {
    const { name, children } = element
    const write = writers[name]
    return write ? write(element) : blocks(children)
  })
}

const writers: Readonly<Record<string, (element: Element) => string[]>> = {
  h2: ({ children }) => [`## ${line(children)}`],
  h3: ({ children }) => [`### ${line(children)}`],
  summary: ({ children }) => [`### ${line(children)}`],
  p: ({ children }) => [line(children)],
  figure: () => [],
  dl: ({ children }) => [
    elements(children)
      .map((pair) => elements(pair.children).map(({ children }) => line(children)))
      .map(([term, ...said]) => `- ${term}: ${said.join('; ')}`)
      .join('\n'),
  ],
  section: ({ children }) => {
    const [heading, ...own] = blocks(children)
    return heading !== undefined && own.length > 0 ? [heading, ...own] : []
  },
  table: ({ children }) => {
    const [head = [], ...rows] = rowsIn(children).map((row) => elements(row.children).filter(isSaid))
    const rule = head.map(({ attributes }) => (/^r\b/.test(String(attributes['class'])) ? '---:' : '---'))
    return [[head.flatMap(cells), rule, ...rows.map((row) => row.flatMap(cells))].map(tableRow).join('\n')]
  },
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A bar says nothing that its number does not. */
const isSaid = ({ attributes }: Element): boolean => attributes['class'] !== 'bar'

/** A cell, and what it spans. */
function cells({ attributes, children }: Element): string[] {
  const text = line(children).replaceAll('|', '\\|')
  if (attributes['scope'] === 'rowgroup') return [`**${text}**`]
  return [text, ...Array.from({ length: Number(attributes['colspan'] ?? 1) - 1 }, () => '')]
}

const rowsIn = (view: View): Element[] =>
  elements(view).flatMap((one) => (one.name === 'tr' ? [one] : rowsIn(one.children)))

const line = (view: View): string => text(view).replaceAll(/\s+/g, ' ').trim()

/** Text as it reads; what stands lower or higher as TeX has it. */
function text(view: View): string {
  if (typeof view === 'string') return view
  if (isList(view)) return view.map(text).join('')
  const [element] = elements(view)
  if (element === undefined) return ''
  const own = text(element.children)
  if (element.name === 'code') return `\`${own.replaceAll('`', '')}\``
  return element.attributes['class'] === 'below' ? ` ${own}` : (marks[element.name] ?? '') + own
}

const marks: Readonly<Record<string, string>> = { sub: '_', sup: '^' }

/** The elements of a view, without those inside of them. */
const elements = (view: View): Element[] =>
  isList(view) ? view.flatMap(elements) : typeof view === 'object' && 'name' in view ? [view] : []
