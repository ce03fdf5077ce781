import { map, mean, normalized, random, rms, times, transposed, type Matrix } from './matrices.ts'

/** Moves a weight along its gradient, with a memory of its own of the gradients before. */
type Optimizer = () => (weight: Matrix, gradient: Matrix, step: number) => Matrix

/**
 * Adafactor as T5 uses it (Shazeer and Stern 2018): second moments by row and column, updates clipped at an
 * RMS of 1, and a step in proportion to the weight's own size. No momentum.
 */
const adafactor: Optimizer = () => {
  let [rows, columns]: number[][] = [[], []]
  return (weight, gradient, step) => {
    const decay = 1 - step ** -0.8
    const squares = map(gradient, (value) => value ** 2 + 1e-30)
    const moved = (kept: number[], now: Matrix) => now.map((row, i) => decay * (kept[i] ?? 0) + (1 - decay) * mean(row))
    ;[rows, columns] = [moved(rows!, squares), moved(columns!, transposed(squares))]
    const center = mean(rows)
    const update = map(gradient, (value, i, j) => value / Math.sqrt((rows![i]! * columns![j]!) / center))
    const rate = (0.01 * Math.max(1e-3, rms(weight))) / Math.max(1, rms(update))
    return map(weight, (value, i, j) => value - rate * update[i]![j]!)
  }
}

/** Adam with its usual constants (Kingma and Ba 2015): a step of one size for every weight. */
const adam: Optimizer = () => {
  let [first, second]: [Matrix | undefined, Matrix | undefined] = [undefined, undefined]
  return (weight, gradient, step) => {
    first = map(gradient, (value, i, j) => 0.9 * (first?.[i]![j] ?? 0) + 0.1 * value)
    second = map(gradient, (value, i, j) => 0.999 * (second?.[i]![j] ?? 0) + 0.001 * value ** 2)
    const m = map(first, (value) => value / (1 - 0.9 ** step))
    const v = map(second, (value) => value / (1 - 0.999 ** step))
    return map(weight, (value, i, j) => value - (0.001 * m[i]![j]!) / (Math.sqrt(v[i]![j]!) + 1e-8))
  }
}

const optimizers = { adafactor, adam } as const

/**
 * The same training of a query matrix twice, once with scores divided by √k, once with the root in the start of the matrix.
 * Both begin with the same scores. Returned is how far the scores are apart after each step, as a share of their size.
 */
export function apart(optimizer: keyof typeof optimizers, steps: number): number[] {
  const [n, d, k] = [16, 32, 64]
  const x = normalized(random(n, d, 1, 'tokens'))
  const keys = times(x, random(d, k, d ** -0.5, 'keys'))
  const wanted = times(times(x, random(d, k, (d * k) ** -0.5, 'wanted')), transposed(keys))
  const start = random(d, k, d ** -0.5, 'queries')
  const runs = [
    { factor: k ** -0.5, weight: start, move: optimizers[optimizer]() },
    { factor: 1, weight: map(start, (value) => value * k ** -0.5), move: optimizers[optimizer]() },
  ]
  const scoresOf = (factor: number, weight: Matrix) =>
    map(times(times(x, weight), transposed(keys)), (value) => factor * value)
  return Array.from({ length: steps }, (_, i) => {
    const after = runs.map((run) => {
      const scores = scoresOf(run.factor, run.weight)
      const error = map(scores, (value, i, j) => (run.factor * (value - wanted[i]![j]!)) / n ** 2)
      run.weight = run.move(run.weight, times(transposed(x), times(error, keys)), i + 1)
      return scoresOf(run.factor, run.weight)
    })
    const [divided, folded] = after as [Matrix, Matrix]
    return rms(map(divided, (value, i, j) => value - folded[i]![j]!)) / rms(divided)
  })
}
