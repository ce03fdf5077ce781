import { exact } from '../engine/format.ts'
import type { Bindings, Graph, Scope } from '../engine/index.ts'
import { activationsOf, drawActivations, type Activation } from './activations.ts'
import { mathName, nameWidth, plainName } from './math.ts'
import { measure } from './width.ts'
import { lie, stand, type Cell, type Margins, type Packing } from './packing.ts'
import { sideLabel, sideLabelWidth, sideStroke, sideText, type Side } from './sides.ts'
import { el, escape, picture, type Svg } from './svg.ts'
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
  /** The activations of one sequence, at the same scale. */
  readonly activations?: boolean
  /** Biases and gains of norms. */
  readonly vectors?: boolean
}

/**
 * The weights of some parts of models as rectangles, all at one scale: sides are sizes, area is parameters. Exactly so: the
 * gaps between neighbors are drawn on them, not between them.
 */
export function matrices(panels: readonly Panel[], options: MatricesOptions): Svg {
  const drawn = panels.map((panel) => ({ panel, ...weightsOf(panel.graph, panel.bindings, panel.scope) }))
  const scale = Math.min(...drawn.map(({ matrices }) => packing(matrices, options.width).scale))
  const marks: Svg[] = []
  let y = 0
  for (const { panel, matrices, vectors } of drawn) {
    if (panels.length > 1) {
      if (y > 0) y += 28
      marks.push(note(panel.title, 0, y + 14, 'heading'))
      y += 26
    }
    const body = draw(packing(matrices, options.width, scale), panel, vectors, options)
    marks.push(el('g', { transform: `translate(0 ${Math.round(y)})` }, body.svg))
    y += body.height
  }
  const title = `The weights of ${panels.map(({ title }) => title).join(' and ')}, to scale`
  const description = drawn.map(({ panel, matrices }) => describe(panel, matrices)).join(' ')
  return picture({ width: options.width, height: y, title, description, class: 'mx' }, ...marks)
}

/** Whole models lie down, blocks stand: beside a word table, a block would be a row of dots. */
export function packing(matrices: readonly Matrix[], width: number, scale?: number): Packing {
  const narrow = width < 480
  const longest = Math.max(...matrices.map(({ rows, columns }) => rows.length / columns.length))
  if (longest > 12 || matrices.some(({ loop }) => loop)) return lie(matrices, width, lying, width * 0.95, scale)
  return stand(matrices, width, narrow ? standingNarrow : standing, width * 0.9, scale)
}

const standing: Margins = { top: 25, left: 26, between: 46, below: 41 }
const standingNarrow: Margins = { top: 25, left: 24, between: 30, below: 38 }
const lying: Margins = { top: 25, left: 62, between: 12, below: 36 }

function draw(
  packed: Packing,
  { scope, bindings }: Panel,
  vectors: readonly Vector[],
  options: MatricesOptions,
): { svg: Svg; height: number } {
  const isLying = packed.cells.some(({ turned }) => turned) || packed.cells.some(({ block }) => block > 0)
  const marks = packed.cells.map((cell) => drawCell(cell, isLying))
  if (isLying) marks.push(...brackets(packed.cells))
  const { x, width } = packed.room
  let y = packed.room.y
  const activations = options.activations ? activationsOf(scope, bindings) : []
  if (activations.length > 0) {
    const words = activationWords(activations, width)
    marks.push(note(words, x, y + 16))
    const { svg, bottom } = drawActivations(activations, x, y + 33, width, packed.scale)
    marks.push(svg)
    y = bottom + 20
  }
  if (options.vectors && vectors.length > 0) {
    const { svg, bottom } = drawVectors(vectors, x, y, width, packed.scale)
    marks.push(svg)
    y = bottom
  }
  return { svg: marks.join(''), height: Math.max(packed.height, y) + 2 }
}

function drawCell(cell: Cell, isLying: boolean): Svg {
  const { matrix, x, y, width, height, turned, block, place, followed, tone } = cell
  const [across, down] = turned ? [matrix.rows, matrix.columns] : [matrix.columns, matrix.rows]
  const weight = height < 14 ? 'fine' : height < 40 ? 'thin' : 'bold'
  const inset = { fine: 0.5, thin: 1, bold: 1.5 }[weight]
  const area = el('rect', { class: matrix.loop && tone % 2 === 0 ? 'weight first' : 'weight', x, y, width, height })
  const cut = followed ? el('path', { class: `cut ${weight}`, d: `M${x + width - inset} ${y}v${height}` }) : ''
  if (block > 0) return area + cut
  const end = followed ? inset * 2 : 0
  const top = sideStroke(across, x, y + inset, width - end, true, weight)
  const left = sideStroke(down, x + inset, y, height, false, weight)
  return area + cut + top + left + sideLabels(cell, across, down, place, isLying) + nameIn(cell)
}

