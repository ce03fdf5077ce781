import { exact } from '../engine/format.ts'
import { contracted, isParam, isView, names, type Bindings, type Node } from '../engine/index.ts'
import { mathName, nameWidth, plainName } from './math.ts'
import { shapeLabel, shapeLabelWidth, sideLabel, sideLabelWidth, sideStroke, sideText, type Side } from './sides.ts'
import { digits, el, picture, type Svg } from './svg.ts'
import { sideOf } from './weights.ts'

/** One of the three matrices of a product. */
export interface Operand {
  /** Its name as LaTeX; empty where it has none. */
  readonly name: string
  readonly isWeight: boolean
  readonly rows: Side
  readonly columns: Side
  /** Whether there is one for each head. */
  readonly stacked: boolean
}

/** A matrix product C = A B as its three rectangles. */
export interface Product {
  readonly a: Operand
  readonly b: Operand
  readonly c: Operand
  /** The axis that is summed away: the columns of A, the rows of B. */
  readonly inner: Side
  /** The axes along which the product is done many times over, such as heads; length 1 where it is done once. */
  readonly stack: Side
  /** 2 FLOPs a multiply-add, for one sequence. */
  readonly flops: bigint
}

/** The rectangles of an einsum node, for one sequence: the batch axis is left out. */
export function productOf(node: Node, bindings: Bindings): Product {
  const [left, right] = node.inputs as [Node, Node]
  const own = (of: Node) => names(of.axes).filter((axis) => axis !== 'B')
  const summed = contracted(node)
  const shared = own(node).filter((axis) => own(left).includes(axis) && own(right).includes(axis))
  const alone = (of: Node, other: Node) =>
    own(of).filter((axis) => !own(other).includes(axis) && !summed.includes(axis))
  const rows = sideOf(left, alone(left, right), bindings)
  const columns = sideOf(right, alone(right, left), bindings)
  const inner = sideOf(left, summed, bindings)
  const stack = sideOf(node, shared, bindings)
  const has = (of: Node) => shared.some((axis) => own(of).includes(axis))
  const [a, b] = [nameOf(left), nameOf(right)]
  const rowsMeetRows = !isParam(right) && summed.includes(names(right.axes).at(-1)!)
  const product = node.name ?? (a && b ? node.primitive.latex([a, b], node) : '')
  const loop = [rows, columns, inner, stack].reduce((all, { length }) => all * BigInt(length), 1n)
  return {
    a: { name: a, isWeight: isParam(left), rows, columns: inner, stacked: has(left) },
    b: {
      name: rowsMeetRows && b ? `${b}^\\top` : b,
      isWeight: isParam(right),
      rows: inner,
      columns,
      stacked: has(right),
    },
    c: { name: product, isWeight: false, rows, columns, stacked: shared.length > 0 },
    inner,
    stack,
    flops: 2n * loop,
  }
}

/**
 * A product to scale: A at the left of the result, B above it, so that each number of C stands where its row of A meets its
 * column of B. Arcs join the inner axis of both, along which they are multiplied and summed.
 */
export function product({ a, b, c, inner, stack, flops }: Product, width: number): Svg {
  const [left, top, gap] = [30, 26, stack.length > 1 ? 46 : 34]
  const open = width - left - gap - (stack.length > 1 ? 12 : 2)
  const [across, down] = [inner.length + c.columns.length, inner.length + c.rows.length]
  const scale = Math.min(open / across, (width * 0.86) / down)
  const start = left + Math.max((open - across * scale) / 2, 0)
  const corner = { x: start + inner.length * scale + gap, y: top + inner.length * scale + gap }
  const [x, y] = [corner.x, corner.y]
  const [m, n, p] = [c.rows, inner, c.columns].map(({ length }) => length * scale) as [number, number, number]
  const height = y + m + (stack.length > 1 ? 39 : 30)
  const title = `${plainName(c.name) || 'A product'}, to scale`
  const times =
    stack.length > 1 ? ` This is done ${exact(stack.length)} times, once for each of ${sideText(stack)}.` : ''
  const description =
    `${describe(a)} times ${describe(b)} gives ${describe(c)}. The inner axis is ${sideText(inner)}.` +
    `${times} Together ${exact(flops)} FLOPs for one sequence.`
  return picture(
    { width, height, title, description, class: 'mx' },
    ...arcs(inner, corner, n, gap, start + 14 + sideLabelWidth(inner)),
    rectangle(a, start, y, n, m, stack.length),
    rectangle(b, x, top, p, n, stack.length),
    rectangle(c, x, y, p, m, stack.length),
    sideLabel(inner, start + 10, y - 9),
    rowsLabel(a.rows, start - 9, y, m),
    sideLabel(b.columns, Math.min(x, width - sideLabelWidth(b.columns)), top - 9),
    ...under(c, stack, x, y + m + (stack.length > 1 ? 9 : 0), width),
  )
}

