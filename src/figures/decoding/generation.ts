import { polynomial, type Graph } from '../../engine/index.ts'
import { quantities, scopeAt } from '../../models/quantities.ts'

const { constant, count, multiply, parse, subtract } = polynomial

/** Matmul FLOPs that a decoder has spent after it has written n tokens. */
export interface Spent {
  readonly tokens: number
  readonly cached: bigint
  readonly recomputed: bigint
}

/**
 * The cost of writing tokens after a prompt, read off the model's own passes: the prompt at once and then one token a step
 * with the keys and values of the past, or everything anew for each token. In both, only the last token is scored, so
 * `head` is the part of the model that scores.
 */
export function generation(
  graph: Graph,
  sizes: Readonly<Record<string, bigint | number>>,
  { prompt, tokens, head = 'lm-head' }: { readonly prompt: number; readonly tokens: number; readonly head?: string },
): Spent[] {
  const whole = quantities.matmul.of(graph, scopeAt(graph, ''))
  const scores = quantities.matmul.of(graph, scopeAt(graph, head))
  const pass = (T: number, p: number): bigint => {
    const own = { ...sizes, B: 1, T, p, S: T + p }
    const rest = multiply(constant(T - 1), scores, parse('T^-1'))
    return count(subtract(whole, T === 1 ? constant(0) : rest), own)
  }
  const spent: Spent[] = []
  let [cached, recomputed] = [0n, 0n]
  for (let n = 1; n <= tokens; n++) {
    cached += n === 1 ? pass(prompt, 0) : pass(1, prompt + n - 2)
    recomputed += pass(prompt + n - 1, 0)
    spent.push({ tokens: n, cached, recomputed })
  }
  return spent
}
