import { exact } from '../engine/format.ts'
import {
  count,
  isParam,
  isView,
  names,
  nodesOf,
  polynomial,
  type Node,
  type Poly,
  type Scope,
} from '../engine/index.ts'
import { activationPlaces, type Frame } from './activation-places.ts'
import type { MatricesOptions } from './matrices.ts'
import { measure } from './measure.ts'
import type { marker, NumberAttributes } from './places.ts'
import { dimension, shapeLabelWidth, shapeSpans } from './sides.ts'
import { el, type Svg } from './svg.ts'
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

/** How wide their shapes are, which places them. */
export const labelsOf = (all: readonly Activation[]): number[] => all.map(({ axes }) => shapeLabelWidth(axes))

/**
 * The activations of one sequence, at the scale of the weights above them. `attributes` is what a page adds to the number of
 * tokens, so that its script can compute it anew.
 */
export function activations(attributes?: NumberAttributes): NonNullable<MatricesOptions['between']> {
  return (panels, frames) => {
    const all = panels.map(({ scope }) => activationsOf(scope))
    const sizes = panels.map(({ bindings }, i) => sizesOf(all[i]!).map((size) => Number(count(size, bindings))))
    return {
      places: activationPlaces(all.map(labelsOf), sizes.flat(), frames),
      draw: (i, mark) => {
        const own = all[i]!
        const tokens = own.map(({ rows }) => rows).find(({ axis }) => axis === 'T' || axis === 'S')
        const size = tokens?.size ?? polynomial.zero
        const number = el('tspan', attributes?.(size), exact(count(size, panels[i]!.bindings)))
        return own.length === 0 ? '' : words(number, frames[i]!, mark) + outlines(own, sizes[i]!, mark)
      },
      data: { 'data-frames': JSON.stringify(frames) },
    }
  }
}

/** How many tokens they are, with room for a word where one is cut off. */
function words(number: Svg, { x, y, width }: Frame, mark: ReturnType<typeof marker>): Svg {
  const isWide = measure('The activations of 1,048,576 tokens, at the same scale; dashed: cut off', 'sans', 14) <= width
  const [before, after] = isWide
    ? ['The activations of ', ' tokens, at the same scale']
    : ['', ' tokens’ activations, same scale']
  return el('text', { class: 'words', x, y: y + 16, 'font-size': 14 }, before!, number, after!, mark('tspan'))
}

/** Their marks, at the sizes of `sizesOf`. */
const outlines = (all: readonly Activation[], sizes: readonly number[], mark: ReturnType<typeof marker>): Svg =>
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
