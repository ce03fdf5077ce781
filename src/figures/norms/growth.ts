import { normalizations, normalize, normalizeGradients, type NumericArray } from '../../engine/index.ts'
import type { Placement } from './placements.ts'
import { once } from '../nonlinear/once.ts'
import { normal } from './random.ts'

/** What a stack of random sub-layers does to its stream, and to the gradient that comes back. */
export interface Stack {
  /** The mean square of the stream's numbers before the first sub-layer and after each. */
  readonly stream: readonly number[]
  /** How much each sub-layer turns the stream: 1 − cosine of the angle between before and after. */
  readonly turn: readonly number[]
  /** The norm of the loss's gradient with respect to the second matrix of each sub-layer. */
  readonly gradient: readonly number[]
}

const [tokens, width, hidden] = [8, 48, 96]
const how = normalizations.layer
const epsilon = 1e-6

/**
 * Runs `sublayers` feed-forward sub-layers, F(x) = W₂ relu(W₁ x), forward and backward on 8 tokens of width 48. Weights are
 * drawn so that F returns numbers as large as those it was given; `gain` multiplies both matrices. A final norm stands
 * behind the stack unless the last sub-layer ends in one. The loss is a random linear function of the result.
 */
export function stack(placement: Placement, sublayers: number, gain = 1, seed = 3): Stack {
  const own = known.get(placement) ?? new Map<string, Stack>()
  const key = [sublayers, gain, seed].join(' ')
  const run = own.get(key) ?? runOf(placement, sublayers, gain, seed)
  known.set(placement, own.set(key, run))
  return run
}

/** A post and its gallery ask for the same stacks. */
const known = new WeakMap<Placement, Map<string, Stack>>()

function runOf(placement: Placement, sublayers: number, gain: number, seed: number): Stack {
  const random = normal(seed)
  const shrink = placement.shrink?.(sublayers) ?? 1
  const skip = placement.skip?.(sublayers) ?? 1
  const draw = (rows: number, columns: number, deviation: number): NumericArray => ({
    shape: [rows, columns],
    data: new Float64Array(rows * columns).map(() => random() * deviation),
  })
  let x: NumericArray = { ...draw(tokens, width, 1), shape: [1, tokens, width] }
  const stream = [meanSquare(x)]
  const turn: number[] = []
  const backs: ((upstream: NumericArray) => { input: NumericArray; weight: number })[] = []
  for (let l = 0; l < sublayers; l++) {
    const W1 = draw(hidden, width, shrink * gain * Math.sqrt(2 / width))
    const W2 = draw(width, hidden, shrink * gain * Math.sqrt(1 / hidden))
    const before = x
    const inputs: NumericArray[] = []
    let y = x
    let middle = x
    for (const step of placement.branch) {
      inputs.push(y)
      if (step === 'norm') y = normalize(y, how, epsilon)
      else {
        middle = map(times(y, W1), (value) => Math.max(value, 0))
        y = times(middle, W2)
      }
    }
    const sum = zipped(x, y, (a, b) => skip * a + b)
    x = placement.after ? normalize(sum, how, epsilon) : sum
    stream.push(meanSquare(x))
    turn.push(1 - cosine(before, x))
    backs.push((upstream) => {
      const g = placement.after ? normalizeGradients(sum, upstream, how, epsilon).input : upstream
      let [own, weight] = [g, 0]
      for (const [i, step] of [...placement.branch.entries()].reverse())
        if (step === 'norm') own = normalizeGradients(inputs[i]!, own, how, epsilon).input
        else {
          weight = outerNorm(own, middle)
          const back = zipped(times(own, transposed(W2)), middle, (value, at) => (at > 0 ? value : 0))
          own = times(back, transposed(W1))
        }
      return { input: zipped(g, own, (a, b) => skip * a + b), weight }
    })
  }
  const gradient = once(() => {
    let upstream: NumericArray = { ...draw(tokens, width, 1 / Math.sqrt(tokens * width)), shape: [1, tokens, width] }
    if (!placement.after) upstream = normalizeGradients(x, upstream, how, epsilon).input
    const norms = backs.reverse().map((back) => {
      const { input, weight } = back(upstream)
      upstream = input
      return weight
    })
    return norms.reverse()
  })
  return {
    stream,
    turn,
    get gradient() {
      return gradient()
    },
  }
}

const meanSquare = ({ data }: NumericArray): number => data.reduce((sum, v) => sum + v * v, 0) / data.length

/** Tokens [1, T, in] by a matrix [out, in]. */
function times(x: NumericArray, W: NumericArray): NumericArray {
  const [out, inner] = W.shape as [number, number]
  const rows = x.data.length / inner
  const data = new Float64Array(rows * out)
  for (let t = 0; t < rows; t++)
    for (let o = 0; o < out; o++) {
      let sum = 0
      for (let i = 0; i < inner; i++) sum += x.data[t * inner + i]! * W.data[o * inner + i]!
      data[t * out + o] = sum
    }
  return { shape: [1, rows, out], data }
}

function transposed({ shape, data }: NumericArray): NumericArray {
  const [rows, columns] = shape as [number, number]
  return {
    shape: [columns, rows],
    data: new Float64Array(data.length).map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!),
  }
}

const map = (x: NumericArray, f: (value: number) => number): NumericArray => ({ shape: x.shape, data: x.data.map(f) })

const zipped = (a: NumericArray, b: NumericArray, f: (x: number, y: number) => number): NumericArray => ({
  shape: a.shape,
  data: a.data.map((value, i) => f(value, b.data[i]!)),
})

function cosine(a: NumericArray, b: NumericArray): number {
  const dot = (x: NumericArray, y: NumericArray): number => x.data.reduce((sum, v, i) => sum + v * y.data[i]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

/** The Frobenius norm of Σ over tokens of g hᵀ, the gradient of a matrix that maps h to what g belongs to. */
function outerNorm(g: NumericArray, h: NumericArray): number {
  const [rows, m, n] = [tokens, g.data.length / tokens, h.data.length / tokens]
  let square = 0
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let t = 0; t < rows; t++) sum += g.data[t * m + i]! * h.data[t * n + j]!
      square += sum * sum
    }
  return Math.sqrt(square)
}
