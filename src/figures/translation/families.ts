import { isScope, names, stacksOf, type Graph, type Scope } from '../../engine/index.ts'
import { lines } from '../charts/label.ts'
import { kindsIn, maskCells, maskGrid, type MaskGrid, type MaskKind } from '../mask.ts'
import { dimension, shapeLabel } from '../sides.ts'
import { digits, el, escape, picture, type Svg } from '../svg.ts'

/** A stack of a model as its graph has it. */
export interface Stack {
  readonly name: string
  /** The axes of a sequence in it: `S d`. */
  readonly axes: readonly string[]
  /** How many blocks it has: the symbol and its value. */
  readonly times: { readonly symbol: string; readonly count: number }
  /** What one block does, in order, with the mask of what attends. */
  readonly parts: readonly { readonly name: string; readonly mask: MaskKind | undefined }[]
}

/** A family of models, by one member. */
export interface Family {
  readonly title: string
  readonly model: string
  readonly stacks: readonly Stack[]
  /** What comes out at the bottom of the last stack. */
  readonly gives: string
}

/** The stacks of a model, read off its graph. */
export function stacks(graph: Graph, sizes: Readonly<Record<string, number>>): Stack[] {
  const all = stacksOf(graph)
  return all.map((stack) => {
    const [symbol] = [...stack.times.terms.keys()].map((monomial) => monomial[0]!)
    return {
      name: all.length === 1 ? '' : stack.path.split('/')[0]!,
      axes: names(stack.loop!.entry.axes).slice(1),
      times: { symbol: symbol!, count: sizes[symbol!]! },
      parts: stack.items.filter(isScope).map((part) => ({ name: part.name, mask: maskOf(part) })),
    }
  })
}

/** Padding hides no token from another: without a causal mask, attention sees everything, in its own sequence or across. */
function maskOf(part: Scope): MaskKind | undefined {
  if (!part.name.includes('attention')) return undefined
  if (part.name.startsWith('cross')) return 'cross'
  return kindsIn(part).find(({ kind }) => kind !== 'padding')?.kind ?? 'bidirectional'
}

const size = { part: 46, gap: 9, words: 13, glyph: { wide: 6.6, narrow: 5.4 }, cells: 5 }
const top = { title: 14, model: 32, axes: 58, block: 68 }

/**
 * Families side by side: what runs down is the stream, what hangs on it is one block, and beside each attention stands the
 * mask that decides what a token may see. On a phone the last family stands below the others.
 */
export function familiesFigure(families: readonly Family[], width: number): Svg {
  const narrow = width < 480
  const all = families.flatMap(({ stacks }) => stacks)
  const across = narrow ? 2 : all.length
  const gap = narrow ? 18 : 26
  const column = (width - gap * (across - 1)) / across
  // A row of the drawing holds as many families as have room for all their stacks.
  const rows: Family[][] = [[]]
  for (const family of families) {
    if (stacksIn(rows.at(-1)!) + family.stacks.length > across) rows.push([])
    rows.at(-1)!.push(family)
  }
  let y = 0
  const drawn = rows.flatMap((row) => {
    const tallest = Math.max(...row.flatMap(({ stacks }) => stacks.map(heightOf)))
    const own = row.map((family, i) => {
      const x = stacksIn(row.slice(0, i)) * (column + gap)
      const at = `translate(${digits(x)} ${digits(y)})`
      return el('g', { transform: at }, drawFamily(family, { column, gap, tallest, narrow }))
    })
    y += top.block + tallest + 78
    return own
  })
  const title = `The families: ${families.map(({ title }) => title.toLowerCase()).join(', ')}`
  return picture({ width, height: y - 12, title, description: families.map(describe).join(' '), class: 'mx' }, ...drawn)
}

const stacksIn = (families: readonly Family[]): number => families.reduce((sum, { stacks }) => sum + stacks.length, 0)

interface Frame {
  readonly column: number
  readonly gap: number
  /** The height of the tallest block beside it. */
  readonly tallest: number
  readonly narrow: boolean
}

