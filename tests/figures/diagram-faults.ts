import type { Drawing } from '../../src/figures/diagram/column.ts'
import {
  flattened,
  inkOf,
  radius,
  type Box,
  type Letters,
  type Path,
  type Place,
  type Rect,
  type Weight,
} from '../../src/figures/diagram/scene.ts'

/** Everything in a diagram that a reader would stumble over, in words: text on text, a line through a box, and the like. */
export function faults({ items, width, height }: Drawing): string[] {
  const flat = flattened(items)
  const texts = flat
    .filter((item): item is Letters => item.kind === 'letters')
    .map((item) => ({ item, ink: inkOf(item) }))
  const paths = flat.filter((item): item is Path => item.kind === 'path')
  const boxes = flat.filter(
    (item): item is Rect | Weight =>
      item.kind === 'weight' || (item.kind === 'rect' && !['group', 'inner', 'part', 'sheet'].includes(item.role)),
  )
  const frames = flat.filter(
    (item): item is Rect => item.kind === 'rect' && ['group', 'inner', 'part'].includes(item.role),
  )
  const points = flat.flatMap((item) =>
    item.kind === 'sum' || item.kind === 'product' || item.kind === 'branch' ? [circle(item)] : [],
  )
  const segments = paths.flatMap(({ points, role }) =>
    points.slice(1).map((to, i) => ({ from: points[i]!, to, thick: role === 'stream' ? 3 : 0.6, role })),
  )
  const found: string[] = []
  const say = (text: string) => found.push(text)

  const bounds = { x: -0.5, y: -0.5, width: width + 1, height: height + 1 }
  for (const { item, ink } of texts) if (!contains(bounds, ink)) say(`${words(item)} is clipped`)
  for (const box of [...boxes, ...frames, ...points]) if (!contains(bounds, box)) say(`a box is clipped at ${at(box)}`)
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1))
      if (overlap(grown(a.ink, 1), b.ink)) say(`${words(a.item)} lies on ${words(b.item)}`)
  for (const { item, ink } of texts) {
    const inBox = boxes.some((box) => contains(box, ink))
    // What is in a box lies above the stream on which the box stands.
    for (const { from, to, thick, role } of segments)
      if (!(inBox && role === 'stream') && overlap(grown(ink, 1), covered(from, to, thick)))
        say(`a line runs through ${words(item)} at ${at(ink)}`)
    for (const box of boxes)
      if (overlap(ink, box) && !contains(grown(box, -2), ink))
        say(`${words(item)} crosses the edge of a box at ${at(box)}`)
    for (const box of frames)
      if (overlap(ink, box) && !contains(box, ink)) say(`${words(item)} crosses the edge of a group at ${at(box)}`)
    for (const point of points) if (overlap(ink, point)) say(`${words(item)} lies on a point at ${at(point)}`)
  }
  for (const [i, a] of boxes.entries())
    for (const b of [...boxes.slice(i + 1), ...points])
      if (overlap(a, b)) say(`two marks overlap at ${at(a)} and ${at(b)}`)
  for (const { from, to, thick, role } of segments) {
    if (from[0] !== to[0] && from[1] !== to[1]) say(`a line is not at right angles at ${from.join()} to ${to.join()}`)
    if (role === 'stream') continue
    for (const box of boxes)
      if (overlap(grown(box, -2), covered(from, to, thick))) say(`a line runs through the box at ${at(box)}`)
  }
  return found
}

const circle = ({ x, y, kind }: { x: number; y: number; kind: keyof typeof radius }): Box => ({
  x: x - radius[kind],
  y: y - radius[kind],
  width: 2 * radius[kind],
  height: 2 * radius[kind],
})

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

function covered(from: Place, to: Place, thick: number): Box {
  const [left, top] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])]
  const box = { x: left, y: top, width: Math.abs(from[0] - to[0]), height: Math.abs(from[1] - to[1]) }
  return grown(box, thick)
}

const words = ({ runs }: Letters): string => `“${runs.map(({ text }) => text).join('')}”`
const at = ({ x, y }: Box): string => `${Math.round(x)}, ${Math.round(y)}`
