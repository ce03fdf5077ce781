import { exact, short } from '../engine/format.ts'
import { h, type Attributes, type View } from './view.ts'

/** Where a computed number comes from. */
export interface Origin {
  /** Its formula in the sizes, as the engine prints it. */
  readonly formula: string
  /** The id of the phase in which it is counted: it says what the sizes are worth. */
  readonly phase: string
  /** What it counts, by the name of a count or in words: `matmul`. */
  readonly of: string
  /** The part of the model that it is counted in. */
  readonly part?: string | undefined
  /** What is taken away, where it is a difference. */
  readonly less?: Pick<Origin, 'formula' | 'phase'> | undefined
}

/** A computed number, exact; it carries its formula, so that it can say where it comes from. */
export const number = (value: string | bigint, origin?: Origin, write = exact): View =>
  h('data', { class: 'num', value: String(value), ...carried(origin) }, write(BigInt(value)))

/** The same to three digits with its unit. */
export const rounded = (value: string | bigint, unit: string, origin?: Origin): View =>
  h(
    'data',
    { class: 'num', value: String(value), title: exact(BigInt(value)), ...carried(origin) },
    short(BigInt(value), unit),
  )

const carried = (origin: Origin | undefined): Attributes =>
  origin === undefined
    ? {}
    : {
        'data-poly': origin.formula,
        'data-phase': origin.phase,
        'data-of': origin.of,
        'data-scope': origin.part,
        'data-less': origin.less?.formula,
        'data-less-phase': origin.less?.phase,
      }

/** A part of the page under its heading. */
export const section = (id: string, title: string, ...content: readonly View[]): View =>
  h('section', { class: 'ex-section', 'aria-labelledby': id }, h('h2', { id }, title), ...content)

/** A cell of a table. A number stands to the right. */
export interface Cell {
  readonly content: View
  readonly class?: string | undefined
  readonly span?: number | undefined
}

/** The cells of a row; undefined for a column that a table does not have. */
export type Row = readonly (Cell | View)[]

export interface Group {
  readonly title?: View
  readonly rows: readonly Row[]
}

/** A table whose first cell of each row names the row; `label` is what a screen reader calls the box that it scrolls in. */
export function table(
  label: string,
  head: Row,
  groups: readonly Group[],
  foot: readonly Row[] = [],
  className = '',
): View {
  const columns = present(head)
  return h(
    'div',
    { class: `tbl ${className}`.trim() },
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map((cell) => h('th', { scope: 'col', class: cell.class }, cell.content)),
          ),
        ),
        groups.map(({ title, rows }) =>
          h(
            'tbody',
            {},
            title !== undefined &&
              title !== false &&
              h('tr', {}, h('th', { scope: 'rowgroup', colspan: columns.length }, title)),
            rows.map(tr),
          ),
        ),
        foot.length > 0 && h('tfoot', {}, foot.map(tr)),
      ),
    ),
  )
}

const tr = (row: Row): View =>
  h(
    'tr',
    {},
    present(row).map(({ content, class: className, span }, i) =>
      h(i === 0 ? 'th' : 'td', { scope: i === 0 && 'row', class: className, colspan: span }, content),
    ),
  )

const present = (row: Row): Cell[] =>
  row
    .filter((cell) => cell !== undefined)
    .map((cell) =>
      typeof cell === 'object' && !Array.isArray(cell) && 'content' in cell
        ? (cell as Cell)
        : { content: cell as View },
    )

export const right = (content: View, className = 'exact'): Cell => ({ content, class: `r ${className}`.trim() })

/** A bar whose length is a share of the longest: for the eye alone, the number stands beside it. */
export const bar = (share: number): Cell => ({
  content: h(
    'svg',
    { class: 'bar', 'aria-hidden': 'true' },
    h('rect', { width: `${(100 * Math.min(Math.max(share, 0), 1)).toFixed(2)}%` }),
  ),
  class: 'bar',
})

export const barHead: Cell = { content: h('span', { class: 'vh' }, 'Share as a bar'), class: 'bar' }

/** Something that is folded until it is asked for. */
export const folded = (summary: string, ...content: readonly View[]): View =>
  h('details', { class: 'twin' }, h('summary', {}, summary), ...content)

export const quiet = (...content: readonly View[]): View => h('span', { class: 'quiet' }, ...content)

/** How large a part is against the largest; two counts may pass what a float holds exactly, their ratio does not. */
export const share = (part: string, largest: bigint): number =>
  largest === 0n ? 0 : Number((BigInt(part) * 10_000n) / largest) / 10_000

export const largestOf = (values: readonly string[]): bigint =>
  values.reduce((most, value) => (BigInt(value) > most ? BigInt(value) : most), 0n)
