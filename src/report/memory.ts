import {
  activationBytes,
  cacheElements,
  parameterCount,
  polynomial,
  trainingBytes,
  type Bindings,
  type Poly,
  type Recipe,
} from '../engine/index.ts'
import type { Model } from '../models/index.ts'

/** What something holds in memory, part by part, in bytes as decimal text, each with its formula. */
export interface Memory {
  readonly recipe: string
  readonly parts: readonly { readonly name: string; readonly bytes: string; readonly formula: string }[]
  /** All of the parts. */
  readonly total: string
}

/** Memory of a training step: what each parameter takes by the recipe, and the activations kept for the backward pass. */
export function trainingMemory({ graph }: Model, bindings: Bindings, recipe: Recipe): Memory {
  const element = recipe.title.startsWith('fp32') ? 4 : 2
  return memory(recipe.title, bindings, [
    ...trainingBytes(graph, recipe),
    {
      name: `activations kept, ${element} bytes a number`,
      bytes: polynomial.substitute(activationBytes(graph, graph.root, element), { p: polynomial.zero }),
    },
  ])
}

/**
 * Memory that inference cannot do without after a pass: the weights, and the keys and values of every token so far, at
 * `element` bytes a number. What an operation needs while it runs comes on top and can be made small.
 */
export function inferenceMemory({ graph }: Model, bindings: Bindings, element = 2): Memory {
  const { self, cross } = cacheElements(graph)
  const all = [
    { name: 'weights', elements: parameterCount(graph) },
    { name: 'KV cache', elements: self },
    { name: 'KV cache of the source', elements: cross },
  ]
  return memory(
    `${element} ${element === 1 ? 'byte' : 'bytes'} a number`,
    bindings,
    all
      .filter(({ elements }) => elements.terms.size > 0)
      .map(({ name, elements }) => ({ name, bytes: polynomial.multiply(polynomial.constant(element), elements) })),
  )
}

function memory(recipe: string, bindings: Bindings, parts: readonly { name: string; bytes: Poly }[]): Memory {
  const exact = (p: Poly): string => String(polynomial.count(p, bindings))
  return {
    recipe,
    parts: parts.map(({ name, bytes }) => ({ name, bytes: exact(bytes), formula: polynomial.print(bytes) })),
    total: exact(polynomial.add(...parts.map(({ bytes }) => bytes))),
  }
}
