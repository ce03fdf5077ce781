import type { Element, Root, RootContent } from 'hast'
import { toString } from 'hast-util-to-string'
import { texOf } from './twin-text.ts'

/** A table of a post for programs. A number stands exactly as it was computed, not as the page rounds it. */
export interface Table {
  /** Its label where it has one, `tbl-costs`; else its number, `table-3-1`. */
  readonly name: string
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Every table of an article that is numbered, or that tells the numbers of a numbered figure. */
export function tablesOf(article: Root): Table[] {
  return all(article, 'figure').flatMap((figure) => {
    const [caption] = all(figure, 'figcaption')
    const number = all(figure, 'span').find((span) => hasClass(span, 'n'))
    if (!caption || !number) return []
    const own = String(figure.properties['id'] ?? slug(toString(number)))
    return all(figure, 'table').map((table, i, { length }) => ({
      name: length === 1 ? own : `${own}-${i + 1}`,
      caption: words(caption),
      ...read(table),
    }))
  })
}

/** One line a row, the first of them the columns. */
export const csv = ({ columns, rows }: Table): string =>
  [columns, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A row that is the heading of those below it becomes the first cell of each of them. */
function read(table: Element): Pick<Table, 'columns' | 'rows'> {
  const heads = all(table, 'thead')
  const head = heads.flatMap((thead) => all(thead, 'th').map(words))
  const headRows = new Set(heads.flatMap((thead) => all(thead, 'tr')))
  const rows: string[][] = []
  let part: string | undefined
  for (const row of all(table, 'tr').filter((row) => !headRows.has(row))) {
    const cells = row.children.filter(isElement)
    if (cells[0]?.properties['scope'] === 'rowgroup') part = words(cells[0])
    else rows.push([...(part === undefined ? [] : [part]), ...cells.map(words)])
  }
  const width = Math.max(head.length, ...rows.map((row) => row.length))
  const columns = [...Array<string>(width - head.length).fill(part === undefined ? '' : 'Part'), ...head]
  return { columns, rows: rows.map((row) => [...Array<string>(width - row.length).fill(''), ...row]) }
}

/** What a cell says: a computed number exactly, a formula as TeX, and nothing that is there for the eye alone. */
function words(node: Element | Root): string {
  return node.children.map(said).join('').replaceAll(/\s+/g, ' ').trim()
}

function said(node: RootContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || node.properties['ariaHidden'] === 'true' || node.tagName === 'button') return ''
  if (node.tagName === 'math') return texOf(node)
  if (node.tagName === 'data') return String(node.properties['value'])
  return node.children.map(said).join('')
}

/** Every element of a name inside another, in the order of the page. */
const all = ({ children }: Element | Root, name: string): Element[] =>
  (children as RootContent[])
    .filter(isElement)
    .flatMap((child) => (child.tagName === name ? [child, ...all(child, name)] : all(child, name)))

const isElement = (node: RootContent): node is Element => node.type === 'element'

function hasClass({ properties: { className } }: Element, name: string): boolean {
  return Array.isArray(className) && className.includes(name)
}

const slug = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '')
