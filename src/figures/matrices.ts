import { exact } from '../engine/format.ts'
import type { Bindings, Graph, Scope } from '../engine/index.ts'
import type { Frame } from './activation-places.ts'
import { mathName, nameWidth, plainName } from './math.ts'
import { measure } from './measure.ts'
import { lie, stand, type Cell, type Margins, type Packing } from './packing.ts'
import { marker, type Places } from './places.ts'
import { sideLabel, sideLabelWidth, sideStroke, sideText, type Side } from './sides.ts'
import { digits, el, escape, picture, type Svg } from './svg.ts'
import { weightsOf, type Matrix, type Vector } from './weights.ts'

/** A part of a model whose weights are drawn. */
export interface Panel {
  readonly title: string
  readonly graph: Graph
  readonly bindings: Bindings
  readonly scope: Scope
}

/** What is drawn beside the matrices. */
export interface MatricesOptions {
  readonly width: number
  /** Biases and gains of norms. */
  readonly vectors?: boolean
  /** What stands between the weights of each part and its vectors: nothing, where it is not said. */
  readonly between?: (panels: readonly Panel[], frames: readonly Frame[]) => Between
}

/** The places of parts, and in each of what stands between its weights and its vectors; and what that is. */
export interface Between {
  readonly places: Places
  readonly draw: (panel: number, mark: ReturnType<typeof marker>) => Svg
  /** What a page's script needs to place it at other sizes. */
  readonly data?: Readonly<Record<string, string>>
}

/**
 * The weights of some parts of models as rectangles, all at one scale: sides are sizes, area is parameters. Exactly so: the
 * gaps between neighbors are drawn on them, not between them.
 */
export function matrices(panels: readonly Panel[], options: MatricesOptions): Svg {
  const { width, between = nothing } = options
  const weights = panels.map(({ graph, bindings, scope }) => weightsOf(graph, bindings, scope))
  const lying = weights.some(({ matrices }) => lies(matrices))
  const scale = Math.min(...weights.map(({ matrices }) => packing(matrices, width, { lying }).scale))
  const drawn = weights.map((own) => draw(packing(own.matrices, width, { lying, scale }), own.vectors, options))
  const frames = drawn.map(({ frame }, i) => ({ ...frame, above: panels.length === 1 ? 0 : i === 0 ? 26 : 54 }))
  const { places, draw: drawBetween, data = {} } = between(panels, frames)
  const mark = marker(places.marks)
  const title = `The weights of ${panels.map(({ title }) => title).join(' and ')}, to scale`
  const description = panels.map((panel, i) => describe(panel, weights[i]!.matrices)).join(' ')
  return picture(
    { width, height: places.height, title, description, class: 'mx', data },
    ...panels.map(({ title }, i) =>
      mark('g', {}, () => [
        panels.length > 1 ? note(title, 0, -12, 'heading') : '',
        drawn[i]!.weights,
        drawBetween(i, mark),
        mark('g', {}, () => [drawn[i]!.vectors]),
      ]),
    ),
  )
}

function nothing(_: readonly Panel[], frames: readonly Frame[]): Between {
  let height = 0
  const marks = frames.flatMap(({ above, y, weights, vectors }) => {
    const top = Math.round(height + above)
    height = top + Math.max(weights, y + vectors) + 2
    return [{ transform: `translate(0 ${top})` }, { transform: `translate(0 ${digits(y)})` }]
  })
  return { places: { height, marks }, draw: () => '' }
}

/** Whole models lie down, blocks stand: beside a word table, or beside weights many times as wide, a block would be a row of dots. */
const lies = (matrices: readonly Matrix[]): boolean =>
  matrices.some(({ loop }) => loop) ||
  Math.max(...matrices.map(({ rows, columns }) => rows.length / columns.length)) > 12

