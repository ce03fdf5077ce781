import { alongAxes, rowsAlong, zip, type Labeled } from './arrays.ts'
import { names } from './axes.ts'
import type { NumericArray } from './numeric.ts'
import { moments, standardize } from './ops/norm.ts'

/** One way to normalize: which numbers share a mean and a variance, and which share a gain and a shift. */
export interface Normalization {
  /** What it is called in a sentence. */
  readonly title: string
  /** The axes of what it normalizes; channels in groups are two axes, `G` groups of `C` channels. */
  readonly axes: string
  /** The axes along which numbers are pooled: one mean and one variance for every index of the others. */
  readonly over: string
  /** The axes of gain and shift. */
  readonly weights: string
  /** Whether the mean is taken away, and a shift added. */
  readonly centered: boolean
  readonly source: string
}

/** The methods of the site: one formula, x̂ = (x − μ) / √(σ² + ε) and y = γ x̂ + β, over different sets of numbers. */
export const normalizations = {
  batch: {
    title: 'batch normalization',
    axes: 'N C H W',
    over: 'N H W',
    weights: 'C',
    centered: true,
    source: 'Ioffe and Szegedy 2015',
  },
  layer: {
    title: 'layer normalization',
    axes: 'B T d',
    over: 'd',
    weights: 'd',
    centered: true,
    source: 'Ba et al. 2016',
  },
  imageLayer: {
    title: 'layer normalization of images',
    axes: 'N C H W',
    over: 'C H W',
    weights: 'C H W',
    centered: true,
    source: 'torch.nn.LayerNorm over [C, H, W]',
  },
  instance: {
    title: 'instance normalization',
    axes: 'N C H W',
    over: 'H W',
    weights: 'C',
    centered: true,
    source: 'Ulyanov et al. 2016',
  },
  group: {
    title: 'group normalization',
    axes: 'N G C H W',
    over: 'C H W',
    weights: 'G C',
    centered: true,
    source: 'Wu and He 2018',
  },
  rms: {
    title: 'RMS normalization',
    axes: 'B T d',
    over: 'd',
    weights: 'd',
    centered: false,
    source: 'Zhang and Sennrich 2019',
  },
} as const satisfies Record<string, Normalization>

/** Gain γ and shift β, each in the shape of the method's `weights`; 1 and 0 where they are left out. */
export interface GainAndShift {
  readonly gain?: NumericArray
  readonly shift?: NumericArray
}

/**
 * Normalizes x, whose axes are those of the method: `[N, C, H, W]` for batch normalization. The statistics are x's own,
 * the variance divided by the size of the set, as in training. Returns y in the shape of x.
 */
export function normalize(
  x: NumericArray,
  how: Normalization,
  epsilon: number,
  { gain, shift }: GainAndShift = {},
): NumericArray {
  return affine(standardized(x, how, epsilon), how, gain, shift)
}

/** What a loss L changes by: ∂L/∂x in the shape of x, ∂L/∂γ and ∂L/∂β in the shape of the weights. */
export interface Gradients {
  readonly input: NumericArray
  readonly gain: NumericArray
  readonly shift: NumericArray
}

/**
 * The gradients of a loss, given `upstream` = ∂L/∂y in the shape of x. With g = γ ⊙ ∂L/∂y,
 * ∂L/∂x = (g − mean(g) − x̂ mean(g ⊙ x̂)) / √(σ² + ε), with means over each pooled set; RMS lacks the first of them.
 * ∂L/∂γ = Σ ∂L/∂y ⊙ x̂ and ∂L/∂β = Σ ∂L/∂y. (Ioffe and Szegedy 2015, §3.)
 */
