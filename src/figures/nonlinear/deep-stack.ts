import { activations, type ActivationName } from '../../engine/index.ts'
import { normals } from './random.ts'

/** A stack of equal layers h = f(Wh), as it is before any training. */
export interface Stack {
  readonly layers: number
  readonly width: number
  readonly seeds: number
}

/** A function, and the variance of a weight times the width: 1 (LeCun), 2 (He), or what keeps E f² at 1. */
export interface Case {
  readonly name: ActivationName
  readonly variance: number
}

/** What is left of a signal on its way up, and of a gradient on its way down. */
export interface Passage {
  /** The root mean square of the hidden state after layer 1, 2, … */
  readonly signal: readonly number[]
  /** The length of the gradient at the input of the last layer, the one before, …, over its length at the output. */
  readonly gradient: readonly number[]
}

export const standard: Stack = { layers: 20, width: 256, seeds: 5 }

/**
 * One random input forward and one random gradient backward through freshly drawn stacks; geometric means over the seeds.
 * The draws depend on the seed alone: every case meets the same weights, up to their scale.
 */
export function passages(cases: readonly Case[], stack: Stack = standard): Passage[] {
  const bySeed = Array.from({ length: stack.seeds }, (_, seed) => {
    const draws = drawn(stack, `stack ${seed}`)
    return cases.map((each) => through(each, draws))
  })
  return cases.map((_, i) => {
    const runs = bySeed.map((all) => all[i]!)
    return { signal: means(runs.map(({ signal }) => signal)), gradient: means(runs.map(({ gradient }) => gradient)) }
  })
}

interface Draws {
  readonly weights: readonly Float64Array[]
  readonly input: Float64Array<ArrayBuffer>
  readonly gradient: Float64Array<ArrayBuffer>
}

function drawn({ layers, width }: Stack, seed: string): Draws {
  const normal = normals(seed)
  const input = new Float64Array(width).map(normal)
  const gradient = new Float64Array(width).map(normal)
  const weights = Array.from({ length: layers }, () => {
    return new Float64Array(width * width).map(normal)
  })
  return { weights, input, gradient }
}

function through({ name, variance }: Case, { weights, input, gradient }: Draws): Passage {
  const { f, derivative } = activations[name]
  const width = input.length
  const scale = Math.sqrt(variance / width)
  let hidden = input
  const kept = weights.map((matrix) => {
    const before = times(matrix, hidden, scale)
    hidden = before.map(f)
    return { before, size: length(hidden) / Math.sqrt(width) }
  })
  let left = gradient
  const sizes = weights
    .map((matrix, i) => ({ matrix, before: kept[i]!.before }))
    .toReversed()
    .map(({ matrix, before }) => {
      left = timesTransposed(
        matrix,
        left.map((g, i) => g * derivative(before[i]!)),
        scale,
      )
      return length(left) / length(gradient)
    })
  return { signal: kept.map(({ size }) => size), gradient: sizes }
}

function times(matrix: Float64Array, vector: Float64Array, scale: number): Float64Array<ArrayBuffer> {
  const n = vector.length
  const result = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += matrix[row * n + i]! * vector[i]!
    result[row] = sum * scale
  }
  return result
}

function timesTransposed(matrix: Float64Array, vector: Float64Array, scale: number): Float64Array<ArrayBuffer> {
  const n = vector.length
  const sums = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const value = vector[row]! * scale
    for (let i = 0; i < n; i++) sums[i]! += matrix[row * n + i]! * value
  }
  return sums
}

const length = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0))

const means = (runs: readonly (readonly number[])[]): number[] =>
  runs[0]!.map((_, i) => Math.exp(runs.reduce((sum, run) => sum + Math.log(run[i]!), 0) / runs.length))
