import { scaleLinear } from 'd3-scale'
import { box, picture, shapes, type Shape, type Svg } from '../svg.ts'
import { vertical } from './frame.ts'
import { label, lines, strongWidth, widest } from './label.ts'

/** A bar of several parts, one after the other, and what they come to. */
export interface StackedRow {
  readonly name: string
  readonly parts: readonly { readonly name: string; readonly value: number }[]
  readonly words: string
}

export interface Stacked {
  readonly title: string
  readonly description: string
  readonly rows: readonly StackedRow[]
}

/** Bars from a common zero, cut into their parts; the first bar names them, from the left. */
export function stacked({ title, description, rows }: Stacked, width: number, className: string): Svg {
  const narrow = width < 400
  const names = narrow ? 0 : Math.min(widest(rows.map(({ name }) => name)) + 16, width * 0.3)
  const numbers = Math.max(...rows.map(({ words }) => strongWidth(words))) + 10
  const most = Math.max(...rows.map(totalOf))
  const x = scaleLinear([0, most], [names, width - numbers])
  const height = narrow ? 48 : 32
  const top = 4
  const shaped: Shape[] = []
  const lettered = rows.map((row, i) => {
    const bar = top + i * height + (narrow ? 22 : 6)
    const text = narrow ? [row.name] : lines(row.name, names - 12)
    const named = text.map((line, n) =>
      narrow
        ? label(0, bar - 7, line, 'ink')
        : label(names - 12, bar + 14 + 15 * (n - (text.length - 1) / 2), line, 'ink', 'end'),
    )
    let from = 0
    for (const [n, { value }] of row.parts.entries()) {
      const [a, b] = [x(from), x(from + value)]
      from += value
      if (b - a >= 0.25) shaped.push([`bar-mark shade-${n}`, box(a, bar, Math.max(b - a - 1, 0), 20)])
    }
    return [...named, label(x(from) + 8, bar + 14.5, row.words, 'strong')].join('')
  })
  const bottom = top + rows.length * height
  return picture(
    { width, height: bottom + 2, title, description, class: className },
    ...lettered,
    shapes(shaped),
    narrow ? '' : vertical(names, 0, bottom, 'base'),
  )
}

const totalOf = ({ parts }: StackedRow): number => parts.reduce((sum, { value }) => sum + value, 0)