function sideLabels(cell: Cell, across: Side, down: Side, place: number, isLying: boolean): Svg {
  const { x, y, width, height } = cell
  const marks: Svg[] = []
  if (sideLabelWidth(across) <= width + (cell.followed ? -6 : 24) || (place === 0 && !isLying)) {
    const withValue = sideLabelWidth(across) <= width + 24 || place === 0
    marks.push(sideLabel(across, x, y - 9, { withValue }))
  }
  if (place === 0 && isLying && height > 8)
    marks.push(sideLabel(down, x - 9, y + height / 2 + 5, { anchor: 'end', size: height < 16 ? 15 : 17 }))
  if (place === 0 && !isLying) {
    const withValue = sideLabelWidth(down) <= height + 6
    marks.push(sideLabel(down, x - 8, y + height, { upright: false, withValue }))
  }
  return marks.join('')
}

/** The name in the middle and the count below it, as large as there is room for; nothing where there is none. */
function nameIn({ matrix, x, y, width, height }: Cell): Svg {
  const stacked = matrix.stack > 1 ? `${matrix.stack} × ` : ''
  const text = stacked + exact(matrix.count / matrix.stack)
  const size = [27, 21, 17, 14].find((size) => nameWidth(matrix.name, size) + 10 <= width && size * 1.25 + 4 <= height)
  if (size === undefined) return ''
  const countSize = [12.5, 11.5, 10.5].find((s) => measure(text, 'mono', s) * 0.95 + 8 <= width)
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

/** The blocks of each stack, held together by a stroke in the color of their number. */
function brackets(cells: readonly Cell[]): Svg[] {
  const loops = [...new Set(cells.map(({ matrix }) => matrix.loop))].filter((loop) => loop !== undefined)
  return loops.flatMap((loop) => {
    const own = cells.filter(({ matrix }) => matrix.loop === loop)
    const [first] = own
    const bottom = Math.max(...own.map(({ y, height }) => y + height))
    const axis = [...loop.times.terms.keys()][0]?.[0] ?? '1'
    const side: Side = { axes: axis, length: first!.matrix.repeat, lengths: [first!.matrix.repeat] }
    return [
      el('path', { class: `side bold dim-${axis}`, d: `M4 ${first!.y}V${Math.round(bottom * 100) / 100}` }),
      sideLabel(side, 0, first!.y - 9),
    ]
  })
}

function drawVectors(
  vectors: readonly Vector[],
  x: number,
  top: number,
  width: number,
  scale: number,
): { svg: Svg; bottom: number } {
  const bySide = new Map<string, Vector[]>()
  for (const vector of vectors) {
    const key = sideText(vector.side)
    bySide.set(key, [...(bySide.get(key) ?? []), vector])
  }
  const marks = [note('Biases and norms are one number thick; drawn so, they would not show', x, top + 16)]
  let [left, y] = [x, top + 44]
  for (const [, group] of bySide) {
    const side = group[0]!.side
    const extent = side.length * scale
    const symbols = [...new Set(group.map(({ name }) => name))]
    const words = symbols.reduce((sum, name) => sum + nameWidth(name, 15) + 9, 0)
    const own = Math.max(extent, words, sideLabelWidth(side, 15))
    if (left > x && left + own > x + width) [left, y] = [x, y + 56]
    marks.push(sideStroke(side, left, y, extent, true, 'fine'), sideLabel(side, left, y - 6, { size: 15 }))
    let at = left
    for (const name of symbols) {
      marks.push(mathName(name, at, y + 19, 15, 'start'))
      at += nameWidth(name, 15) + 9
    }
    left += own + 28
  }
  return { svg: marks.join(''), bottom: y + 28 }
}

function activationWords(activations: readonly Activation[], width: number): string {
  const tokens = activations.map(({ rows }) => rows).find(({ axes }) => axes === 'T' || axes === 'S')
  const count = exact(tokens?.length ?? 0)
  const long = `The activations of ${count} tokens, at the same scale`
  return measure(long, 'sans', 14) <= width ? long : `${count} tokens’ activations, same scale`
}

const note = (text: string, x: number, y: number, className = 'note'): Svg =>
  el('text', { class: className, x, y, 'font-size': 14 }, escape(text))

function describe({ title }: Panel, matrices: readonly Matrix[]): string {
  const each = matrices.map(
    ({ name, rows, columns, repeat, count }) =>
      `${plainName(name)} has ${sideText(rows)} rows, ${sideText(columns)} columns and ${exact(count)} parameters` +
      (repeat > 1 ? `, in each of ${repeat} blocks` : ''),
  )
  return `${title}: ${each.join('; ')}.`
}
