import { normalizations, normalizeGradients } from '../../engine/index.ts'
import { row } from './worked.ts'

/** The methods that normalize one token by itself. */
export type TokenNorm = 'layer' | 'rms'

/**
 * ∂y/∂x of one token, n × n: row i is what the backward pass returns for an upstream gradient that is 1 at output i and 0
 * elsewhere. No gain.
 */
export function jacobian(name: TokenNorm, x: readonly number[], epsilon = 0): number[][] {
  return x.map((_, i) => [
    ...normalizeGradients(row(x), row(x.map((_, j) => (i === j ? 1 : 0))), normalizations[name], epsilon).input.data,
  ])
}

/** A matrix times a vector. */
export const applied = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map((each) => each.reduce((sum, value, i) => sum + value * vector[i]!, 0))

/** The eigenvalues of a symmetric matrix, ascending, by Jacobi's rotations. */
export function eigenvalues(symmetric: readonly (readonly number[])[]): number[] {
  const a = symmetric.map((each) => [...each])
  const n = a.length
  for (let sweep = 0; sweep < 30; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) < 1e-15) continue
        const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!)
        const [c, s] = [Math.cos(angle), Math.sin(angle)]
        for (let k = 0; k < n; k++) {
          const [kp, kq] = [a[k]![p]!, a[k]![q]!]
          a[k]![p] = c * kp - s * kq
          a[k]![q] = s * kp + c * kq
        }
        for (let k = 0; k < n; k++) {
          const [pk, qk] = [a[p]![k]!, a[q]![k]!]
          a[p]![k] = c * pk - s * qk
          a[q]![k] = s * pk + c * qk
        }
      }
  return a.map((each, i) => each[i]!).sort((x, y) => x - y)
}
