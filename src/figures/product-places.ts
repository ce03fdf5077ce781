import { exact } from '../engine/format.ts'
import type { Place, Places } from './places.ts'
import { digits } from './digits.ts'

/** What is known of a side of the matrices before its sizes are. */
export interface SideHint {
  readonly axes: readonly string[]
  /** How wide its symbols are, in pixels, in a label of one pixel. */
  readonly width: number
}

/** What is known of a product before its sizes are. */
export interface ProductHint {
  /** The rows of A and C, the axis that is summed away, the columns of B and C, and along what there are many of them. */
  readonly sides: readonly SideHint[]
  /** Each matrix: what it is called in words, how wide its name is in a text of one pixel, whether there are many of it. */
  readonly matrices: readonly (readonly [words: string, width: number, stacked: boolean])[]
  /** How wide the shape of the result is, in pixels. */
  readonly shape: number
}

interface Side {
  readonly width: number
  /** The length of each axis, and of all of them. */
  readonly lengths: readonly number[]
  readonly length: number
  /** In words, `h·k 768`. */
  readonly text: string
}

/**
 * A product to scale: A at the left of the result, B above it, so that each number of C stands where its row of A meets its
 * column of B. Arcs join the inner axis of both, along which they are multiplied and summed.
 */
export function productPlaces(hint: ProductHint, numbers: readonly number[], width: number): Required<Places> {
  const [rows, inner, columns, stack] = sidesAt(hint.sides, numbers) as [Side, Side, Side, Side?]
  const [left, top, gap] = [30, 26, stack ? 46 : 34]
  const open = width - left - gap - (stack ? 12 : 2)
  const across = inner.length + columns.length
  const scale = Math.min(open / across, (width * 0.86) / (inner.length + rows.length))
  const start = left + Math.max((open - across * scale) / 2, 0)
  const [m, n] = [rows.length * scale, inner.length * scale]
  const [x, y] = [start + n + gap, top + n + gap]
  const below = y + m + (stack ? 29 : 20)
  const shapeAt = Math.min(x, width - hint.shape - (stack ? 18 + labelWidth(stack, 15) : 0) - 2)
  const [a, b, c] = hint.matrices.map(([words]) => words)
  const times = stack ? ` This is done ${exact(stack.length)} times, once for each of ${stack.text}.` : ''
  const flops = numbers.reduce((all, size) => all * BigInt(size), 2n)
  return {
    height: below + 10,
    description:
      `${a} of ${rows.text} by ${inner.text}, times ${b} of ${inner.text} by ${columns.text}, ` +
      `gives ${c} of ${rows.text} by ${columns.text}.${times} Together ${exact(flops)} FLOPs for one sequence.`,
    marks: [
      ...[1, 0.75, 0.5, 0.25].map((share, i) => arc(gap + n * share, i === 0)),
      ...matrix(0, start, y, rows, inner),
      ...matrix(1, x, top, inner, columns),
      ...matrix(2, x, y, rows, columns),
      { x: start + 10, y: y - 9 },
      ...rowsLabel(start - 9, labelWidth(rows) <= m + 8),
      { x: Math.min(x, width - labelWidth(columns)), y: top - 9 },
      { x: shapeAt, y: below },
      ...(stack ? [8, 21].map((shift) => ({ x: shapeAt + hint.shape + shift, y: below })) : []),
    ],
  }

  /** A quarter circle from a column of A to the row of B that it meets; only the first may touch the label between them. */
  function arc(r: number, always: boolean): Place {
    const shown = always || x - r > start + 14 + labelWidth(inner)
    const [radius, from, to] = [r, x - r, y - r].map(digits)
    return { d: shown ? `M${from} ${digits(y - 2)}A${radius} ${radius} 0 0 1 ${digits(x - 2)} ${to}` : 'M0 0' }
  }

  function matrix(which: number, x: number, y: number, rows: Side, columns: Side): Place[] {
    const [, unit, stacked] = hint.matrices[which]!
    const [width, height] = [columns.length * scale, rows.length * scale]
    const size = [27, 21, 17, 14, 0].find((size) => unit * size + 12 <= width && size * 1.2 + 4 <= height) ?? 0
    const middle = [x + width / 2 + 1, y + height / 2 + size * 0.32].map(digits).join(' ')
    return [
      ...(stacked ? [9, 6, 3] : []).map((shift) => ({ x: x + shift, y: y + shift, width, height })),
      { x, y, width, height },
      { d: stroke(columns, x, y + 1.5, width, true) },
      { d: stroke(rows, x + 1.5, y, height, false) },
      { transform: `translate(${middle}) scale(${digits(size / 27)})` },
    ]
  }

  /** At the left of A: on end where they are high enough, else beside it and without their value. */
  function rowsLabel(x: number, stands: boolean): Place[] {
    const bottom = digits(y + m)
    return stands
      ? [
          { x, y: bottom, transform: `rotate(-90 ${digits(x)} ${bottom})`, 'text-anchor': undefined },
          { display: undefined },
        ]
      : [{ x: x + 3, y: y + m / 2 + 6, transform: undefined, 'text-anchor': 'end' }, { display: 'none' }]
  }
}

/** How much room a label takes along its side: the symbols, then the length in digits of a fixed width. */
const labelWidth = ({ width, length }: Side, size = 17): number => (width + exact(length).length * 0.4322) * size + 5

/** A side as a stroke, cut into its heads as long as an eye can tell the pieces apart. */
function stroke({ lengths, length }: Side, x: number, y: number, extent: number, across: boolean): string {
  const outer = length / lengths.at(-1)!
  const pieces = extent / outer >= 4 ? outer : 1
  return Array.from({ length: pieces }, (_, i) => {
    const from = (i * extent) / pieces
    const to = ((i + 1) * extent) / pieces - (i < pieces - 1 ? 1.5 : 0)
    return across
      ? `M${digits(x + from)} ${digits(y)}H${digits(x + to)}`
      : `M${digits(x)} ${digits(y + from)}V${digits(y + to)}`
  }).join('')
}

/** Each side with its own of the numbers, in their order. */
function sidesAt(hints: readonly SideHint[], numbers: readonly number[]): Side[] {
  let next = 0
  return hints.map(({ axes, width }) => {
    const lengths = axes.map(() => numbers[next++]!)
    const length = lengths.reduce((all, one) => all * one, 1)
    return { width, lengths, length, text: `${axes.join('·')} ${exact(length)}` }
  })
}