/** Matrices that are compared lie or stand together, at no more than `scale`. */
export function packing(
  matrices: readonly Matrix[],
  width: number,
  { lying = lies(matrices), scale }: { readonly lying?: boolean; readonly scale?: number } = {},
): Packing {
  const narrow = width < 480
  if (lying) {
    const margins = narrow ? lyingNarrow : lyingWide
    const bracket = matrices.some(({ loop }) => loop) ? 7 : 0
    const widest = Math.max(...matrices.map(({ rows, columns }) => sideLabelWidth(shorter(rows, columns))))
    return lie(matrices, width, { ...margins, left: Math.max(margins.left, widest + 9 + bracket) }, width * 0.95, scale)
  }
  const margins = narrow ? standingNarrow : standing
  const packed = stand(matrices, width, margins, width * 0.9, scale)
  if (packed.cells.every(isNamed)) return packed
  // A name that finds no room in its matrix stands below it, above the letters of the next shelf.
  return stand(matrices, width, { ...margins, below: margins.below + 18 }, width * 0.9, scale)
}

const shorter = (a: Side, b: Side): Side => (a.length < b.length ? a : b)

const standing: Margins = { top: 25, left: 26, between: 46, below: 41 }
const standingNarrow: Margins = { top: 25, left: 24, between: 30, below: 38 }
const lyingWide: Margins = { top: 25, left: 62, between: 12, below: 40, key: 22, along: alongLying }
const lyingNarrow: Margins = { ...lyingWide, left: 56, between: 8, below: 38 }

/** Lying alone, a matrix takes what its label above it takes, and its name where that stands beside it. */
function alongLying({ name, rows, columns }: Matrix, width: number, height: number): number {
  const label = sideLabelWidth(rows.length > columns.length ? rows : columns)
  const beside = nameSize(name, width, height) === undefined ? nameWidth(name, 17) + 8 : 0
  return Math.max(width + beside, label)
}

/** The weights of a panel, and what they leave for its activations. */
function draw(
  packed: Packing,
  vectors: readonly Vector[],
  options: MatricesOptions,
): { weights: Svg; vectors: Svg; frame: Omit<Frame, 'above'> } {
  const isLying = packed.cells.some(({ turned }) => turned) || packed.cells.some(({ block }) => block > 0)
  const { x, y, width } = packed.room
  const { scale, height } = packed
  const below = options.vectors && vectors.length > 0 ? drawVectors(vectors, x, width, scale) : { svg: '', height: 0 }
  const marks = packed.cells.map((cell) => drawCell(cell, isLying, options.width))
  marks.push(...(isLying ? brackets(packed.cells, options.width) : namesBelow(packed.cells)))
  return {
    weights: marks.join(''),
    vectors: below.svg,
    frame: { x, y, width, scale, weights: height, vectors: below.height },
  }
}

function drawCell(cell: Cell, isLying: boolean, limit: number): Svg {
  const { matrix, x, y, width, height, turned, block, followed, tone } = cell
  const [across, down] = turned ? [matrix.rows, matrix.columns] : [matrix.columns, matrix.rows]
  const weight = height < 14 ? 'fine' : height < 40 ? 'thin' : 'bold'
  const inset = { fine: 0.5, thin: 1, bold: 1.5 }[weight]
  const area = el('rect', { class: toneClass(tone), x, y, width, height })
  const cut = followed ? el('path', { class: `cut ${weight}`, d: `M${x + width - inset} ${y}v${height}` }) : ''
  if (block > 0) return area + cut
  const end = followed ? inset * 2 : 0
  const top = sideStroke(across, x, y + inset, width - end, true, weight)
  const left = sideStroke(down, x + inset, y, height, false, weight)
  return (
    area + cut + top + left + sideLabels(cell, across, down, isLying, limit) + nameIn(cell, isLying && !matrix.loop)
  )
}

function sideLabels(
  { x, y, width, height, place, followed, labeled }: Cell,
  across: Side,
  down: Side,
  isLying: boolean,
  limit: number,
): Svg {
  const marks: Svg[] = []
  const room = followed ? width - 6 : width + 24
  if (labeled.across && (sideLabelWidth(across) <= room || (place === 0 && !followed)))
    marks.push(sideLabel(across, Math.min(x, limit - sideLabelWidth(across)), y - 9))
  else if (labeled.across && sideLabelWidth(across, 17, false) <= room)
    marks.push(sideLabel(across, x, y - 9, { withValue: false }))
  if (labeled.down && isLying)
    marks.push(sideLabel(down, x - 9, y + height / 2 + 5, { anchor: 'end', size: height < 16 ? 15 : 17 }))
  if (labeled.down && !isLying) {
    const withValue = sideLabelWidth(down) <= height + 8
    marks.push(sideLabel(down, x - 8, y + height, { upright: false, withValue }))
  }
  return marks.join('')
}

