/**
 * A family of models whose skill grows smoothly with scale, scored in two ways (the argument of Schaeffer et al. 2023).
 * The law is invented: a token of an answer is wrong with a probability that falls as a power of the parameters.
 */
export const errorRate = (N: number): number => Math.min(0.9, 0.9 * (N / 1e8) ** -0.27)

/** The chance that one token is right. */
export const perToken = (N: number): number => 1 - errorRate(N)

/** The chance that all k tokens of an answer are right. */
export const exactMatch = (N: number, k: number): number => perToken(N) ** k

/** Tokens that have to be corrected in an answer of k, on average. */
export const corrections = (N: number, k: number): number => k * errorRate(N)

/** The score on n test questions, as a test would measure it: the same for the same seed. */
export function measured(N: number, k: number, n: number, seed: number): number {
  const random = generator(seed)
  const right = Array.from({ length: n }, () => Array.from({ length: k }, () => random() < perToken(N)).every(Boolean))
  return right.filter(Boolean).length / n
}

/** The accuracy of one token of k, from the share of answers that are right in all. */
export const perTokenOf = (exact: number, k: number): number => exact ** (1 / k)

/** Mulberry32: small, and good enough to toss coins. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
