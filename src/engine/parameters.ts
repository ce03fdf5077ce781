import { repeats } from './costs.ts'
import { nodesOf, type Graph, type Node, type Scope } from './graph.ts'
import { checkpointName, isParam, type Param } from './ops/param.ts'
import { add, multiply, type Poly } from './poly.ts'

/** One weight of a model, as the checkpoint stores it. */
export interface Tensor {
  /** Its checkpoint name; `{i}` stands for the block. */
  readonly name: string
  /** Its size in each stored dimension. */
  readonly shape: readonly Poly[]
  /** Its axes as they lie in storage, grouped by dimension: `(h k) d`. */
  readonly stored: string
  /** In how many blocks it occurs. */
  readonly repeat: Poly
  /** Parameters in all of them. */
  readonly count: Poly
  readonly node: Node<Param>
}

/** Every weight of a model, each once, in the order in which the data meets them. */
export function parameters(graph: Graph, scope: Scope = graph.root): Tensor[] {
  return nodesOf(scope)
    .filter(isParam)
    .map((node) => {
      const { shape, stored } = node.attributes
      const repeat = repeats(node.scope)
      return { name: checkpointName(node), shape, stored, repeat, count: multiply(repeat, ...shape), node }
    })
}

/** How many parameters a model has. Tied names count once. */
export const parameterCount = (graph: Graph, scope: Scope = graph.root): Poly =>
  add(...parameters(graph, scope).map(({ count }) => count))

/** The further names under which the checkpoint refers to a weight that it already has. */
export const tiedNames = (graph: Graph): string[] => graph.ties.map(({ name }) => name)
