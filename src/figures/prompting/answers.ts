import { count, simplify, workOfScope, type Poly } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'

/** How an answer is asked for: the tokens that are read, the tokens that are written, and how often. */
export interface Asking {
  readonly read: number
  readonly written: number
  readonly samples?: number
}

/**
 * FLOPs in matrix products of an answer by a decoder: one pass over what is read, whose last place gives the first token;
 * then a step for each further token, every sample for itself behind the same cache.
 */
export function answerCost(model: string, { read, written, samples = 1 }: Asking): number {
  const { graph, sizes } = publishedModel(model)
  const matmul: Poly = simplify(graph, workOfScope(graph).matmul)
  const at = (T: number, p: number): number => Number(count(matmul, { ...sizes, B: 1, T, p }))
  const prefill = at(read, 0)
  // The cost of a step is linear in the past: the sum is that of the middle step, times their number.
  const steps = written - 1
  const decoding = steps === 0 ? 0 : ((at(1, read) + at(1, read + steps - 1)) / 2) * steps
  return prefill + samples * decoding
}

/** The tokens of an answer to a grade-school problem, as this post assumes them; none of them is a measurement. */
export const assumed = { question: 60, example: 70, chain: 110, examples: 8, samples: 40 }

const shown = assumed.examples * assumed.example
const solved = shown + assumed.examples * (assumed.chain - 10)

/** The ways of asking that the post compares, from the cheapest to the dearest. */
export const askings: readonly (Asking & { readonly name: string })[] = [
  { name: 'question alone, answer at once', read: assumed.question, written: 5 },
  { name: 'question alone, chain of thought', read: assumed.question + 8, written: assumed.chain },
  { name: '8 examples, answer at once', read: shown + assumed.question, written: 5 },
  { name: '8 solved examples, chain of thought', read: solved + assumed.question, written: assumed.chain },
  {
    name: 'the same, 40 chains',
    read: solved + assumed.question,
    written: assumed.chain,
    samples: assumed.samples,
  },
]

export const costRows = (model: string) =>
  askings.map(({ name, ...asking }) => ({
    name,
    value: Number(answerCost(model, asking).toPrecision(4)),
    source: 'counted by the engine for the lengths assumed in the text',
  }))
