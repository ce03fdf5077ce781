import { exact } from '../engine/format.ts'
import { contracted, count, isParam, isView, names, polynomial, type Bindings, type Node } from '../engine/index.ts'
import { mathName, nameWidth, plainName } from './math.ts'
import { measure } from './measure.ts'
import { marker, type NumberAttributes } from './places.ts'
import { productPlaces, type ProductHint } from './product-places.ts'
import { dimension, shapeLabelWidth, shapeSpans } from './sides.ts'
import { el, escape, picture, type Svg } from './svg.ts'
import { axesOf, type Axis } from './weights.ts'

/** One of the three matrices of a product. */
export interface Operand {
  /** Its name as LaTeX; empty where it has none. */
  readonly name: string
  readonly isWeight: boolean
  /** Whether there is one for each head. */
  readonly stacked: boolean
}

/** A matrix product C = A B, of one sequence: the batch axis is left out. */
export interface Product {
  readonly a: Operand
  readonly b: Operand
  readonly c: Operand
  /** The rows of A and C. */
  readonly rows: readonly Axis[]
  /** The axis that is summed away: the columns of A, the rows of B. */
  readonly inner: readonly Axis[]
  /** The columns of B and C. */
  readonly columns: readonly Axis[]
  /** The axes along which the product is done many times over, such as heads; none where it is done once. */
  readonly stack: readonly Axis[]
}

/** The rectangles of an einsum node. */
export function productOf(node: Node): Product {
  const [left, right] = node.inputs as [Node, Node]
  const own = (of: Node) => names(of.axes).filter((axis) => axis !== 'B')
  const summed = contracted(node)
  const shared = own(node).filter((axis) => own(left).includes(axis) && own(right).includes(axis))
  const alone = (of: Node, other: Node) =>
    own(of).filter((axis) => !own(other).includes(axis) && !summed.includes(axis))
  const has = (of: Node) => shared.some((axis) => own(of).includes(axis))
  const [a, b] = [nameOf(left), nameOf(right)]
  const rowsMeetRows = !isParam(right) && summed.includes(names(right.axes).at(-1)!)
  const product = node.name ?? (a && b ? node.primitive.latex([a, b], node) : '')
  return {
    a: { name: a, isWeight: isParam(left), stacked: has(left) },
    b: { name: rowsMeetRows && b ? `${b}^\\top` : b, isWeight: isParam(right), stacked: has(right) },
    c: { name: product, isWeight: false, stacked: shared.length > 0 },
    rows: axesOf(left, alone(left, right)),
    inner: axesOf(left, summed),
    columns: axesOf(right, alone(right, left)),
    stack: axesOf(node, shared),
  }
}

/** Its sides; what repeats it is the last, if anything does. */
export const sidesOf = ({ rows, inner, columns, stack }: Product): (readonly Axis[])[] =>
  stack.length > 0 ? [rows, inner, columns, stack] : [rows, inner, columns]

/** The sizes that the drawing follows, in the order in which `productPlaces` reads them. */
export const sizesOf = (product: Product): polynomial.Poly[] =>
  sidesOf(product)
    .flat()
    .map(({ size }) => size)

/** How many numbers lie along a side. */
export const lengthOf = (side: readonly Axis[]): polynomial.Poly => polynomial.multiply(...side.map(({ size }) => size))

/** What places the drawing, beside the sizes. */
export function hintOf(product: Product): ProductHint {
  return {
    sides: sidesOf(product).map((side) => ({
      axes: side.map(({ axis }) => axis),
      width: measure(side.map(({ axis }) => axis).join(''), 'serif-italic', 1),
    })),
    matrices: [product.a, product.b, product.c].map(
      ({ name, stacked }) => [plainName(name) || 'a matrix', nameWidth(name, 1), stacked] as const,
    ),
    shape: shapeLabelWidth(shapeOf(product)),
  }
}

/** A product to scale, at some sizes. */
export function product(
  own: Product,
  bindings: Bindings,
  width: number,
  attributes: NumberAttributes = () => ({}),
): Svg {
  const { a, b, c, rows, inner, columns, stack } = own
  const sizes = sizesOf(own).map((size) => Number(count(size, bindings)))
  const { height, description, marks } = productPlaces(hintOf(own), sizes, width)
  const mark = marker(marks)
  const title = `${plainName(c.name) || 'A product'}, to scale`
  return picture(
    { width, height, title, description, class: 'mx' },
    ...Array.from({ length: 4 }, () => mark('path', { class: `arc ${dimension(inner.at(-1)!.axis)}` })),
    ...matrix(a, rows, inner),
    ...matrix(b, inner, columns),
    ...matrix(c, rows, columns),
    label(inner),
    label(rows, true),
    label(columns),
    mark('text', { class: 'shape-of', 'font-size': 12.5 }, () => shapeSpans(shapeOf(own))),
    ...(stack.length > 0
      ? [mark('text', { class: 'words', 'font-size': 14 }, () => ['×']), label(stack, false, 15)]
      : []),
  )

  function matrix({ name, isWeight, stacked }: Operand, rows: readonly Axis[], columns: readonly Axis[]): Svg[] {
    const side = (axes: readonly Axis[]) => mark('path', { class: `side bold ${dimension(axes.at(-1)!.axis)}` })
    return [
      ...(stacked ? [9, 6, 3] : []).map(() => mark('rect', { class: 'activation behind' })),
      mark('rect', { class: isWeight ? 'weight' : 'activation' }),
      side(columns),
      side(rows),
      mark('g', {}, () => (name === '' ? [] : [mathName(name, 0, 0, 27)])),
    ]
  }

  /** The symbols of a side in their colors, then its length, which one label leaves out where there is no room. */
  function label(side: readonly Axis[], leavesOut = false, size = 17): Svg {
    return mark('text', { 'font-size': size }, () => {
      const length = lengthOf(side)
      const value = {
        class: side.length === 1 ? `value ${dimension(side[0]!.axis)}` : 'value',
        dx: 5,
        'font-size': size * 0.735,
        ...attributes(length),
      }
      const text = escape(exact(count(length, bindings)))
      return [
        ...side.map(({ axis }) => el('tspan', { class: `symbol ${dimension(axis)}` }, axis)),
        leavesOut ? mark('tspan', value, () => [text]) : el('tspan', value, text),
      ]
    })
  }
}

const shapeOf = ({ rows, columns }: Product): string[] => [...rows, ...columns].map(({ axis }) => axis)

/** What a tensor is called, past operations that leave it as it is. */
function nameOf(node: Node): string {
  if (node.name !== undefined) return node.name
  const unchanged = isView(node) || ['dropout', 'cache', 'carry'].includes(node.primitive.name)
  return unchanged && node.inputs[0] ? nameOf(node.inputs[0]) : ''
}
