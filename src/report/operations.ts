import { isParam, polynomial, repeats, workOf } from '../engine/index.ts'
import type { Graph, Node, Poly, Work } from '../engine/index.ts'
import { latexOf, roleOf } from '../models/operation-names.ts'

/** One operation of a model that costs something, all its runs together. */
export interface Operation {
  readonly id: number
  /** The weight or the factors of a product, as LaTeX; else in words. */
  readonly name: { readonly tex: string } | { readonly words: string }
  /** The part of the model, `block/self-attention`. */
  readonly part: string
  /** How often it runs in one pass. */
  readonly repeat: Poly
  readonly work: Pick<Work, 'matmul' | 'vector' | 'transcendental'>
}

/** The operations among `nodes` that compute anything, in the order of the data. */
export function operationsOf(graph: Graph, nodes: readonly Node[], at: polynomial.Bindings): Operation[] {
  return nodes.flatMap((node) => {
    const { matmul, vector, transcendental } = workOf(graph, [node], graph.root, at)
    const work = { matmul, vector, transcendental }
    if (Object.values(work).every(({ terms }) => terms.size === 0)) return []
    return [{ id: node.id, name: nameOf(node), part: node.scope.path, repeat: repeats(node.scope), work }]
  })
}

function nameOf(node: Node): Operation['name'] {
  if (node.primitive.name === 'einsum') return { tex: node.inputs.some(isParam) ? roleOf(node) : latexOf(node) }
  const added = node.primitive.name === 'add' ? node.inputs.find(isParam)?.name : undefined
  if (added !== undefined) return { tex: added }
  const { label, mark } = node.primitive.draw(node)
  return { words: mark === 'sum' ? 'sum' : mark === 'product' ? 'product' : label || node.primitive.name }
}