function drawFamily({ title, model, stacks, gives }: Family, { column, gap, tallest, narrow }: Frame): Svg {
  const bottom = top.block + tallest + 26
  const bridge = stacks.length > 1 ? bridgeOf(stacks, column, gap, bottom) : ''
  return [
    el('text', { class: 'heading', x: 0, y: top.title, 'font-size': 14 }, escape(title)),
    words(model, 0, top.model, 12.5),
    bridge,
    ...stacks.map((stack, i) =>
      el(
        'g',
        { transform: `translate(${digits(i * (column + gap))} 0)` },
        drawStack(
          stack,
          column,
          bottom,
          i === stacks.length - 1 ? gives : '',
          narrow ? size.glyph.narrow : size.glyph.wide,
        ),
      ),
    ),
  ].join('')
}

function drawStack(stack: Stack, column: number, bottom: number, gives: string, cell: number): Svg {
  const { parts, axes, times, name } = stack
  const height = heightOf(stack)
  const stream = 12
  const count = el('tspan', { class: `value ${dimension(times.symbol)}`, 'font-size': 12.5 }, String(times.count))
  return [
    el('path', { class: 'stream thin', d: `M${stream} ${top.axes + 4}V${digits(bottom)}` }),
    shapeLabel(axes, 0, top.axes),
    el('rect', { class: 'block soft', x: 0.5, y: top.block, width: column - 1, height, rx: 5 }),
    ...parts.map(({ name: part, mask }, i) => {
      const y = top.block + 8 + i * (size.part + size.gap)
      const box = { x: 24, y, width: column - 34, height: size.part, rx: 3 }
      return [
        el('path', { class: 'leader', d: `M${stream} ${digits(y + size.part / 2)}H24` }),
        el('rect', { class: 'block', ...box }),
        words(part, 31, y + size.part / 2 + 4.5, size.words),
        mask === undefined ? '' : glyph(mask, column - 10, y + size.part / 2, cell),
      ].join('')
    }),
    el(
      'text',
      { class: 'words', x: column, y: top.axes, 'font-size': size.words, 'text-anchor': 'end' },
      escape(`${name}${name === '' ? '' : ' '}× `),
      count,
    ),
    ...lines(gives, column, size.words).map((line, i) => words(line, 0, bottom + 17 + 16 * i, size.words)),
  ].join('')
}

/** From the end of the encoder to what reads it in every block of the decoder. */
function bridgeOf([from, to]: readonly Stack[], column: number, gap: number, bottom: number): Svg {
  const reader = to!.parts.findIndex(({ mask }) => mask === 'cross')
  const y = top.block + 8 + reader * (size.part + size.gap) + size.part / 2
  const middle = column + gap / 2
  const target = column + gap + 24
  const path = `M12 ${digits(bottom)}H${digits(middle)}V${digits(y)}H${digits(target)}`
  return el('path', { class: `side fine ${dimension(from!.axes[0]!)}`, d: path })
}

/** A mask so small that only its form is seen, its right edge and middle given. */
function glyph(kind: MaskKind, right: number, middle: number, cell: number): Svg {
  const T = kind === 'cross' ? size.cells - 1 : size.cells
  const grid: MaskGrid = maskGrid(kind, { T, S: size.cells })
  const [x, y] = [right - 6 - grid.keys * cell, middle - (grid.queries * cell) / 2]
  return maskCells(grid, x, y, cell)
}

const heightOf = ({ parts }: Stack): number => 16 + parts.length * size.part + (parts.length - 1) * size.gap

const words = (text: string, x: number, y: number, pixels: number): Svg =>
  el('text', { class: 'words', x, y, 'font-size': pixels }, escape(text))

/** What a family does, in words. */
export function describe({ title, model, stacks, gives }: Family): string {
  const each = stacks.map(({ name, times, parts }) => {
    const inside = parts.map(({ name, mask }) => (mask ? `${name} (${mask})` : name)).join(', ')
    return `${name === '' ? '' : `${name} of `}${times.count} blocks of ${inside}`
  })
  const bridge = stacks.length > 1 ? ' The encoder’s result goes to cross-attention in every block of the decoder.' : ''
  return `${title}, ${model}: ${each.join('; ')}; gives ${gives}.${bridge}`
}
