import { contracted, dimensions, isEinsum, isParam, names, nodesOf, type Graph, type Node } from '../../engine/index.ts'
import { isFrozen } from '../../engine/ops/param.ts'
import { widthOf } from '../lettering.ts'
import { mathRuns } from '../mathtext.ts'
import { letters, type Item } from './scene.ts'
import type { Style } from './style.ts'
import type { Vertex } from './vertices.ts'

/** A weight with its left upper corner at 0, 0. */
export interface Hanging {
  readonly width: number
  readonly items: readonly Item[]
}

/**
 * The weights that hang on a mark: on its left side what goes in, on its upper side what comes out, each axis in its color.
 * A norm's gain and a projection's bias are understood.
 */
export function hangingWeights(
  { kind, mark, weights, parts }: Vertex,
  style: Style,
  isMarked: (weight: Node) => boolean,
): Hanging[] {
  if (kind === 'fold' || mark === 'soft') return []
  const product = parts.find(isEinsum)
  return weights
    .filter((weight) => product === undefined || product.inputs.includes(weight))
    .map((weight) => {
      const name = mathRuns(weight.name ?? weight.primitive.latex([], weight), style.weight * 0.37)
      const width = Math.max(style.weight, Math.ceil(widthOf(name)) + 10)
      const axes = names(weight.axes)
      const left = product ? axes.filter((axis) => contracted(product).includes(axis)) : rowsOf(weight)
      const top = axes.filter((axis) => !left.includes(axis))
      return {
        width,
        items: [
          { kind: 'weight', x: 0, y: 0, width, height: style.weight, left, top, marked: isMarked(weight) },
          letters(width / 2 + 1, style.weight / 2 + 6, name, 'middle'),
        ],
      }
    })
}

/** The axes of a weight's rows as it lies in storage; a vector has none. */
function rowsOf(weight: Node): string[] {
  const stored = isParam(weight) ? dimensions(weight.attributes.stored) : []
  return stored.length > 1 ? stored.slice(0, -1).flat() : []
}

/** In a model that something has adapted, what is still trained is marked; in any other nothing is. */
export function marksIn(graph: Graph): (weight: Node) => boolean {
  const isAdapted = nodesOf(graph.root).some(isFrozen)
  return (weight) => isAdapted && !isFrozen(weight)
}