/** The name in the middle and the count below it, as large as there is room for; nothing where there is none. */
function nameIn({ matrix, x, y, width, height }: Cell, orBeside: boolean): Svg {
  const stacked = matrix.stack > 1 ? `${matrix.stack} × ` : ''
  const text = stacked + exact(matrix.count / matrix.stack)
  const size = nameSize(matrix.name, width, height)
  if (size === undefined) {
    if (orBeside) return mathName(matrix.name, x + width + 7, y + height / 2 + 5, 17, 'start')
    const upward = upwardSize(matrix.name, width, height)
    return upward === undefined ? '' : upwardName(matrix.name, x + width / 2 + upward * 0.3, y + height / 2, upward)
  }
  const countSize = [12.5, 11.5, 10.5, 10].find((s) => measure(text, 'mono', s) * 0.935 + 12 <= width)
  const middle = x + width / 2 + 1
  if (countSize === undefined || height < size + countSize + 16)
    return mathName(matrix.name, middle, y + height / 2 + size * 0.3 + 1, size)
  const gap = size * 0.5 + countSize
  const top = y + height / 2 - gap / 2 + size * 0.35
  return (
    mathName(matrix.name, middle, top, size) +
    el('text', { class: 'count', x: middle, y: top + gap, 'font-size': countSize, 'text-anchor': 'middle' }, text)
  )
}

/** The largest size at which a name fits into a matrix. */
const nameSize = (name: string, width: number, height: number): number | undefined =>
  [27, 21, 17, 14].find(
    (size) => nameWidth(name, size) + 10 <= width && (size > 17 ? size * 2.6 : size * 1.15 + 3) <= height,
  )

/** The same for a name that runs upward, in a matrix too narrow for it and high enough. */
const upwardSize = (name: string, width: number, height: number): number | undefined =>
  [21, 17, 14].find((size) => size * 1.15 + 3 <= width && nameWidth(name, size) + 60 <= height)

const upwardName = (name: string, x: number, y: number, size: number): Svg =>
  el('g', { transform: `rotate(-90 ${digits(x)} ${digits(y)})` }, mathName(name, x, y, size))

/** Whether a matrix holds its name, across or upward. */
const isNamed = ({ matrix: { name }, width, height }: Cell): boolean =>
  nameSize(name, width, height) !== undefined || upwardSize(name, width, height) !== undefined

/** The blocks of each stack, held together by a stroke in the color of their number. */
function brackets(cells: readonly Cell[], limit: number): Svg[] {
  const loops = [...new Set(cells.map(({ matrix }) => matrix.loop))].filter((loop) => loop !== undefined)
  return loops.flatMap((loop) => {
    const own = cells.filter(({ matrix }) => matrix.loop === loop)
    const [first] = own
    const bottom = Math.max(...own.map(({ y, height }) => y + height))
    const axis = [...loop.times.terms.keys()][0]?.[0] ?? '1'
    const side: Side = { axes: axis, length: first!.matrix.repeat, lengths: [first!.matrix.repeat] }
    return [
      sideStroke(side, 4, first!.y, bottom - first!.y, false, 'bold'),
      sideLabel(side, 0, first!.y - 9),
      ...key(own, Math.max(...own.map(({ y, height }) => y + height)) + 19, limit),
    ]
  })
}

/** What the tones of a block's parts stand for: under the blocks, or further left where that is too far. */
function key(cells: readonly Cell[], y: number, limit: number): Svg[] {
  const parts = cells.filter((cell, i) => cell.block === 0 && cells[i - 1]?.tone !== cell.tone)
  const words = parts.map(({ matrix }) => matrix.part.split('/').at(-1)!)
  const widths = words.map((name) => 15 + measure(name, 'sans', 12.5))
  const whole = widths.reduce((sum, width) => sum + width + 16, -16)
  let x = Math.max(0, Math.min(...parts.map((cell) => cell.x), limit - whole - 4))
  return parts.flatMap(({ tone }, i) => {
    const marks = [
      el('rect', { class: toneClass(tone), x, y: y - 9, width: 10, height: 10 }),
      note(words[i]!, x + 15, y, 'words', 12.5),
    ]
    x += widths[i]! + 16
    return marks
  })
}