/** A quarter circle from a column of A to the row of B that it meets. */
function arcs(inner: Side, { x, y }: { x: number; y: number }, extent: number, gap: number, clear: number): Svg[] {
  const radii = [1, 0.75, 0.5, 0.25].map((share) => gap + extent * share)
  const shown = radii.filter((radius, i) => i === 0 || x - radius > clear)
  const last = names(inner.axes).at(-1)!
  return shown.map((r) =>
    el('path', {
      class: `arc dim-${last}`,
      d: `M${digits(x - r)} ${digits(y - 2)}A${digits(r)} ${digits(r)} 0 0 1 ${digits(x - 2)} ${digits(y - r)}`,
    }),
  )
}

function rectangle(
  { name, isWeight, rows, columns, stacked }: Operand,
  x: number,
  y: number,
  width: number,
  height: number,
  times: number,
): Svg {
  const behind = stacked && times > 1 ? [9, 6, 3] : []
  const kind = isWeight ? 'weight' : 'activation'
  const size = [27, 21, 17, 14].find((size) => nameWidth(name, size) + 12 <= width && size * 1.2 + 4 <= height)
  return [
    ...behind.map((shift) => el('rect', { class: 'activation behind', x: x + shift, y: y + shift, width, height })),
    el('rect', { class: kind, x, y, width, height }),
    sideStroke(columns, x, y + 1.5, width, true, 'bold'),
    sideStroke(rows, x + 1.5, y, height, false, 'bold'),
    name !== '' && size !== undefined ? mathName(name, x + width / 2 + 1, y + height / 2 + size * 0.32, size) : '',
  ].join('')
}

/** Rows at the left of A: on end where they are high enough, beside it where they are not. */
function rowsLabel(side: Side, x: number, y: number, height: number): Svg {
  const fits = sideLabelWidth(side) <= height + 8
  return fits
    ? sideLabel(side, x, y + height, { upright: false })
    : sideLabel(side, x + 3, y + height / 2 + 6, { anchor: 'end', withValue: false })
}

/** Below the result: the shape of one, and how many there are. */
function under({ rows, columns }: Operand, stack: Side, x: number, y: number, width: number): Svg[] {
  const axes = [...names(rows.axes), ...names(columns.axes)]
  const own = shapeLabelWidth(axes) + (stack.length > 1 ? 18 + sideLabelWidth(stack, 15) : 0)
  const at = Math.min(x, width - own - 2)
  const label = shapeLabel(axes, at, y + 20)
  if (stack.length <= 1) return [label]
  const next = at + shapeLabelWidth(axes) + 8
  return [
    label,
    el('text', { class: 'words', x: next, y: y + 20, 'font-size': 14 }, '×'),
    sideLabel(stack, next + 13, y + 20, { size: 15 }),
  ]
}

/** What a tensor is called, past operations that leave it as it is. */
function nameOf(node: Node): string {
  if (node.name !== undefined) return node.name
  const unchanged = isView(node) || ['dropout', 'cache', 'carry'].includes(node.primitive.name)
  return unchanged && node.inputs[0] ? nameOf(node.inputs[0]) : ''
}

const describe = ({ name, rows, columns }: Operand): string =>
  `${plainName(name) || 'a matrix'} with ${sideText(rows)} rows and ${sideText(columns)} columns`
