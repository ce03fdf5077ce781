import {
  cacheElements,
  nodesOf,
  parameterCount,
  parameters,
  polynomial,
  repeats,
  scopesOf,
  workOfScope,
  type Bindings,
  type Graph,
  type Poly,
  type Scope,
} from '../engine/index.ts'
import { isFrozen } from '../engine/ops/param.ts'
import { trainingMatmul } from '../engine/training.ts'

/** Something about a part of a model that can be counted. */
export interface Quantity {
  /** What one of it is called, in the plural: `FLOPs`. */
  readonly unit: string
  readonly of: (graph: Graph, scope: Scope) => Poly
}

/** What a post can ask for by name. A scope is counted for one run of it: one block, not all of them. */
export const quantities = {
  parameters: { unit: 'parameters', of: parametersOfOne },
  trained: { unit: 'parameters', of: trainedOfOne },
  frozen: {
    unit: 'parameters',
    of: (graph, scope) => polynomial.subtract(parametersOfOne(graph, scope), trainedOfOne(graph, scope)),
  },
  matmul: { unit: 'FLOPs', of: (graph, scope) => workOfScope(graph, scope).matmul },
  useful: { unit: 'FLOPs', of: (graph, scope) => workOfScope(graph, scope).useful },
  training: { unit: 'FLOPs', of: trainingMatmul },
  vector: { unit: 'FLOPs', of: (graph, scope) => workOfScope(graph, scope).vector },
  transcendental: { unit: 'operations', of: (graph, scope) => workOfScope(graph, scope).transcendental },
  /** Numbers that are stored; a page makes bytes of them. */
  memory: { unit: 'B', of: parametersOfOne },
  cache: { unit: 'B', of: (graph) => cacheElements(graph).self },
  tensors: { unit: 'tensors', of: (_, scope) => tensorsOfOne(scope) },
} as const satisfies Record<string, Quantity>

export type QuantityName = keyof typeof quantities

/** A part of a model by its path, `block/self-attention`; the whole model for `''`. Throws and lists the parts otherwise. */
export function scopeAt(graph: Graph, path: string): Scope {
  const scopes = scopesOf(graph.root)
  const found = scopes.find((scope) => scope.path === path)
  if (found === undefined) throw new RangeError(`one of ${scopePaths(graph).join(', ')}`)
  return found
}

export const scopePaths = (graph: Graph): string[] =>
  scopesOf(graph.root)
    .map(({ path }) => path)
    .filter(Boolean)

/**
 * Every size that the model's formulas use: its own, the reader's (B, T, …) and those that the model sets equal to
 * others. A batch of 1, 128 tokens, a source as long and no past where nothing else is said.
 */
export function complete(graph: Graph, given: Bindings): Bindings {
  const T = given['T'] ?? 128
  const all: Record<string, bigint | number> = { B: 1, T, S: T, p: 0, ...given }
  for (const [symbol, size] of Object.entries(graph.identities))
    if (!Object.hasOwn(given, symbol) && polynomial.symbolsOf(size).every((name) => Object.hasOwn(all, name)))
      all[symbol] = polynomial.count(size, all)
  return all
}

/** Per run of the scope, while parameters() counts all its blocks. */
function parametersOfOne(graph: Graph, scope: Scope): Poly {
  return polynomial.divide(parameterCount(graph, scope), repeats(scope))
}

/** Of these, those that training changes: all but the frozen ones of an adapted model. */
function trainedOfOne(graph: Graph, scope: Scope): Poly {
  const trained = parameters(graph, scope).filter(({ node }) => !isFrozen(node))
  return polynomial.divide(polynomial.add(...trained.map(({ count }) => count)), repeats(scope))
}

function tensorsOfOne(scope: Scope): Poly {
  const params = nodesOf(scope).filter(({ primitive }) => primitive.name === 'param')
  return polynomial.add(...params.map((node) => polynomial.divide(repeats(node.scope), repeats(scope))))
}
