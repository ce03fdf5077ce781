import { parameterCount, polynomial, workOfScope } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete } from '../../models/quantities.ts'
import { sixND } from '../scaling-laws.ts'
import { corruptionFor } from './spans.ts'

/** The released run: sequences in a batch, and tokens that the encoder reads of each (Raffel et al. 2020, §3.7). */
export const run = { batch: 2 ** 11, input: 512 }

/** What pre-training a T5 costs in FLOPs, by three ways to count. */
export interface Pretraining {
  readonly parameters: number
  /** Every product of three forward passes, at the lengths that span corruption makes. */
  readonly exact: number
  /** 6·N for each token that the encoder reads. */
  readonly six: number
  /** 3·N for each, since a token passes one of two stacks. */
  readonly three: number
}

/** For 10⁶ steps, as the paper counts its trillion tokens. */
export function pretraining(name: string, steps = 1e6): Pretraining {
  const { graph, sizes } = publishedModel(name)
  const { input, target } = corruptionFor(run.input)
  const bindings = complete(graph, { ...sizes, B: 1, S: input, T: target })
  const sequences = steps * run.batch
  const N = Number(polynomial.count(parameterCount(graph), bindings))
  const six = sixND({ N, D: sequences * run.input })
  const exact = 3 * Number(polynomial.count(workOfScope(graph).matmul, bindings)) * sequences
  return { parameters: N, exact, six, three: six / 2 }
}