const toneClass = (tone: number): string => `weight${tone === -1 ? '' : tone === -2 ? ' first' : ' second'}`

/**
 * Names that found no room in their matrices, below the strip: thin keys and values beside wide queries. They keep off the
 * letters on the left of what stands beside it.
 */
function namesBelow(cells: readonly Cell[]): Svg[] {
  const unnamed = cells.filter((cell) => !isNamed(cell))
  const stripOf = (cell: Cell) => cells.slice(0, cells.indexOf(cell) + 1).filter(({ place }) => place === 0).length
  return unnamed.flatMap((cell) => {
    const run = unnamed.filter((other) => stripOf(other) === stripOf(cell))
    if (run[0] !== cell) return []
    const words = run.reduce((sum, { matrix }) => sum + nameWidth(matrix.name, 15) + 8, -8)
    const last = run.at(-1)!
    const below = cell.y + cell.height
    const beside = cells.filter(({ x, y, height }) => x > last.x && y < below + 23 && y + height > below)
    const right = Math.min(...beside.map(({ x }) => x - 26))
    let x = Math.min((cell.x + last.x + last.width) / 2, right - words / 2) - words / 2
    return run.flatMap(({ matrix, ...at }) => {
      const name = mathName(matrix.name, x, at.y + at.height + 19, 15, 'start')
      const [from, to] = [at.x + at.width / 2, x + nameWidth(matrix.name, 15) / 2]
      x += nameWidth(matrix.name, 15) + 8
      const bottom = at.y + at.height
      return [
        el('path', { class: 'leader', d: `M${digits(from)} ${digits(bottom)}L${digits(to)} ${digits(bottom + 6)}` }),
        name,
      ]
    })
  })
}

function drawVectors(
  vectors: readonly Vector[],
  x: number,
  width: number,
  scale: number,
): { svg: Svg; height: number } {
  const bySide = new Map<string, Vector[]>()
  for (const vector of vectors) {
    const key = sideText(vector.side)
    bySide.set(key, [...(bySide.get(key) ?? []), vector])
  }
  const long = 'Biases and norms are one number thick; drawn so, they would not show'
  const words = measure(long, 'sans', 14) <= width ? long : 'Biases and norms: one number thick'
  const marks = [note(words, x, 16)]
  let [left, y] = [x, 44]
  for (const [, group] of bySide) {
    const side = group[0]!.side
    const extent = side.length * scale
    const symbols = [...new Set(group.map(({ name }) => name))]
    const named = symbols.reduce((sum, name) => sum + nameWidth(name, 15) + 9, 0)
    const own = Math.max(extent, named, sideLabelWidth(side, 15))
    if (left > x && left + own > x + width) [left, y] = [x, y + 56]
    marks.push(sideStroke(side, left, y, extent, true, 'fine'), sideLabel(side, left, y - 6, { size: 15 }))
    let at = left
    for (const name of symbols) {
      marks.push(mathName(name, at, y + 19, 15, 'start'))
      at += nameWidth(name, 15) + 9
    }
    left += own + 28
  }
  return { svg: marks.join(''), height: y + 28 }
}

const note = (text: string, x: number, y: number, className = 'words', size = 14): Svg =>
  el('text', { class: className, x, y, 'font-size': size }, escape(text))

function describe({ title }: Panel, matrices: readonly Matrix[]): string {
  const each = matrices.map(
    ({ name, rows, columns, repeat, count }) =>
      `${plainName(name)} has ${sideText(rows)} rows, ${sideText(columns)} columns and ${exact(count)} parameters` +
      (repeat > 1 ? `, in each of ${repeat} blocks` : ''),
  )
  return `${title}: ${each.join('; ')}.`
}
