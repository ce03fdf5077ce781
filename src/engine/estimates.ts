import { simplify, workOfScope } from './costs.ts'
import { nodesOf, type Graph } from './graph.ts'
import { elements } from './ops/rules.ts'
import { isParam } from './ops/param.ts'
import { parameterCount } from './parameters.ts'
import { subtract, symbol } from './algebra.ts'
import { add, constant, evaluate, multiply, toNumber, type Bindings, type Poly } from './poly.ts'

/** A rule of thumb beside what it stands for. */
export interface Estimate {
  readonly title: string
  readonly source: string
  readonly approximate: Poly
  readonly exact: Poly
}

/**
 * FLOPs of a training step as 6·N·D, for D = B·T tokens: two for the forward pass and four for the backward pass, for
 * every parameter and token. Exact is three times the forward pass. The rule forgets attention's own products; it
 * takes N to be every parameter (Hoffmann et al. 2022), or all but the embeddings (Kaplan et al. 2020).
 */
export function sixND(graph: Graph, embeddings: 'with' | 'without' = 'with'): Estimate {
  const all = parameterCount(graph)
  const N = embeddings === 'with' ? all : subtract(all, lookedUp(graph))
  return {
    title: embeddings === 'with' ? '6·N·D' : '6·N·D without embeddings',
    source: embeddings === 'with' ? 'Hoffmann et al. 2022, Appendix F' : 'Kaplan et al. 2020, §2.1',
    approximate: simplify(graph, multiply(constant(6), N, symbol('B'), symbol('T'))),
    exact: simplify(graph, multiply(constant(3), workOfScope(graph).matmul)),
  }
}

/** By how much of the exact value an estimate is off: −0.1 is a tenth too low. */
export function relativeError({ approximate, exact }: Estimate, bindings: Bindings): number {
  const [guess, value] = [evaluate(approximate, bindings), evaluate(exact, bindings)]
  const ratio = toNumber({
    numerator: guess.numerator * value.denominator,
    denominator: guess.denominator * value.numerator,
  })
  return ratio - 1
}

/** The tables that a gather reads: words, positions, segments. */
function lookedUp(graph: Graph): Poly {
  const tables = nodesOf(graph.root).flatMap(({ primitive, inputs }) => (primitive.name === 'gather' ? inputs[0]! : []))
  return add(...[...new Set(tables.filter(isParam))].map(elements))
}
