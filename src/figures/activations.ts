import { isParam, isView, names, nodesOf, polynomial, type Node, type Poly, type Scope } from '../engine/index.ts'
import type { marker } from './places.ts'
import { dimension, shapeSpans } from './sides.ts'
import type { Svg } from './svg.ts'
import { axesOf, type Axis } from './weights.ts'

/** What flows through a part of a model for one sequence: tiles of rows and columns. */
export interface Activation {
  readonly axes: readonly string[]
  readonly tiles: Poly
  readonly rows: Axis
  readonly columns: Axis
}

/**
 * Every shape that the activations of a part have, once, in the order of the data. A split into heads is no new tensor:
 * it is the same numbers in strips.
 */
export function activationsOf(scope: Scope): Activation[] {
  const shapes = new Map<string, Activation>()
  for (const node of nodesOf(scope)) {
    const axes = names(node.axes).filter((axis) => axis !== 'B')
    const made = node === scope.loop?.entry || (node.inputs.length > 0 && !isView(node) && !isParam(node))
    if (!made || axes.length < 2 || axes.includes('k') || shapes.has(axes.join(' '))) continue
    shapes.set(axes.join(' '), activation(node, axes))
  }
  return [...shapes.values()]
}

function activation(node: Node, axes: readonly string[]): Activation {
  const [columns, rows, ...outer] = axesOf(node, axes).toReversed() as [Axis, Axis, ...Axis[]]
  return { axes, tiles: polynomial.multiply(...outer.map(({ size }) => size)), rows, columns }
}

/** The sizes that their drawing follows, in the order in which `activationPlaces` reads them. */
export const sizesOf = (all: readonly Activation[]): Poly[] =>
  all.flatMap(({ tiles, rows, columns }) => [tiles, rows.size, columns.size])

/** Their marks, at the sizes of `sizesOf`. */
export const drawActivations = (
  all: readonly Activation[],
  sizes: readonly number[],
  mark: ReturnType<typeof marker>,
): Svg =>
  all
    .flatMap(({ axes, rows, columns }, i) => [
      ...Array.from({ length: sizes[3 * i]! }, () => [
        mark('rect', { class: 'activation' }),
        mark('path', { class: `side thin ${dimension(columns.axis)}` }),
        mark('path', { class: `side thin ${dimension(rows.axis)}` }),
      ]).flat(),
      mark('text', { class: 'shape-of', 'font-size': 12.5 }, () => shapeSpans(axes)),
    ])
    .join('')
