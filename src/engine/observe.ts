import { names } from './axes.ts'
import { product } from './arrays.ts'
import { nodesOf, scopesOf, type Graph, type Node, type Scope } from './graph.ts'
import type { NumericArray, RunResult } from './numeric.ts'

/** The stacks of a model, in the order of the data: each scope that repeats one block. */
export const stacksOf = (graph: Graph): Scope[] => scopesOf(graph.root).filter(({ loop }) => loop !== undefined)

/** The nodes below a scope that carry a name of the paper: `A` for the attention maps of a block. */
export const nodesNamed = (scope: Scope, name: string): Node[] => nodesOf(scope).filter((node) => node.name === name)

/** What a node was worth in each turn of its loop; one value for a node outside every loop. */
export function valuesOf(result: RunResult, node: Node): NumericArray[] {
  return result.observations.filter((observation) => observation.node === node).map(({ value }) => value)
}

/**
 * The residual stream of a stack: what enters each block, and what leaves the stack. A norm right after the last block
 * belongs to it, as in transformers, whose last hidden state is normalized.
 */
export function hiddenStates(graph: Graph, result: RunResult, stack: Scope): NumericArray[] {
  const { entry, exit } = stack.loop!
  const users = nodesOf(graph.root).filter(({ inputs, scope }) => inputs.includes(exit) && !within(scope, stack))
  const last = users.find(({ primitive }) => primitive.name === 'norm') ?? exit
  return [...valuesOf(result, entry), valuesOf(result, last).at(-1)!]
}

/** An attention map as [batch, heads, queries, keys], whatever number of axes the heads have. */
export function attentionMap(node: Node, { shape, data }: NumericArray): NumericArray {
  const heads = shape.slice(1, names(node.axes).length - 2)
  return { shape: [shape[0]!, product(heads), ...shape.slice(-2)], data }
}

const within = (scope: Scope, outer: Scope): boolean =>
  scope === outer || (scope.parent !== undefined && within(scope.parent, outer))
