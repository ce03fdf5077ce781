import { names, type NumericArray } from '../../engine/index.ts'
import { label, markup, symbolMark } from '../charts/label.ts'
import { digits, el, escape, picture, type Svg } from '../svg.ts'
import { methods, type Method, type MethodName, type Pooling } from './methods.ts'
import { decimal, vector } from './words.ts'
import { workedTokens } from './worked.ts'

/** How many of each axis a drawing has; images are two by two pixels, channels two groups of two. */
const lengths: Readonly<Record<string, number>> = {
  N: 3,
  C: 4,
  G: 2,
  H: 2,
  W: 2,
  B: 3,
  T: 4,
  d: 4,
  h: 3,
  k: 4,
  o: 4,
  i: 5,
}

/** The three sides of a drawn block: what goes into depth, down, and across. */
interface Sides {
  readonly deep: readonly string[]
  readonly down: readonly string[]
  readonly across: readonly string[]
}

/** Tokens, heads of one sequence, images, and a weight of o outputs and i inputs, which has no depth. */
function sidesOf({ axes }: Pooling): Sides {
  const own = names(axes)
  if (own.includes('N')) return { deep: ['N'], down: ['H', 'W'], across: own.filter((axis) => 'GC'.includes(axis)) }
  if (own.length === 2) return { deep: [], down: [own[0]!], across: [own[1]!] }
  return { deep: [own[0]!], down: [own[1]!], across: [own[2]!] }
}

/** Position of a cell along one side, as an index on each of its axes. */
function indices(side: readonly string[], at: number, how: Pooling): Record<string, number> {
  const long = (axis: string): number => (axis === 'C' && names(how.axes).includes('G') ? 2 : lengths[axis]!)
  const found: Record<string, number> = {}
  let rest = at
  for (const axis of [...side].reverse()) {
    found[axis] = rest % long(axis)
    rest = Math.floor(rest / long(axis))
  }
  return found
}

const count = (side: readonly string[], how: Pooling): number =>
  side.reduce((n, axis) => n * (axis === 'C' && names(how.axes).includes('G') ? 2 : lengths[axis]!), 1)

/** Whether a cell shares its statistics with the corner nearest to the reader: first in depth and down, last across. */
export function pooledWithCorner(
  how: Pooling,
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
export function poolingOf(name: MethodName): { over: string[]; each: string[] } {
  const how: Pooling = methods[name].pooling
  const over = names(how.over)
  return { over, each: names(how.axes).filter((axis) => !over.includes(axis)) }
}

const cell = 21
const shift = { x: 11, y: -9 }
const panel = { width: 166, height: 218 }

/** Blocks of numbers, one a method: dark is one set whose numbers share their statistics. */
export function axesFigure(of: readonly MethodName[], width: number, className: string): Svg {
  const across = Math.max(1, Math.min(of.length, Math.floor((width + 12) / panel.width)))
  const column = Math.min(width / across, 220)
  const rows = Math.ceil(of.length / across)
  const title = `Which numbers share a statistic: ${of.map((name) => methods[name].title).join(', ')}`
  const description = of.map((name) => `${methods[name].title} ${inWords(name)}.`).join(' ')
  const panels = of.map((name, i) =>
    el(
      'g',
      { transform: `translate(${digits((i % across) * column)} ${digits(Math.floor(i / across) * panel.height)})` },
      label(0, 13, methods[name].title, 'strong'),
      block(name),
    ),
  )
  return picture(
    { width, height: rows * panel.height - 14, title, description, class: `${className} norm-axes` },
    ...panels,
  )
}

/** The block of one method beside what becomes of the first token of the worked tensor. */
export function cardFigure(name: MethodName, className: string): Svg {
  const { title, worked }: Method = methods[name]
  const before = first(workedTokens)
  const after = worked?.(workedTokens)
  const left = 210
  const rows = after
    ? [
        label(left, 44, 'first token', 'quiet tick'),
        el('path', { class: 'base', d: `M${left} 52H340` }),
        ...before.flatMap((value, i) => [
          label(left + 30, 74 + i * 24, decimal(value), 'mono-2', 'end'),
          label(left + 52, 74 + i * 24, '→', 'quiet', 'middle'),
          label(340, 74 + i * 24, decimal(after[i]!), 'mono-2', 'end'),
        ]),
      ]
    : []
  const result = after ? ` The token ${vector(before)} becomes ${vector(after)}.` : ''
  return picture(
    {
      width: 340,
      height: 198,
      title,
      description: `${title} ${inWords(name)}.${result}`,
      class: `${className} norm-axes`,
    },
    el('g', { transform: 'translate(0 -16)' }, block(name)),
    ...rows,
  )
}

/** `pools over N, H, W: one statistic for each C` */
export function inWords(name: MethodName): string {
  const { over, each } = poolingOf(name)
  return over.length === 0
    ? 'pools nothing'
    : `pools over ${over.join(', ')}: one statistic for ${each.length === 0 ? 'the whole' : `each ${each.join(', ')}`}`
}

function block(name: MethodName): Svg {
  const how: Pooling = methods[name].pooling
  const sides = sidesOf(how)
  const [D, R, C] = [count(sides.deep, how), count(sides.down, how), count(sides.across, how)]
  const [left, top] = [42, 34 - (D - 1) * shift.y]
  const [right, bottom] = [left + C * cell, top + R * cell]
  const flat = sides.deep.length === 0
  const faces = { in: '', out: '' }
  const face = (inside: boolean, ...points: readonly (readonly [number, number])[]): void => {
    faces[inside ? 'in' : 'out'] += `M${points.map(([x, y]) => `${digits(x)} ${digits(y)}`).join('L')}z`
  }
  for (let deep = D - 1; deep >= 0 && !flat; deep--) {
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
  const words = each.length === 0 ? 'one for the whole' : `one for each ${axesMarkup(each)}`
  return [
    el('path', { class: 'norm-cell', d: faces.out }),
    el('path', { class: 'norm-set', d: faces.in }),
    markup(left - 8, top + (R * cell) / 2 + 5, axesMarkup(sides.down), 'ink', 'end'),
    markup(left + (C * cell) / 2, bottom + 18, axesMarkup(sides.across), 'ink', 'middle'),
    markup(left - 4 + ((D - 1) * shift.x) / 2, top + ((D + 1) * shift.y) / 2, axesMarkup(sides.deep), 'ink', 'end'),
    over.length === 0
      ? label(0, bottom + 42, 'nothing is pooled', 'ink')
      : markup(0, bottom + 42, `over ${axesMarkup(over)}`, 'ink') + markup(0, bottom + 60, words, 'quiet'),
  ].join('')
}

const sizes = new Set(['B', 'T', 'd', 'h', 'k'])

/** Axes as a sentence has them. Only the axes of tokens are sizes of the site and have a color. */
export const axesMarkup = (axes: readonly string[]): Svg =>
  axes.map((axis) => (sizes.has(axis) ? symbolMark(axis) : el('tspan', { class: 'sym' }, escape(axis)))).join(', ')

const first = ({ shape, data }: NumericArray): number[] => [...data.slice(0, shape.at(-1))]
