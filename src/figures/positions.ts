import { exact } from '../engine/format.ts'
import { nodesOf, type Graph } from '../engine/index.ts'
import { heatGrid, heatMap } from './heat.ts'
import type { Sees } from './mask.ts'
import { sideLabel, sideStroke, type Side } from './sides.ts'
import { digits, el, escape, picture, type Svg } from './svg.ts'

/** A fixed table of a model: what stands at a row and a column when rows and columns are so many. */
export type TableRule = (at: readonly number[], past: number, lengths: readonly number[]) => number

/** The rules of a model's fixed tables by their label: sinusoids, angles, distance buckets. */
export function tablesOf(graph: Graph, label: string): TableRule[] {
  return nodesOf(graph.root)
    .filter(({ primitive }) => primitive.name === 'constant')
    .map(({ attributes }) => attributes as { label: string; rule: TableRule })
    .filter((table) => table.label === label)
    .map(({ rule }) => rule)
}

/** Position vectors as tones: a row is a position, a column a feature; −1 is paper, 1 is ink. */
export function sinusoids(rule: TableRule, positions: number, d: number, width: number): Svg {
  const [left, top] = [32, 25]
  const cell = (width - left - 2) / d
  const high = Math.max(cell, 8)
  const [across, down] = [side('d', d), side('T', positions)]
  const share = (row: number, column: number) => (rule([row, column], 0, [positions, d]) + 1) / 2
  const bottom = top + positions * high
  const description =
    `Each row is one of ${positions} positions, each column one of ${d} features. Columns come in pairs, a sine and a cosine. ` +
    `The first pair repeats after ${(2 * Math.PI).toFixed(1)} positions, the last after ${exact(Math.round(period(rule, d)))}.`
  return picture(
    { width, height: bottom + 24, title: 'Sinusoidal position vectors', description, class: 'mx' },
    heatMap(positions, d, share, { x: left, y: top, cell, high }),
    sideStroke(across, left, top - 2, d * cell, true, 'thin'),
    sideStroke(down, left - 2, top, positions * high, false, 'thin'),
    sideLabel(across, left, top - 9),
    sideLabel(down, left - 10, bottom, { upright: false }),
    ...ends(left, left + d * cell, bottom + 18, 'fast', 'slow'),
  )
}

/** The positions after which the last pair of features repeats. */
export function period(rule: TableRule, d: number): number {
  const slope = rule([1, d - 2], 0, [2, d])
  return (2 * Math.PI) / Math.asin(slope)
}

/** The bucket of every query and key that it sees: its number, on a tone that deepens with the distance. */
export function buckets(
  rule: TableRule,
  length: number,
  count: number,
  axes: readonly [query: string, key: string],
  width: number,
  sees: Sees = () => true,
): Svg {
  const [left, top] = [34, 34]
  const cell = Math.min((width - left - 2) / length, 36)
  const size = cell >= 22 ? 12 : cell >= 16 ? 9.5 : undefined
  const looksAhead = rule([0, 1], 0, [length, length]) !== rule([0, 0], 0, [length, length])
  const perSide = looksAhead ? count / 2 : count
  const at = (query: number, key: number) => {
    const bucket = rule([query, key], 0, [length, length])
    return sees(query, key) ? { share: tintOf(bucket, perSide), text: String(bucket) } : { share: 0, text: '' }
  }
  const [query, key] = axes.map((axis) => side(axis, length)) as [Side, Side]
  const extent = length * cell - 1
  const cells = Array.from({ length: length ** 2 }, (_, i) => [Math.floor(i / length), i % length] as const)
  const used = new Set(cells.filter((cell) => sees(...cell)).map((cell) => rule(cell, 0, [length, length])))
  const description =
    `For each of ${length} queries and ${length} keys, the bucket of their distance: one of ${count}, of which ${used.size} occur here. ` +
    `On the diagonal it is ${rule([0, 0], 0, [length, length])}; it changes with every step near the diagonal and seldom far from it.`
  return picture(
    { width, height: top + extent + 4, title: 'Buckets of relative distance', description, class: 'mx' },
    heatGrid(length, length, at, { x: left, y: top, cell, size }),
    sideStroke(key, left, top - 6, extent, true, 'thin'),
    sideStroke(query, left - 6, top, extent, false, 'thin'),
    sideLabel(key, left, top - 14, { size: 16 }),
    sideLabel(query, left - 14, top + extent, { size: 16, upright: false }),
  )
}

