import { softmaxOf } from '../../engine/index.ts'
import { once } from '../nonlinear/once.ts'
import { normals } from '../nonlinear/random.ts'

/** What softmax makes of some scores, on average over queries. */
export interface Saturation {
  /** The largest weight of a row. */
  readonly largest: number
  /** In nats; ln(keys) where all weights are equal, 0 where one takes all. */
  readonly entropy: number
  /** Σ p(1 − p), the trace of softmax's Jacobian: how much the weights still answer to the scores. */
  readonly slope: number
}

export interface Draw {
  /** The width of a head. */
  readonly k: number
  /** The standard deviation of q·k over all pairs. */
  readonly spread: number
  readonly plain: Saturation
  /** The same with scores divided by √k. */
  readonly scaled: Saturation
}

export const keys = 10
const queries = 400

/** Queries against ten keys, all their numbers standard normal, for heads of some width. */
export function draw(k: number): Draw {
  const next = normals(`scores ${k}`)
  const vector = (): Float64Array => new Float64Array(k).map(next)
  const rows = Array.from({ length: queries }, () => {
    const q = vector()
    return new Float64Array(keys).map(() => dotProduct(q, vector()))
  })
  const all = rows.flatMap((row) => [...row])
  return {
    k,
    spread: Math.sqrt(mean(all.map((score) => score ** 2))),
    plain: saturation(rows),
    scaled: saturation(rows.map((row) => row.map((score) => score / Math.sqrt(k)))),
  }
}

export const draws = once(() => [1, 4, 16, 64, 256, 1024].map(draw))

export function saturation(rows: readonly Float64Array[]): Saturation {
  const weights = rows.map((row) => [...softmaxOf(row)])
  const average = (of: (row: readonly number[]) => number): number => mean(weights.map(of))
  return {
    largest: average((row) => Math.max(...row)),
    entropy: average((row) => -sum(row.map((p) => (p > 0 ? p * Math.log(p) : 0)))),
    slope: average((row) => sum(row.map((p) => p * (1 - p)))),
  }
}

export const dotProduct = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
  return total
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
