import type { Allocation, Fit } from '../scaling-laws.ts'

/**
 * Chinchilla's law seen with Kaplan's eyes, after Pearce and Song 2024: the law holds for all parameters, but only those
 * outside of the embeddings are counted, in N and in C = 6·N·D.
 */
export interface Counting {
  /** Rows of the tables of words and positions. */
  readonly rows: number
  /** Width over depth, d/L, of a model whose blocks have 12·d² parameters. */
  readonly aspect: number
}

/** The parameters of the tables beside a stack of n parameters: n = 12·L·d² with L = d/aspect. */
export const tablesBeside = ({ rows, aspect }: Counting, n: number): number => rows * ((aspect * n) / 12) ** (1 / 3)

/** The allocation that is optimal for some budget, for a stack of n parameters, and that budget without the tables. */
export function optimalFor(fit: Fit, counting: Counting, n: number): Allocation & { readonly C: number } {
  const { A, B, alpha, beta } = fit
  const tables = tablesBeside(counting, n)
  // dL/dn = 0 at constant n·D; the tables grow with n, too.
  const slope = 1 + tables / (3 * n)
  const N = n + tables
  const D = ((beta * B * N ** (alpha + 1)) / (alpha * A * slope * n)) ** (1 / beta)
  return { N, D, C: 6 * n * D }
}

/** The exponent a of n ∝ C^a around a size. */
export function localExponent(fit: Fit, counting: Counting, n: number): number {
  const step = 1.001
  const [low, high] = [optimalFor(fit, counting, n / step).C, optimalFor(fit, counting, n * step).C]
  return (2 * Math.log(step)) / Math.log(high / low)
}
