import { cacheElements } from '../../engine/memory.ts'
import { parameterCount, polynomial, workOfScope } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete, scopeAt } from '../../models/quantities.ts'

/** Matmul FLOPs of writing a target after a source, by what is kept between steps. */
export interface Written {
  readonly tokens: number
  /** Keys and values of both kinds are kept: those of the bridge are computed once for the source. */
  readonly kept: bigint
  /** The bridge projects the source anew at every step, as a count does that multiplies a step by the steps. */
  readonly charged: bigint
  /** Nothing is kept: every step computes the whole decoder for all tokens so far, and scores the last. */
  readonly anew: bigint
}

/**
 * The cost after 1, 2, … tokens of a target that follows a source of S tokens, read off the model's own passes. The source
 * is read once in all three.
 */
export function writing(name: string, S: number, tokens: number): Written[] {
  const { encoder, decoder, head } = passes(name, S)
  const source = decoder(0, 0)
  let [kept, charged, anew] = [encoder(0, 0) + source, encoder(0, 0), encoder(0, 0)]
  return Array.from({ length: tokens }, (_, past) => {
    const step = decoder(1, past) + head(1, past)
    kept += step - source
    charged += step
    anew += decoder(past + 1, 0) + head(1, 0)
    return { tokens: past + 1, kept, charged, anew }
  })
}

/** What one step costs with everything kept, after so many tokens of the target. */
export function stepCost(name: string, S: number, past: number): bigint {
  const { decoder, head } = passes(name, S)
  return decoder(1, past) - decoder(0, 0) + head(1, past)
}

/** What is computed before the first token: the encoder, and the keys and values of all bridges. */
export function prelude(name: string, S: number): bigint {
  const { encoder, decoder } = passes(name, S)
  return encoder(0, 0) + decoder(0, 0)
}

/** FLOPs of T target tokens after a past. Those of no token are what depends on the source alone. */
function passes(name: string, S: number) {
  const { graph, sizes } = publishedModel(name)
  const work = (path: string) => {
    const { matmul } = workOfScope(graph, scopeAt(graph, path))
    return (T: number, p: number) => polynomial.count(matmul, complete(graph, { ...sizes, B: 1, S, T, p }))
  }
  return { encoder: work('encoder'), decoder: work('decoder'), head: work('lm-head') }
}

/**
 * What one step reads in 16 bits: all weights of the decoder but those that make the bridge's keys and values, the word table
 * as a head, and the keys and values that are kept, of the source and of the target with the new token.
 */
export function stepBytes(name: string, S: number, past: number): number {
  const { graph, sizes } = publishedModel(name)
  const bindings = complete(graph, { ...sizes, B: 1, S, T: 1, p: past })
  const count = (size: polynomial.Poly) => Number(polynomial.count(size, bindings))
  const weights = count(parameterCount(graph, scopeAt(graph, 'decoder'))) - count(polynomial.parse('2Ldhk'))
  const kept = count(cacheElements(graph).perToken) * (S + past + 1)
  return 2 * (weights + count(polynomial.parse('Vd')) + kept)
}
