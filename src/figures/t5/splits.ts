import { polynomial, workOfScope } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete, scopeAt } from '../../models/quantities.ts'

/** The FLOPs of all blocks of a model at some lengths, without the scores of the vocabulary. */
function ofBlocks(name: string, paths: readonly string[], lengths: Readonly<Record<string, number>>): number {
  const { graph, sizes } = publishedModel(name)
  const bindings = complete(graph, { ...sizes, B: 1, ...lengths })
  return paths
    .map((path) => scopeAt(graph, path))
    .map((scope) => polynomial.multiply(scope.times, workOfScope(graph, scope).matmul))
    .reduce((sum, work) => sum + Number(polynomial.count(work, bindings)), 0)
}

/**
 * What T5-base costs beside GPT-2, whose blocks have the same sizes and which reads source and target in one sequence: the
 * quotient of their blocks' FLOPs, where a share of so many tokens is source.
 */
export function besideOneStack(tokens: number, source: number): number {
  const both = ofBlocks('t5-base', ['encoder/block', 'decoder/block'], { S: source, T: tokens - source })
  return both / ofBlocks('gpt2', ['block'], { T: tokens })
}

/** The same for every share of the source from 5 to 95 percent. */
export const splits = (tokens: number): [share: number, quotient: number][] =>
  Array.from({ length: 19 }, (_, i) => {
    const source = Math.round(((i + 1) * tokens) / 20)
    return [(100 * source) / tokens, besideOneStack(tokens, source)]
  })

/** Where the FLOPs of a T5 go for a target of some length: the encoder, the bridge's look at the source, the rest. */
export function parts(name: string, S: number, T: number): Record<'encoder' | 'source' | 'rest', number> {
  const encoder = ofBlocks(name, ['encoder/block'], { S, T })
  const decoder = ofBlocks(name, ['decoder/block'], { S, T })
  const source = ofBlocks(name, ['decoder/block'], { S, T: 0 })
  return { encoder, source, rest: decoder - source }
}
