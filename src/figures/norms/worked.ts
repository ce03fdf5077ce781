import { fromNested, rowsAlong } from '../../engine/arrays.ts'
import { names, normalizations, normalize, type Normalization, type NumericArray } from '../../engine/index.ts'
import { moments } from '../../engine/ops/norm.ts'

export type NormName = keyof typeof normalizations

/**
 * Two sequences of three tokens, four numbers wide. Every mean and deviation of layer, batch and group normalization is
 * whole, and every token has the root mean square 5: a reader can check all of it with a pencil.
 */
export const workedTokens: NumericArray = fromNested([
  [
    [-1, 7, 5, 5],
    [5, 5, -1, 7],
    [1, 7, 1, 7],
  ],
  [
    [1, -7, -7, 1],
    [-1, 7, 7, -1],
    [-5, 5, -5, 5],
  ],
])

/** Tokens after a method, and the numbers that each pooled set shares. */
export interface Worked {
  readonly name: NormName
  readonly output: NumericArray
  readonly sets: readonly PooledSet[]
}

/** One set: where its numbers stand in the tokens, `[b, t, j]` in row-major order, and what was computed from them. */
export interface PooledSet {
  readonly places: readonly number[]
  readonly mean: number
  readonly deviation: number
}

/**
 * Carries tokens [B, T, d] through a method. A method of images takes the sequences for images and the width for channels:
 * [N, C, H, W] = [B, d, T, 1]; groups are two.
 */
export function carried(name: NormName, tokens: NumericArray, epsilon = 0): Worked {
  const how: Normalization = normalizations[name]
  const [B, T, d] = tokens.shape as [number, number, number]
  const image = names(how.axes).includes('N')
  const order = image
    ? Array.from({ length: B * d * T }, (_, i) => (Math.floor(i / (d * T)) * T + (i % T)) * d + (Math.floor(i / T) % d))
    : Array.from({ length: B * T * d }, (_, i) => i)
  const shape = !image ? tokens.shape : how.axes.startsWith('N G') ? [B, 2, d / 2, T, 1] : [B, d, T, 1]
  const x = { shape, data: Float64Array.from(order, (place) => tokens.data[place]!) }
  const y = normalize(x, how, epsilon)
  const data = new Float64Array(tokens.data.length)
  order.forEach((place, i) => (data[place] = y.data[i]!))
  const sets = rowsAlong({ array: x, axes: how.axes }, how.over).map((places) => {
    const { mean, variance } = moments(
      Float64Array.from(places, (place) => x.data[place]!),
      how.centered,
    )
    return { places: places.map((place) => order[place]!), mean, deviation: Math.sqrt(variance) }
  })
  return { name, output: { shape: tokens.shape, data }, sets }
}

/** One row of numbers through a method of tokens. */
export const row = (values: readonly number[]): NumericArray => ({
  shape: [1, 1, values.length],
  data: Float64Array.from(values),
})
