import { mean, normalized, random, times, transposed } from './matrices.ts'

/** What attention looks like at the start of training, for heads of one width. */
export interface Sharpness {
  readonly k: number
  /** The standard deviation of the scores. */
  readonly spread: number
  /** The largest of a query's weights, on average. */
  readonly largest: number
}

/**
 * Scores of 64 random tokens of width 64 for each other, from a query matrix that starts with a deviation of 1/√d, or of
 * 1/√(dk), which is T5's; the key matrix starts with 1/√d, and nothing divides the scores.
 */
export function sharpness(k: number, start: 'plain' | 'folded'): Sharpness {
  const [n, d] = [64, 64]
  const x = normalized(random(n, d, 1, 'tokens'))
  const Q = times(x, random(d, k, (start === 'plain' ? d : d * k) ** -0.5, 'queries'))
  const K = times(x, random(d, k, d ** -0.5, 'keys'))
  const scores = times(Q, transposed(K))
  const largest = scores.map((row) => {
    const most = Math.max(...row)
    return 1 / row.reduce((sum, score) => sum + Math.exp(score - most), 0)
  })
  const all = scores.flat()
  const center = mean(all)
  return { k, spread: Math.sqrt(mean(all.map((score) => (score - center) ** 2))), largest: mean(largest) }
}
