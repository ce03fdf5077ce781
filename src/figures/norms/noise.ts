import { normalizations, runningAfter, type NumericArray } from '../../engine/index.ts'
import { moments, standardize } from '../../engine/ops/norm.ts'
import { normal } from './random.ts'

/** What batches of `size` independent standard normal numbers make of their statistics. */
export interface Noise {
  readonly size: number
  /** The standard deviation of the batch's variance, over the variance itself. */
  readonly ofVariance: number
  /** The standard deviation of what one and the same number, 1, is normalized to. */
  readonly ofOutput: number
}

export const batchSizes = [2, 4, 8, 16, 32, 64, 128, 256, 512] as const

/** The relative standard deviation of the unbiased variance of m normal numbers: √(2/(m − 1)). */
export const noiseInTheory = (size: number): number => Math.sqrt(2 / (size - 1))

/** Draws `batches` batches of each size. The first number of every batch is 1, for the second of the two questions. */
export function batchNoise(batches = 4000, seed = 1): Noise[] {
  const random = normal(seed)
  return batchSizes.map((size) => {
    const variances: number[] = []
    const outputs: number[] = []
    for (let i = 0; i < batches; i++) {
      const others = new Float64Array(size).map(random)
      variances.push((moments(others, true).variance * size) / (size - 1))
      others[0] = 1
      outputs.push(standardize(others, true, 1e-5)[0]!)
    }
    const spread = (values: readonly number[]): number => Math.sqrt(moments(Float64Array.from(values), true).variance)
    return {
      size,
      ofVariance: spread(variances) / moments(Float64Array.from(variances), true).mean,
      ofOutput: spread(outputs),
    }
  })
}

/** The mean of each of some batches, and the running mean after each for two momenta, from 0. */
export interface Track {
  readonly batches: readonly number[]
  readonly running: readonly (readonly number[])[]
}

/** Batches of `size` normal numbers with mean 4 and deviation 3, one channel. */
export function runningMeans(momenta: readonly number[], steps = 200, size = 8, seed = 2): Track {
  const random = normal(seed)
  const batches = Array.from({ length: steps }, (): NumericArray => ({
    shape: [size, 1, 1, 1],
    data: new Float64Array(size).map(() => 4 + 3 * random()),
  }))
  const one = (value: number): NumericArray => ({ shape: [1], data: Float64Array.of(value) })
  const running = momenta.map((momentum) => {
    let now = { mean: one(0), variance: one(1) }
    return batches.map((x) => {
      now = runningAfter(now, x, normalizations.batch, momentum)
      return now.mean.data[0]!
    })
  })
  return { batches: batches.map(({ data }) => moments(data, true).mean), running }
}