/** Which distances fall into each bucket, key − query, within a longest distance. */
export function bucketRanges(rule: TableRule, longest: number): { bucket: number; from: number; to: number }[] {
  const ranges: { bucket: number; from: number; to: number }[] = []
  for (let distance = -longest; distance <= longest; distance++) {
    const bucket = rule([Math.max(-distance, 0), Math.max(distance, 0)], 0, [])
    const last = ranges.find((range) => range.bucket === bucket)
    if (last) last.to = distance
    else ranges.push({ bucket, from: distance, to: distance })
  }
  return ranges.sort((a, b) => a.bucket - b.bucket)
}

/** Rotary angles as clocks: a hand for each position, the last one bold. Fast pairs first. */
export function clocks(rule: TableRule, k: number, positions: number, pairs: readonly number[], width: number): Svg {
  const least = 112
  const across = Math.min(pairs.length, Math.max(Math.floor(width / least), 2))
  const step = width / across
  const radius = Math.min(step / 2 - 10, 52)
  const row = 2 * radius + 58
  const marks = pairs.map((pair, i) => {
    const [x, y] = [((i % across) + 0.5) * step, Math.floor(i / across) * row + radius + 4]
    const turn = rule([1, pair], 0, [positions, k])
    return clock(rule, k, pair, positions, x, y, radius) + words(`pair ${pair + 1}`, around(turn), x, y + radius + 20)
  })
  const turns = pairs.map((pair) => `pair ${pair + 1} by ${rule([1, pair], 0, [positions, k]).toPrecision(3)} radians`)
  const description = `How far each pair of features turns from one position to the next: ${turns.join(', ')}. ${positions} positions are drawn.`
  return picture(
    {
      width,
      height: Math.ceil(pairs.length / across) * row - 8,
      title: 'Rotary positions as clocks',
      description,
      class: 'mx',
    },
    ...marks,
  )
}

/** One pair of features: a hand for each position from 0, later ones darker. */
export function clock(
  rule: TableRule,
  k: number,
  pair: number,
  positions: number,
  x: number,
  y: number,
  radius: number,
): Svg {
  const hands = Array.from({ length: positions }, (_, position) => {
    const angle = rule([position, pair], 0, [positions, k])
    const [end, stop] = [x + radius * Math.sin(angle), y - radius * Math.cos(angle)]
    const opacity = position === positions - 1 ? 1 : 0.25 + (0.6 * position) / positions
    const name = position === positions - 1 ? 'hand last dim-T' : 'hand dim-T'
    return el('path', {
      class: name,
      'stroke-opacity': opacity,
      d: `M${digits(x)} ${digits(y)}L${digits(end)} ${digits(stop)}`,
    })
  })
  return el('circle', { class: 'frame', cx: x, cy: y, r: radius }) + hands.join('')
}

/** Pairs from fast to slow for a figure: evenly apart, the first half, where something moves. */
export const pairsOf = (k: number, count: number): number[] =>
  Array.from({ length: Math.min(count, k / 2) }, (_, i) => Math.round((i * k) / 2 / Math.max(count, 1) / 1.6))

const around = (turn: number): string => {
  const steps = (2 * Math.PI) / turn
  return `around in ${steps < 10 ? steps.toFixed(1) : exact(Math.round(steps))}`
}

function words(above: string, below: string, x: number, y: number): Svg {
  const line = (text: string, at: number, name: string) =>
    el('text', { class: name, x, y: at, 'font-size': 13, 'text-anchor': 'middle' }, escape(text))
  return line(above, y, 'heading') + line(below, y + 17, 'words')
}

function ends(left: number, right: number, y: number, first: string, last: string): Svg[] {
  return [
    el('text', { class: 'words', x: left, y, 'font-size': 13 }, first),
    el('text', { class: 'words', x: right, y, 'font-size': 13, 'text-anchor': 'end' }, last),
  ]
}

/** Each side of the buckets from light to dark, with numbers that stay readable. */
function tintOf(bucket: number, perSide: number): number {
  return 0.06 + ((bucket % perSide) / perSide) * 0.62
}

const side = (axis: string, length: number): Side => ({ axes: axis.replaceAll("'", ''), length, lengths: [length] })
