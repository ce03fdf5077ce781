import { parameterCount, polynomial, workOfScope } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete } from '../../models/quantities.ts'
import { sixND } from '../scaling-laws.ts'

/** What a training run costs, by the rule of thumb and product by product. */
export interface Run {
  readonly parameters: bigint
  readonly tokens: number
  /** FLOPs by 6·N·D. */
  readonly rule: number
  /** Three forward passes over all sequences of T tokens, every product counted. */
  readonly exact: number
  /** The same with only the pairs that the causal mask lets through. */
  readonly useful: number
}

export function runOf(name: string, tokens: number, T: number): Run {
  const model = publishedModel(name)
  const bindings = complete(model.graph, { ...model.sizes, B: 1, T })
  const parameters = polynomial.count(parameterCount(model.graph), bindings)
  const work = workOfScope(model.graph)
  const training = (p: polynomial.Poly) => 3 * Number(polynomial.count(p, bindings)) * (tokens / T)
  return {
    parameters,
    tokens,
    rule: sixND({ N: Number(parameters), D: tokens }),
    exact: training(work.matmul),
    useful: training(work.useful),
  }
}

/** The share of a cluster's peak that a run makes use of: FLOPs per token × tokens per second over chips × peak. */
export const utilization = (flopsPerToken: number, tokensPerSecond: number, chips: number, peak: number): number =>
  (flopsPerToken * tokensPerSecond) / (chips * peak)

/** Hours of one chip for some FLOPs at a share of its peak. */
export const chipHours = (flops: number, peak: number, share: number): number => flops / (peak * share) / 3600

/** Energy in MWh of some chip hours at a power in watts, with what the building adds. */
export const energy = (hours: number, watts: number, overhead = 1): number => (hours * watts * overhead) / 1e6

/** In how much time a quantity doubles: least squares on the logarithms of what was seen at each time. */
export function doublingTime(points: readonly (readonly [time: number, value: number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [t, y] = [mean(([time]) => time), mean(([, value]) => Math.log2(value))]
  const covariance = mean(([time, value]) => (time - t) * (Math.log2(value) - y))
  return mean(([time]) => (time - t) ** 2) / covariance
}