export function normalizeGradients(
  x: NumericArray,
  upstream: NumericArray,
  how: Normalization,
  epsilon: number,
  gain?: NumericArray,
): Gradients {
  const normal = standardized(x, how, epsilon)
  const g = affine(upstream, how, gain)
  const input = new Float64Array(x.data.length)
  for (const places of rowsAlong(labeled(x, how), how.over)) {
    const take = ({ data }: NumericArray): Float64Array => Float64Array.from(places, (place) => data[place]!)
    const factor = 1 / Math.sqrt(moments(take(x), how.centered).variance + epsilon)
    const shared = how.centered ? moments(take(g), true).mean : 0
    const along = moments(take(times(g, normal)), true).mean
    for (const i of places) input[i] = factor * (g.data[i]! - shared - normal.data[i]! * along)
  }
  return {
    input: { shape: x.shape, data: input },
    gain: sumOver(labeled(times(upstream, normal), how), how.weights),
    shift: sumOver(labeled(upstream, how), how.weights),
  }
}

/** Running mean and variance, one number for each pooled set: `[C]` for batch normalization. */
export interface Running {
  readonly mean: NumericArray
  readonly variance: NumericArray
}

/**
 * Running statistics after one more batch: `momentum` parts of the batch's, the rest of those before. The batch's variance
 * enters unbiased, m/(m − 1) times the one that normalizes, for sets of m numbers. (torch.nn.BatchNorm2d; what Keras calls
 * momentum is the part that is kept.)
 */
export function runningAfter(running: Running, x: NumericArray, how: Normalization, momentum = 0.1): Running {
  const sets = rowsAlong(labeled(x, how), how.over).map((places) => {
    const { mean, variance } = moments(
      Float64Array.from(places, (place) => x.data[place]!),
      how.centered,
    )
    return { mean, variance: (variance * places.length) / (places.length - 1) }
  })
  const mix = ({ shape, data }: NumericArray, statistic: 'mean' | 'variance'): NumericArray => ({
    shape,
    data: data.map((before, i) => (1 - momentum) * before + momentum * sets[i]![statistic]),
  })
  return { mean: mix(running.mean, 'mean'), variance: mix(running.variance, 'variance') }
}

/** Normalizes x with running statistics in place of its own, as batch normalization does after training. */
export function normalizeWith(
  { mean, variance }: Running,
  x: NumericArray,
  how: Normalization,
  epsilon: number,
  { gain, shift }: GainAndShift = {},
): NumericArray {
  const axes = unpooled(how)
  const normal = zip(
    how.axes,
    x.shape,
    [labeled(x, how), { array: mean, axes }, { array: variance, axes }],
    ([value, m, v]) => (value! - m!) / Math.sqrt(v! + epsilon),
  )
  return affine(normal, how, gain, shift)
}

const labeled = (array: NumericArray, { axes }: Normalization): Labeled => ({ array, axes })

const unpooled = ({ axes, over }: Normalization): string =>
  names(axes)
    .filter((axis) => !names(over).includes(axis))
    .join(' ')

const standardized = (x: NumericArray, how: Normalization, epsilon: number): NumericArray =>
  alongAxes(labeled(x, how), how.over, (row) => standardize(row, how.centered, epsilon))

const times = (a: NumericArray, b: NumericArray): NumericArray => ({
  shape: a.shape,
  data: a.data.map((value, i) => value * b.data[i]!),
})

/** γ x + β, with γ and β the same along every axis they lack. */
function affine(x: NumericArray, how: Normalization, gain?: NumericArray, shift?: NumericArray): NumericArray {
  const scaled = gain ? zip(how.axes, x.shape, [labeled(x, how), weight(gain, how)], ([value, g]) => value! * g!) : x
  return shift
    ? zip(how.axes, x.shape, [labeled(scaled, how), weight(shift, how)], ([value, b]) => value! + b!)
    : scaled
}

const weight = (array: NumericArray, how: Normalization): Labeled => ({ array, axes: how.weights })

/** Sums every axis away but those of `axes`. */
function sumOver(x: Labeled, axes: string): NumericArray {
  const own = names(x.axes)
  const kept = names(axes)
  const gone = own.filter((axis) => !kept.includes(axis)).join(' ')
  const sums = rowsAlong(x, gone).map((places) => places.reduce((sum, place) => sum + x.array.data[place]!, 0))
  return { shape: kept.map((axis) => x.array.shape[own.indexOf(axis)]!), data: Float64Array.from(sums) }
}
