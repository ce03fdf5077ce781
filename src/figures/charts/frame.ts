import { disc, el, lineAcross, lineDown, shape, type Svg } from '../svg.ts'
import { roundTicks } from './log-scale.ts'
import { digitsWidth, label, widthOf, type Anchor } from './label.ts'
import { thinned } from './spread.ts'

/** Where a chart's own marks go, between its axes. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A mark of an axis: where, and what is written there. */
export interface Tick {
  readonly at: number
  readonly words: string
  /** The class of its text: the color of a size. */
  readonly class?: string | undefined
}

/** Light lines across the plot and what they stand for, left of it. */
export function gridAcross(ticks: readonly Tick[], { left, right }: Plot): Svg {
  return [
    shape(
      'grid',
      ticks.map(({ at }) => lineAcross(at, left, right)),
    ),
    ...ticks.map(({ at, words, class: className }) => label(left - 8, at + 4, words, tickClass(className), 'end')),
  ].join('')
}

/** Light lines down the plot, and across it in the middle of each row. */
export function gridDown(
  ticks: readonly Tick[],
  { left, right, top, bottom }: Plot,
  rows: readonly number[] = [],
): Svg {
  const lines = [...ticks.map(({ at }) => lineDown(at, top, bottom)), ...rows.map((y) => lineAcross(y, left, right))]
  return shape('grid', lines)
}

/** The words below a plot. Those that would touch an earlier one are left out; none leaves the drawing. */
export function ticksBelow(ticks: readonly Tick[], y: number, [low, high]: readonly [number, number]): Svg {
  const placed = ticks.map((tick) => ({ ...tick, ...within(tick, [low, high]) }))
  return thinned(placed, ({ from, to }) => [from, to])
    .map(({ x, words, anchor, class: className }) => label(x, y, words, tickClass(className), anchor))
    .join('')
}

const tickClass = (own: string | undefined): string => (own === undefined ? 'tick' : `tick ${own}`)

/** The line on which a plot stands, with its marks. */
export const axisBelow = (ticks: readonly Tick[], { left, right, bottom }: Plot): Svg =>
  shape('base', [lineAcross(bottom, left, right), ...marksBelow(ticks, bottom)])

/** A short mark below a line for each tick, as parts of a path. */
export const marksBelow = (ticks: readonly Tick[], y: number): string[] => ticks.map(({ at }) => lineDown(at, y, y + 4))

/** What an axis measures, at its end. */
export const axisTitle = (x: number, y: number, words: string, anchor: Anchor = 'end'): Svg =>
  label(x, y, words, 'axis', anchor)

export const horizontal = (y: number, from: number, to: number, className: string): Svg =>
  el('path', { class: className, d: lineAcross(y, from, to) })

export const vertical = (x: number, from: number, to: number, className: string): Svg =>
  el('path', { class: className, d: lineDown(x, from, to) })

export const dot = (x: number, y: number, className: string, radius = 4): Svg =>
  el('circle', { class: className, cx: x, cy: y, r: radius })

/** Many dots as few shapes: a dot lies in a layer above those of earlier dots that it touches, so that it covers them. */
export function layered(places: readonly (readonly [x: number, y: number])[], className: string): Svg {
  const layers: number[] = []
  for (const [x, y] of places) {
    const below = layers.filter((_, i) => Math.hypot(x - places[i]![0], y - places[i]![1]) < 10)
    layers.push(Math.max(-1, ...below) + 1)
  }
  return Array.from({ length: Math.max(-1, ...layers) + 1 }, (_, layer) => {
    const own = places.filter((_, i) => layers[i] === layer)
    return shape(
      className,
      own.map(([x, y]) => disc(x, y)),
    )
  }).join('')
}

/** Powers of ten within a range, with steps between them where the range is short. */
export function logTicks([low, high]: readonly [number, number], most = 7): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)]
  const every = Math.max(1, Math.ceil((to - from + 1) / most))
  const powers = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((n) => n % every === 0)
  const steps = powers.length >= 3 ? [1] : powers.length === 2 ? [1, 3] : [1, 2, 5]
  const starts = powers.length >= 3 ? powers : Array.from({ length: to - from + 3 }, (_, i) => from - 1 + i)
  const ticks = starts
    .flatMap((n) => steps.map((step) => step * 10 ** n))
    .map((value) => Number(value.toPrecision(1)))
    .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
  return ticks.length >= 3 ? ticks : roundTicks(low, high, 4)
}

/** Powers of two within a range, every second one where they are many. */
export function binaryTicks([low, high]: readonly [number, number], most = 7): number[] {
  const [from, to] = [Math.ceil(Math.log2(low)), Math.floor(Math.log2(high))]
  const every = Math.ceil((to - from + 1) / most)
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => 2 ** (from + i * every))
}

function within({ at, words, class: className }: Tick, [low, high]: readonly [number, number]) {
  const width = className === undefined ? widthOf(words, 12) : digitsWidth(words)
  const anchor: Anchor = at - width / 2 < low ? 'start' : at + width / 2 > high ? 'end' : 'middle'
  const x = anchor === 'start' ? low : anchor === 'end' ? high : at
  const from = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { x, anchor, from, to: from + width }
}
