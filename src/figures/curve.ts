/** A point in pixels. */
export type Point = readonly [x: number, y: number]

/** A tenth of a pixel, which nobody sees. */
const tolerance = 0.1

/**
 * A line through points, as part of a path: without the points that it passes within a tenth of a pixel even so, which are most of
 * those that a curve is computed at. Ramer (1972), Douglas and Peucker (1973).
 * @param points in pixels, in order; at least one.
 * @throws RangeError for a point that is no place, such as the logarithm of 0: it would hide the points around it.
 */
export function curve(points: readonly Point[]): string {
  const off = points.findIndex((point) => !point.every(Number.isFinite))
  if (off >= 0 || points.length === 0)
    throw new RangeError(`point ${off + 1} of a curve is at ${points[off] ?? 'no place'}`)
  return `M${simplified(points)
    .map(([x, y]) => `${tenth(x)} ${tenth(y)}`)
    .join('L')}`
}

const tenth = (value: number): number => Math.round(value * 10) / 10

/** The ends, and between them the point that is furthest from the line between them, if that is far at all. */
function simplified(points: readonly Point[]): readonly Point[] {
  const [from, to] = [points[0]!, points.at(-1)!]
  const off = points.map((point) => distance(point, from, to))
  const furthest = off.indexOf(Math.max(...off))
  if (points.length < 3 || off[furthest]! <= tolerance) return points.length < 2 ? points : [from, to]
  return [...simplified(points.slice(0, furthest + 1)).slice(0, -1), ...simplified(points.slice(furthest))]
}

/** Of a point from the line through two others; from the first, where both are one. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay)
  if (length === 0) return Math.hypot(x - ax, y - ay)
  return Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length
}
