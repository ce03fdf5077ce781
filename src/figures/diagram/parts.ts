import type { Scope } from '../../engine/index.ts'
import { widthOf, words } from '../lettering.ts'
import { spoken } from './scopes.ts'
import { letters, type Box, type Item, type Place } from './scene.ts'
import type { Style } from './style.ts'

/** The space that the outline of a part takes around its marks; its name needs the upper one. */
export const margins = { top: 28, side: 16, bottom: 12 } as const

/** An opened part: an outline around its marks with its name. Nothing if a mark of another part would lie in it. */
export function outline(
  scope: Scope,
  own: readonly Box[],
  others: readonly Box[],
  courses: readonly (readonly Place[])[],
  style: Style,
): Item[] {
  const [left, top] = [Math.min(...own.map(({ x }) => x)), Math.min(...own.map(({ y }) => y))]
  const right = Math.max(...own.map(({ x, width }) => x + width))
  const bottom = Math.max(...own.map(({ y, height }) => y + height))
  const box: Box = {
    x: left - margins.side,
    y: top - margins.top,
    width: right - left + 2 * margins.side,
    height: bottom - top + margins.top + margins.bottom,
  }
  if (others.some((other) => overlap(box, other))) return []
  return [{ kind: 'rect', role: 'part', ...box }, heading(scope, box, courses, style)]
}

/** The name of a part in its upper margin, at the first place where no line runs through it. */
function heading(scope: Scope, box: Box, courses: readonly (readonly Place[])[], style: Style): Item {
  const runs = [words(spoken(scope.name), style.label, 'quiet')]
  const width = widthOf(runs)
  const crossing = courses.flatMap((course) => course.flatMap((place, i) => crossingAt(place, course[i + 1], box)))
  const clear = (x: number) => crossing.every((line) => line < x - 6 || line > x + width + 6)
  const places = Array.from({ length: Math.max(1, Math.floor(box.width - width - 20)) }, (_, i) => box.x + 12 + i)
  return letters(places.find(clear) ?? box.x + 12, box.y + 19, runs)
}

/** Where a line comes down through the upper margin of a box. */
function crossingAt([x, y]: Place, next: Place | undefined, box: Box): number[] {
  if (next === undefined || next[0] !== x) return []
  return Math.min(y, next[1]) < box.y + 24 && Math.max(y, next[1]) > box.y ? [x] : []
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
