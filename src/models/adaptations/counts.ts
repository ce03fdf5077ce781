import {
  count,
  parameterCount,
  parameters,
  polynomial,
  recipes,
  simplify,
  workOfScope,
  type Bindings,
  type Graph,
  type Poly,
} from '../../engine/index.ts'
import { isFrozen } from '../../engine/ops/param.ts'
import { trainingMatmul } from '../../engine/training.ts'
import type { Model } from '../architecture.ts'
import { complete } from '../quantities.ts'
import { adaptations, type AdaptationName } from './methods.ts'

/** What is trained of an adapted model. */
export const trainedIn = (graph: Graph): Poly =>
  polynomial.add(...parameters(graph).flatMap(({ node, count }) => (isFrozen(node) ? [] : [count])))

/** What an adaptation of a model trains and costs, as formulas in which no size is set equal to another. */
export interface AdaptationCounts {
  readonly trained: Poly
  /** All parameters of the model itself. */
  readonly all: Poly
  /** FLOPs in matrix products: of the model's forward pass, of what the adaptation adds to it, of a training step. */
  readonly forward: Poly
  readonly added: Poly
  readonly training: Poly
  /** Of the adapted model's forward pass. */
  readonly adapted: Poly
}

export function countsOf({ graph }: Model, name: AdaptationName): AdaptationCounts {
  const changed = adaptations[name].adapt(graph)
  const [forward, adapted] = [graph, changed].map((one) => simplify(one, workOfScope(one).matmul)) as [Poly, Poly]
  return {
    trained: trainedIn(changed),
    all: parameterCount(graph),
    forward,
    adapted,
    added: polynomial.subtract(adapted, forward),
    training: simplify(changed, trainingMatmul(changed)),
  }
}

/** Bytes that training holds, apart from activations: frozen weights in 16 bits, everything that Adam needs for the rest. */
export function stateBytes(model: Model, name: AdaptationName, own: Bindings = {}): { name: string; bytes: number }[] {
  const { trained, all } = countsOf(model, name)
  const bindings = complete(model.graph, { ...model.sizes, ...own })
  const training = Number(count(trained, bindings))
  const changed = ['full', 'bitfit', 'gains'].includes(name) ? training : 0
  const frozen = Number(count(all, bindings)) - changed
  const state = Object.entries(recipes.zero.parts).map(([part, each]) => ({ name: part, bytes: each * training }))
  return [{ name: 'frozen fp16 weights', bytes: 2 * frozen }, ...state]
}
