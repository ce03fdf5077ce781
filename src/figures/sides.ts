import { baseSymbol, names } from '../engine/index.ts'
import { exact } from '../engine/format.ts'
import { measure } from './measure.ts'
import { digits, el, escape, lineAcross, lineDown, type Svg } from './svg.ts'

/** One side of a matrix: the axes that lie along it, and how many numbers that is. */
export interface Side {
  /** `d`, or `h k` where heads lie one after the other. */
  readonly axes: string
  readonly length: number
  /** The length of each axis. */
  readonly lengths: readonly number[]
}

/** The class that gives a size its color; a number has none. */
export const dimension = (axis: string): string | undefined =>
  /^\d+$/.test(axis) ? 'plain' : `dim-${baseSymbol(axis)}`

/**
 * A side as a stroke from a point, `across` or downwards, `extent` pixels long. Where heads lie one after the other it is
 * cut into them, as long as an eye can tell the pieces apart.
 */
export function sideStroke(
  side: Side,
  x: number,
  y: number,
  extent: number,
  across: boolean,
  weight: 'bold' | 'thin' | 'fine',
): Svg {
  const outer = side.length / side.lengths.at(-1)!
  const gap = 1.5
  const step = extent / outer
  const pieces = outer > 1 && step >= 4 ? outer : 1
  const moves = Array.from({ length: pieces }, (_, i) => {
    const from = (i * extent) / pieces
    const to = ((i + 1) * extent) / pieces - (i < pieces - 1 ? gap : 0)
    return across ? lineAcross(y, x + from, x + to) : lineDown(x, y + from, y + to)
  })
  return el('path', { class: `side ${weight} ${dimension(names(side.axes).at(-1)!)}`, d: moves.join('') })
}

/** A side in words, for tables and descriptions: `h·k 768`. */
export const sideText = ({ axes, length }: Side): string => `${names(axes).join('·')} ${exact(length)}`

/** How much room `sideLabel` takes along the side. */
export function sideLabelWidth(side: Side, size = 17, withValue = true): number {
  const letters = names(side.axes).join('')
  const symbols = measure(letters, 'serif-italic', size)
  return withValue ? symbols + gapBefore + measure(exact(side.length), 'mono', size * small) * tight : symbols
}

/** The symbols of a side in their colors, then its length. Along a vertical side it stands on end. */
export function sideLabel(
  side: Side,
  x: number,
  y: number,
  {
    size = 17,
    upright = true,
    anchor,
    withValue = true,
  }: { size?: number; upright?: boolean; anchor?: 'end' | 'middle'; withValue?: boolean } = {},
): Svg {
  const own = names(side.axes)
  const turn = upright ? undefined : `rotate(-90 ${digits(x)} ${digits(y)})`
  const valueClass = own.length === 1 ? `value ${dimension(own[0]!)}` : 'value'
  return el(
    'text',
    { x, y, 'font-size': size, 'text-anchor': anchor, transform: turn },
    ...own.map((axis) => el('tspan', { class: `symbol ${dimension(axis)}` }, escape(axis))),
    withValue ? el('tspan', { class: valueClass, dx: gapBefore, 'font-size': size * small }, exact(side.length)) : '',
  )
}

/** A shape as the site writes it: `[T, d]`, each symbol in its color. */
export const shapeLabel = (axes: readonly string[], x: number, y: number, size = 12.5): Svg =>
  el('text', { class: 'shape-of', x, y, 'font-size': size }, ...shapeSpans(axes))

/** What stands in it. */
export const shapeSpans = (axes: readonly string[]): Svg[] => [
  '[',
  ...axes.flatMap((axis, i) => [i > 0 ? ', ' : '', el('tspan', { class: dimension(axis) }, escape(axis))]),
  ']',
]

export const shapeLabelWidth = (axes: readonly string[], size = 12.5): number =>
  measure(`[${axes.join(', ')}]`, 'mono', size) * tight

const gapBefore = 5
const small = 0.735
const tight = 0.98
