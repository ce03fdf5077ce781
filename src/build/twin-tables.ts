import type { Element, Root, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
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
export function tablesOf(article: string): Table[] {
  const found: Table[] = []
  visit(fromHtml(article, { fragment: true }), 'element', (figure: Element) => {
    if (figure.tagName !== 'figure') return
    const [caption] = all(figure, 'figcaption')
    const number = all(figure, 'span').find((span) => hasClass(span, 'n'))
    if (!caption || !number) return
    const tables = all(figure, 'table')
    tables.forEach((table, i) => {
      const own = String(figure.properties['id'] ?? slug(toString(number)))
      found.push({
        name: tables.length === 1 ? own : `${own}-${i + 1}`,
        caption: words(caption),
        ...read(table),
      })
    })
  })
  return found
}

/** One line a row, the first of them the columns. */
export const csv = ({ columns, rows }: Table): string =>
  [columns, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A row that is the heading of those below it becomes the first cell of each of them. */
function read(table: Element): Pick<Table, 'columns' | 'rows'> {
  const head = all(table, 'thead').flatMap((thead) => all(thead, 'th').map(words))
  const rows: string[][] = []
  let part: string | undefined
  for (const row of all(table, 'tr').filter(
    (row) => !all(table, 'thead').some((thead) => all(thead, 'tr').includes(row)),
  )) {
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

function all(root: Element, name: string): Element[] {
  const found: Element[] = []
  visit(root, 'element', (element: Element) => {
    if (element.tagName === name && element !== root) found.push(element)
  })
  return found
}

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
