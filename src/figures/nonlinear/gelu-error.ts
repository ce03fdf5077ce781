import { activations } from '../../engine/index.ts'

/** How far a form of GELU is from the exact one. */
export interface Gap {
  readonly name: 'gelu_tanh' | 'gelu_quick'
  readonly points: readonly (readonly [x: number, gap: number])[]
  /** The largest error, right of zero: the errors are even in x. */
  readonly worst: { readonly x: number; readonly gap: number }
}

/** |form(x) − GELU(x)| from 0 to `to`, every hundredth. */
export function geluGap(name: Gap['name'], to = 6): Gap {
  const at = (x: number) => Math.abs(activations[name].f(x) - activations.gelu.f(x))
  const points = Array.from({ length: 100 * to }, (_, i) => [(i + 1) / 100, at((i + 1) / 100)] as const)
  const fine = Array.from({ length: 1000 * to }, (_, i) => (i + 1) / 1000)
  const x = fine.reduce((best, x) => (at(x) > at(best) ? x : best), 0)
  return { name, points, worst: { x, gap: at(x) } }
}

/** The largest error of xσ(βx) against GELU. */
export function sigmoidGap(beta: number): number {
  const at = (x: number) => Math.abs(x / (1 + Math.exp(-beta * x)) - activations.gelu.f(x))
  return Math.max(...Array.from({ length: 600 }, (_, i) => at((i + 1) / 100)))
}

/** The β whose largest error is smallest, and that error. */
export function bestSigmoid(): { readonly beta: number; readonly gap: number } {
  const betas = Array.from({ length: 401 }, (_, i) => 1.5 + i / 1000)
  const beta = betas.reduce((best, beta) => (sigmoidGap(beta) < sigmoidGap(best) ? beta : best))
  return { beta, gap: sigmoidGap(beta) }
}

/** Half the distance between neighbors of a number with `bits` bits of significand, the leading one included. */
export const rounding = (value: number, bits: number): number => 2 ** (Math.floor(Math.log2(Math.abs(value))) - bits)
