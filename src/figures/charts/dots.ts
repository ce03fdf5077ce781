import { disc, lineAcross, picture, shapes, type Shape, type Svg } from '../svg.ts'
import { axisTitle, dot, gridDown, ticksBelow, vertical, type Plot } from './frame.ts'
import { label, lines, strongWidth, widest, widthOf } from './label.ts'
import { scaleFor, valueWords, type Axis } from './plane.ts'

/** A row of the plot: one value, or the values before and after something. */
export interface DotRow {
  readonly name: string
  readonly value: number
  readonly from?: number | undefined
  /** What is written at its end, where that is not the values in full. */
  readonly words?: string | undefined
}

export interface Dots {
  readonly title: string
  readonly description: string
  readonly rows: readonly DotRow[]
  readonly x: Axis
  /** What the hollow and the filled dot stand for: `base` and `large`. */
  readonly ends?: readonly [from: string, to: string] | undefined
  /** A value to compare all rows with. */
  readonly reference?: { readonly name: string; readonly value: number } | undefined
}

/** Values on one common axis, a row each; a change is a line from a hollow dot to a filled one. */
export function dots({ title, description, rows, x, ends, reference }: Dots, width: number, className: string): Svg {
  if (rows.length === 0) throw new RangeError('no rows')
  const narrow = width < 400
  const names = Math.min(widest(rows.map(({ name }) => name)) + 16, width * 0.4)
  const step = narrow ? 26 : 24
  const values = rows.flatMap(({ value, from }) => (from === undefined ? [value] : [value, from]))
  const numbers = Math.max(...rows.map((row) => widthOf(words(row)))) + 12
  const [left, right] = [names, width - numbers]
  const all = reference ? [...values, reference.value] : values
  const scale = scaleFor(x, all, [left + 6, right - 6], narrow ? 3 : 5)
  const key = ends !== undefined && !fitBeside(ends) ? 22 : 0
  const heads = key + (reference ? 22 : 4)
  const texts = rows.map(({ name }) => lines(name, names - 14))
  const heights = texts.map((text) => Math.max(step, 16 * text.length + 8))
  const middles = heights.map((height, i) => heads + heights.slice(0, i).reduce((a, b) => a + b, 0) + height / 2)
  const bottom = heads + heights.reduce((a, b) => a + b, 0)
  const plot: Plot = { left, right, top: heads, bottom: bottom + 2 }
  return picture(
    { width, height: bottom + 42, title, description, class: className },
    gridDown(scale.ticks, plot, middles),
    reference ? referenceMark(reference) : '',
    ...rows.map((row, i) => lettered(row, middles[i]!, texts[i]!)),
    marks(),
    ends ? (key > 0 ? endKey(ends) : endNames(ends)) : '',
    ticksBelow(scale.ticks, bottom + 18, [0, width]),
    axisTitle(plot.right, bottom + 37, x.log ? `${x.title}, log scale` : x.title),
  )

  function lettered(row: DotRow, middle: number, text: readonly string[]): Svg {
    const named = text.map((line, i) =>
      label(names - 14, middle + 4.5 + 16 * (i - (text.length - 1) / 2), line, 'ink', 'end'),
    )
    return named.join('') + label(plot.right + 10, middle + 4.5, words(row), 'quiet')
  }

  /** Every change, then where it ends. */
  function marks(): Svg {
    const changes = rows.flatMap(({ value, from }, i): Shape[] => {
      if (from === undefined) return []
      const start = scale(from)
      return [
        ['change', lineAcross(middles[i]!, start, scale(value))],
        ['dot', disc(start, middles[i]!)],
      ]
    })
    return shapes([...changes, ...rows.map(({ value }, i): Shape => ['dot filled', disc(scale(value), middles[i]!)])])
  }

  /** The row with the longest change, beside which the two dots are named. */
  function widestRow(): number {
    const gap = ({ value, from = value }: DotRow) => Math.abs(scale(value) - scale(from))
    return rows.reduce((best, row, i) => (gap(row) > gap(rows[best]!) ? i : best), 0)
  }

  /** Whether the names of the two dots have room between the names of rows and their numbers. */
  function fitBeside([from, to]: readonly [string, string]): boolean {
    const { value, from: start = value } = rows[widestRow()]!
    const [a, b] = [scale(start), scale(value)]
    const [low, high] = b >= a ? [widthOf(from), strongWidth(to)] : [strongWidth(to), widthOf(from)]
    return Math.min(a, b) - 10 - low >= left - 14 && Math.max(a, b) + 10 + high <= right + 10
  }

  /** What the two dots mean, said once: on both sides of the longest change. */
  function endNames([from, to]: readonly [string, string]): Svg {
    const row = widestRow()
    const { value, from: start = value } = rows[row]!
    const [a, b, y] = [scale(start), scale(value), middles[row]! + 4.5]
    const side = b >= a ? 1 : -1
    return [
      label(a - 10 * side, y, from, 'halo quiet', side > 0 ? 'end' : 'start'),
      label(b + 10 * side, y, to, 'halo strong', side > 0 ? 'start' : 'end'),
    ].join('')
  }

  /** The same above the rows, where they leave no room. */
  function endKey([from, to]: readonly [string, string]): Svg {
    const second = 14 + widthOf(from) + 24
    return [
      dot(5, 9, 'dot'),
      label(14, 13, from, 'quiet'),
      dot(second, 9, 'dot filled'),
      label(second + 9, 13, to, 'strong'),
    ].join('')
  }

  function referenceMark({ name, value }: NonNullable<Dots['reference']>): Svg {
    const at = scale(value)
    const end = at + strongWidth(name) / 2 > width
    return [
      vertical(at, key + 17, plot.bottom, 'reference'),
      label(end ? width : at, key + 13, name, 'strong', end ? 'end' : 'middle'),
    ].join('')
  }

  function words({ value, from, words }: DotRow): string {
    if (words !== undefined) return words
    const number = (n: number) => valueWords(n, x.unit)
    return from === undefined ? number(value) : `${number(from)}\u00a0→\u00a0${number(value)}`
  }
}
