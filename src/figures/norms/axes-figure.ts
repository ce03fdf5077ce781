import { names, normalizations, symbols, type Normalization } from '../../engine/index.ts'
import { label, markup, symbolMark } from '../charts/label.ts'
import { digits, el, escape, picture, type Svg } from '../svg.ts'
import type { NormName } from './worked.ts'

/** How many of each axis a drawing has; images are two by two pixels, channels two groups of two. */
const lengths: Readonly<Record<string, number>> = { N: 3, C: 4, G: 2, H: 2, W: 2, B: 3, T: 4, d: 5 }

/** The three sides of a drawn block: what goes into depth, down, and across. */
interface Sides {
  readonly deep: readonly string[]
  readonly down: readonly string[]
  readonly across: readonly string[]
}

const sidesOf = ({ axes }: Normalization): Sides =>
  names(axes).includes('N')
    ? { deep: ['N'], down: ['H', 'W'], across: names(axes).includes('G') ? ['G', 'C'] : ['C'] }
    : { deep: ['B'], down: ['T'], across: ['d'] }

/** Position of a cell along one side, as an index on each of its axes. */
function indices(side: readonly string[], at: number, how: Normalization): Record<string, number> {
  const long = (axis: string): number => (axis === 'C' && names(how.axes).includes('G') ? 2 : lengths[axis]!)
  const found: Record<string, number> = {}
  let rest = at
  for (const axis of [...side].reverse()) {
    found[axis] = rest % long(axis)
    rest = Math.floor(rest / long(axis))
  }
  return found
}

const count = (side: readonly string[], how: Normalization): number =>
  side.reduce((n, axis) => n * (axis === 'C' && names(how.axes).includes('G') ? 2 : lengths[axis]!), 1)

/** Whether a cell shares its statistics with the corner nearest to the reader: first in depth and down, last across. */
export function pooledWithCorner(
  how: Normalization,
  { deep, down, across }: { readonly deep: number; readonly down: number; readonly across: number },
): boolean {
  const sides = sidesOf(how)
  const last = count(sides.across, how) - 1
  const cell = {
    ...indices(sides.deep, deep, how),
    ...indices(sides.down, down, how),
    ...indices(sides.across, across, how),
  }
  const corner = {
    ...indices(sides.deep, 0, how),
    ...indices(sides.down, 0, how),
    ...indices(sides.across, last, how),
  }
  const pooled = names(how.over)
  return names(how.axes).every((axis) => pooled.includes(axis) || cell[axis] === corner[axis])
}

/** What each method pools, in words: its axes, and for which of the others it computes a statistic each. */
export function poolingOf(name: NormName): { over: string[]; each: string[] } {
  const how: Normalization = normalizations[name]
  const over = names(how.over)
  return { over, each: names(how.axes).filter((axis) => !over.includes(axis)) }
}

const headings: Readonly<Record<NormName, string>> = {
  batch: 'BatchNorm',
  layer: 'LayerNorm',
  imageLayer: 'LayerNorm of images',
  instance: 'InstanceNorm',
  group: 'GroupNorm',
  rms: 'RMSNorm',
}

const cell = 21
const shift = { x: 11, y: -9 }
const panel = { width: 168, height: 214 }

/** Blocks of numbers, one a method: dark is one set whose numbers share their statistics. */
export function axesFigure(of: readonly NormName[], width: number, className: string): Svg {
  const across = Math.max(1, Math.min(of.length, Math.floor((width + 12) / panel.width)))
  const column = width / across
  const rows = Math.ceil(of.length / across)
  const title = `Which numbers share a mean and a variance: ${of.map((name) => headings[name]).join(', ')}`
  const description = of
    .map((name) => {
      const { over, each } = poolingOf(name)
      return `${headings[name]} pools over ${over.join(', ')}, one statistic for each ${each.join(', ')}.`
    })
    .join(' ')
  const panels = of.map((name, i) =>
    el(
      'g',
      { transform: `translate(${digits((i % across) * column)} ${digits(Math.floor(i / across) * panel.height)})` },
      onePanel(name),
    ),
  )
  return picture(
    { width, height: rows * panel.height - 10, title, description, class: `${className} norm-axes` },
    ...panels,
  )
}

function onePanel(name: NormName): Svg {
  const how: Normalization = normalizations[name]
  const sides = sidesOf(how)
  const [D, R, C] = [count(sides.deep, how), count(sides.down, how), count(sides.across, how)]
  const [left, top] = [30, 34 - (D - 1) * shift.y]
  const [right, bottom] = [left + C * cell, top + R * cell]
  const faces = { in: '', out: '' }
  const face = (inside: boolean, ...points: readonly (readonly [number, number])[]): void => {
    faces[inside ? 'in' : 'out'] += `M${points.map(([x, y]) => `${digits(x)} ${digits(y)}`).join('L')}z`
  }
  for (let deep = D - 1; deep >= 0; deep--) {
    const [dx, dy] = [deep * shift.x, deep * shift.y]
    for (let at = 0; at < C; at++) {
      const x = left + at * cell + dx
      const inside = pooledWithCorner(how, { deep, down: 0, across: at })
      const [y, back] = [top + dy, top + dy + shift.y]
      face(inside, [x, y], [x + shift.x, back], [x + cell + shift.x, back], [x + cell, y])
    }
    for (let down = 0; down < R; down++) {
      const [x, y] = [right + dx, top + down * cell + dy]
      const inside = pooledWithCorner(how, { deep, down, across: C - 1 })
      face(inside, [x, y], [x + shift.x, y + shift.y], [x + shift.x, y + cell + shift.y], [x, y + cell])
    }
  }
  for (let down = 0; down < R; down++)
    for (let at = 0; at < C; at++) {
      const [x, y] = [left + at * cell, top + down * cell]
      face(
        pooledWithCorner(how, { deep: 0, down, across: at }),
        [x, y],
        [x + cell, y],
        [x + cell, y + cell],
        [x, y + cell],
      )
    }
  const { over, each } = poolingOf(name)
  return [
    label(0, 13, headings[name], 'strong'),
    el('path', { class: 'norm-cell', d: faces.out }),
    el('path', { class: 'norm-set', d: faces.in }),
    markup(left - 8, top + (R * cell) / 2 + 5, axesMarkup(sides.down), 'ink', 'end'),
    markup(left + (C * cell) / 2, bottom + 18, axesMarkup(sides.across), 'ink', 'middle'),
    markup(left - 2 + ((D - 1) * shift.x) / 2, top + ((D + 1) * shift.y) / 2, axesMarkup(sides.deep), 'ink', 'end'),
    markup(0, bottom + 42, `over ${axesMarkup(over)}`, 'ink'),
    markup(0, bottom + 60, `one for each ${axesMarkup(each)}`, 'quiet'),
  ].join('')
}

const colored = new Set(symbols.map(({ symbol }) => symbol))

/** Axes as a sentence has them. Only the axes of tokens are sizes of the site and have a color. */
export const axesMarkup = (axes: readonly string[]): Svg =>
  axes
    .map((axis) =>
      ['B', 'T', 'd'].includes(axis) && colored.has(axis)
        ? symbolMark(axis)
        : el('tspan', { class: 'sym' }, escape(axis)),
    )
    .join(', ')
