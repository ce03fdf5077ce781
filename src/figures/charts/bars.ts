import { scaleLinear } from 'd3-scale'
import { box, picture, shapes, type Shape, type Svg } from '../svg.ts'
import { vertical } from './frame.ts'
import { label, lines, widest, strongWidth } from './label.ts'

/** One bar: what it is, how long, and what is written at its end. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly words: string
  /** Dark: the bars that the caption is about. */
  readonly strong?: boolean | undefined
  /** Into how many equal pieces it is cut: the blocks of a stack. */
  readonly pieces?: number | undefined
}

export interface Bars {
  readonly title: string
  readonly description: string
  readonly rows: readonly Bar[]
}

/** Bars from a common zero, each with its name before it and its number after it; on a narrow screen the name is above. */
export function bars({ title, description, rows }: Bars, width: number, className: string): Svg {
  const narrow = width < 400
  const names = Math.min(widest(rows.map(({ name }) => name)) + 16, width * 0.36)
  const numbers = Math.max(...rows.map(({ words }) => strongWidth(words))) + 10
  const left = narrow ? 0.5 : names
  const most = Math.max(0, ...rows.map(({ value }) => value))
  const x = scaleLinear([0, most === 0 ? 1 : most], [left, width - numbers])
  let top = 2
  const shaped: Shape[] = []
  const lettered = rows.map((row) => {
    const words = lines(row.name, narrow ? width : names - 12)
    const height = narrow ? 20 + 17 * words.length : Math.max(28, 17 * words.length + 9)
    const barTop = narrow ? top + 17 * words.length + 1 : top + height / 2 - 7
    const named = words.map((line, i) =>
      narrow
        ? label(0, top + 13 + 17 * i, line, row.strong ? 'strong' : 'ink')
        : label(
            names - 12,
            barTop + 11.5 + 17 * (i - (words.length - 1) / 2),
            line,
            row.strong ? 'strong' : 'ink',
            'end',
          ),
    )
    shaped.push([row.strong ? 'bar-mark strong' : 'bar-mark', bar(row, x, barTop)])
    const svg = [
      ...named,
      label(x(Math.max(0, row.value)) + 8, barTop + 11.5, row.words, row.strong ? 'strong' : 'quiet'),
    ].join('')
    top += height + (narrow ? 4 : 0)
    return svg
  })
  return picture(
    { width, height: top + 2, title, description, class: className },
    ...lettered,
    shapes(shaped),
    narrow ? '' : vertical(left, 0, top + 2, 'base'),
  )
}

/** A bar as one shape; its cuts are gaps in it. */
function bar({ value, pieces = 1 }: Bar, x: (value: number) => number, top: number): string {
  const [from, to] = [x(0), x(Math.max(0, value))]
  const step = (to - from) / pieces
  const cut = pieces > 1 && step >= 3 ? pieces : 1
  return Array.from({ length: cut }, (_, i) => {
    const [a, b] = [from + (i * (to - from)) / cut, from + ((i + 1) * (to - from)) / cut - (i < cut - 1 ? 1 : 0)]
    return box(a, top, b - a, 14)
  }).join('')
}
