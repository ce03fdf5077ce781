import { dimensions, names } from '../engine/index.ts'
import { measure } from './measure.ts'
import { dimension } from './sides.ts'
import { box, el, escape, lineAcross, lineDown, picture, shapes, type Shape, type Svg } from './svg.ts'

/** A weight as it lies in storage, row after row, with sizes small enough to draw. */
export interface Layout {
  /** The stored axes, `(h k) d`: those in one pair of parentheses lie in one dimension. */
  readonly stored: string
  readonly sizes: Readonly<Record<string, number>>
  /** What stands for the places along an axis of a plain number, such as Q, K and V along `3`. */
  readonly words?: readonly string[]
}

/** The part of a matrix that is set off: the places at an index of an axis, such as the first head. */
export interface Highlight {
  readonly axis: string
  readonly index: number
}

/** Where every element of a stored matrix lies: the index along each axis, by row and column. */
export function placesOf({ stored, sizes }: Layout): {
  rows: number
  columns: number
  indices: (row: number, column: number) => Record<string, number>
} {
  const [first = [], second = []] = dimensions(stored)
  const length = (axes: readonly string[]) => axes.reduce((product, axis) => product * size(axis, sizes), 1)
  return {
    rows: length(first),
    columns: length(second),
    indices: (row, column) => ({ ...split(first, row, sizes), ...split(second, column, sizes) }),
  }
}

/**
 * A stored matrix as a grid. Brackets name the axes that lie along each side, the outermost farthest; each cell holds its
 * address, and the cells of the highlighted part are dark: where one head lies.
 */
export function storage(layout: Layout, { axis, index }: Highlight, width: number): Svg {
  const [rowAxes = [], columnAxes = []] = dimensions(layout.stored)
  const { rows, columns, indices } = placesOf(layout)
  const [left, top] = [rowAxes.length * band + 10, columnAxes.length * band + 8]
  const cell = Math.min((width - left - 2) / columns, 34)
  const longest = String(rows * columns - 1)
  const size = [12, 10.5, 10].find((size) => measure(longest, 'mono', size) + 4 <= cell)
  const [cells, addresses]: [Shape[], Svg[]] = [[], []]
  let dark = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = indices(row, column)
      const isDark = at[axis] === index
      if (isDark) dark++
      const [x, y] = [left + column * cell, top + row * cell]
      const shade = isDark ? 'set-off' : (at[axis]! - index) % 2 === 0 ? 'even' : undefined
      cells.push([shade === undefined ? 'stored' : `stored ${shade}`, box(x, y, cell - 1, cell - 1)])
      const middle = { x: x + (cell - 1) / 2, y: y + cell / 2 + (size ?? 0) * 0.32 }
      addresses.push(el('text', { class: shade, ...middle }, String(row * columns + column)))
    }
  const name = names(layout.stored.replaceAll(/[()]/g, '')).join(' ')
  const description =
    `A matrix of ${rows} rows and ${columns} columns, stored row after row, with the axes ${layout.stored}. ` +
    `The ${dark} elements at place ${index + 1} along ${axis} are dark: ${where(layout, { axis, index })}.`
  return picture(
    { width, height: top + rows * cell + 4, title: `How ${name} lies in storage`, description, class: 'mx' },
    shapes(cells),
    size === undefined ? '' : el('g', { class: 'address', 'font-size': size, 'text-anchor': 'middle' }, ...addresses),
    brackets(rowAxes, layout, { x: left, y: top }, cell, false),
    brackets(columnAxes, layout, { x: left, y: top }, cell, true),
  )
}

/** The rows or columns of a highlighted part in words: "rows 1 to 2". */
export function where(layout: Layout, { axis, index }: Highlight): string {
  const [rowAxes = []] = dimensions(layout.stored)
  const { rows, columns, indices } = placesOf(layout)
  const alongRows = rowAxes.includes(axis)
  const all = Array.from({ length: alongRows ? rows : columns }, (_, i) => i)
  const own = all.filter((i) => (alongRows ? indices(i, 0) : indices(0, i))[axis] === index)
  const runs: [from: number, to: number][] = []
  for (const i of own) {
    const last = runs.at(-1)
    if (last && last[1] === i - 1) last[1] = i
    else runs.push([i, i])
  }
  const words = runs.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1} to ${to + 1}`))
  return `${alongRows ? 'rows' : 'columns'} ${words.join(', ')}`
}

/** A bracket for each place along each axis, the outermost axis farthest from the grid. */
function brackets(
  axes: readonly string[],
  { sizes, words: named = [] }: Layout,
  { x, y }: { x: number; y: number },
  cell: number,
  across: boolean,
): Svg {
  let times = 1
  const [sides, labels]: [Shape[], Svg[]] = [[], []]
  for (const [level, axis] of axes.entries()) {
    const inner = axes.slice(level + 1).reduce((product, other) => product * size(other, sizes), 1)
    const length = size(axis, sizes)
    // The innermost axis counts single cells: one bracket over all of them says it.
    const isInner = level === axes.length - 1
    const [count, extent] = isInner ? [times, length * cell] : [times * length, inner * cell]
    const away = (axes.length - level) * band - 12
    times *= length
    for (let i = 0; i < count; i++) {
      const [from, to] = [i * extent + 1, (i + 1) * extent - 3]
      const place = i % length
      const words = isInner ? axis : /^\d+$/.test(axis) ? (named[place] ?? `${place + 1}`) : `${axis} ${place + 1}`
      const side = across ? lineAcross(y - away, x + from, x + to) : lineDown(x - away, y + from, y + to)
      sides.push([`side thin ${dimension(axis)}`, side])
      labels.push(bracketLabel(words, axis, { x, y }, (from + to) / 2, away, across))
    }
  }
  return shapes(sides) + labels.join('')
}

function bracketLabel(
  label: string,
  axis: string,
  { x, y }: { x: number; y: number },
  middle: number,
  away: number,
  across: boolean,
): Svg {
  const color = dimension(axis)!
  const [letter = '', place] = label.split(' ')
  const at = across ? { x: x + middle, y: y - away - 7 } : { x: x - away - 7, y: y + middle }
  return el(
    'text',
    {
      ...at,
      'font-size': 15,
      'text-anchor': 'middle',
      transform: across ? undefined : `rotate(-90 ${round(at.x)} ${round(at.y)})`,
    },
    el('tspan', { class: `symbol ${color}` }, escape(letter)),
    place === undefined ? '' : el('tspan', { class: `value ${color}`, dx: 3, 'font-size': 11 }, escape(place)),
  )
}

/** How far apart the brackets of two axes are. */
const band = 26

function split(
  axes: readonly string[],
  place: number,
  sizes: Readonly<Record<string, number>>,
): Record<string, number> {
  const at: Record<string, number> = {}
  let rest = place
  for (const axis of [...axes].reverse()) {
    at[axis] = rest % size(axis, sizes)
    rest = Math.floor(rest / size(axis, sizes))
  }
  return at
}

function size(axis: string, sizes: Readonly<Record<string, number>>): number {
  const found = /^\d+$/.test(axis) ? Number(axis) : sizes[axis]
  if (found === undefined) throw new RangeError(`the axis ${axis} has no size among ${Object.keys(sizes).join(', ')}`)
  return found
}

const round = (value: number): number => Math.round(value * 100) / 100
