import { activations, type ActivationName } from '../../engine/index.ts'
import { normals } from './random.ts'

/** A stack of equal layers h = f(Wh), as it is before any training. */
export interface Stack {
  readonly layers: number
  readonly width: number
  /** The variance of a weight times the width: 1 (LeCun), 2 (He), or what keeps E f² at 1. */
  readonly variance: number
  readonly seeds: number
}

/** What is left of a signal on its way up, and of a gradient on its way down. */
export interface Passage {
  /** The root mean square of the hidden state after layer 1, 2, … */
  readonly signal: readonly number[]
  /** The length of the gradient at the input of the last layer, the one before, …, over its length at the output. */
  readonly gradient: readonly number[]
}

export const standard: Stack = { layers: 20, width: 256, variance: 1, seeds: 5 }

/**
 * One random input forward and one random gradient backward through freshly drawn stacks; geometric means over the seeds.
 * The draws depend on the seed alone, so every function meets the same weights, up to their scale.
 */
export function passage(name: ActivationName, stack: Stack): Passage {
  const runs = Array.from({ length: stack.seeds }, (_, seed) => one(name, stack, `stack ${seed}`))
  const mean = (of: (run: Passage) => readonly number[]) =>
    of(runs[0]!).map((_, i) => Math.exp(runs.reduce((sum, run) => sum + Math.log(of(run)[i]!), 0) / runs.length))
  return { signal: mean(({ signal }) => signal), gradient: mean(({ gradient }) => gradient) }
}

function one(name: ActivationName, { layers, width, variance }: Stack, seed: string): Passage {
  const { f, derivative } = activations[name]
  const normal = normals(seed)
  const scale = Math.sqrt(variance / width)
  let hidden = Float64Array.from({ length: width }, normal)
  const kept = Array.from({ length: layers }, () => {
    const weights = Float64Array.from({ length: width * width }, () => normal() * scale)
    const before = times(weights, hidden)
    hidden = before.map(f)
    return { weights, before, size: length(hidden) / Math.sqrt(width) }
  })
  let gradient = Float64Array.from({ length: width }, normal)
  const whole = length(gradient)
  const left = kept.toReversed().map(({ weights, before }) => {
    gradient = timesTransposed(
      weights,
      gradient.map((g, i) => g * derivative(before[i]!)),
    )
    return length(gradient) / whole
  })
  return { signal: kept.map(({ size }) => size), gradient: left }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const n = vector.length
  return Float64Array.from({ length: n }, (_, row) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += matrix[row * n + i]! * vector[i]!
    return sum
  })
}

function timesTransposed(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const n = vector.length
  const sums = new Float64Array(n)
  for (let row = 0; row < n; row++) for (let i = 0; i < n; i++) sums[i]! += matrix[row * n + i]! * vector[row]!
  return sums
}

const length = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0))
