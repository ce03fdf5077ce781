import type { Activation } from '../../engine/index.ts'
import { expectation } from './quadrature.ts'

/** One end of a range: where it is, and whether the function gets there. */
export interface End {
  readonly value: number
  readonly attained: boolean
}

export interface Point {
  readonly x: number
  readonly value: number
}

/** What can be read off a function without being told. */
export interface Facts {
  readonly range: readonly [low: End, high: End]
  /** Where the function turns; undefined where it is monotonic. */
  readonly minimum: Point | undefined
  readonly slopeAtZero: number
  /** The largest slope, infinite where it has no bound, and the smallest. */
  readonly steepest: number
  readonly lowest: number
  /** E f(z), E f(z)², E f′(z)² for a standard normal z. */
  readonly mean: number
  readonly secondMoment: number
  readonly slopeMoment: number
  /** What weights are multiplied by so that E f² becomes 1. */
  readonly gain: number
  /**
   * With that gain, how a small excess of the second moment grows from one layer to the next: below 1 it dies out, above 1
   * it does not. Derivative of q ↦ gain² E f(√q z)² at q = 1.
   */
  readonly growth: number
  /** The share of standard normal inputs at which no gradient passes. */
  readonly silent: number
}

type Curve = Pick<Activation, 'f' | 'derivative'>

/** Everything that a card says about an activation function, measured on the function itself. */
export function factsOf({ f, derivative }: Curve): Facts {
  const low = lowestOf(f)
  const high = negated(lowestOf((x) => -f(x)))
  const [left, right] = [f(-far), f(far)]
  const ends = [derivative(-far), derivative(far)]
  const secondMoment = expectation((z) => f(z) ** 2)
  return {
    range: [endOf(low, Math.min(low.value, left, right)), endOf(high, Math.max(high.value, left, right))],
    minimum: low.value < Math.min(left, right) - 1e-6 ? low : undefined,
    slopeAtZero: derivative(0),
    steepest: derivative(far) > 10 ? Infinity : settled(Math.max(...ends, -lowestOf((x) => -derivative(x)).value)),
    lowest: settled(Math.min(...ends, lowestOf(derivative).value)),
    mean: expectation(f),
    secondMoment,
    slopeMoment: expectation((z) => derivative(z) ** 2),
    gain: 1 / Math.sqrt(secondMoment),
    growth: expectation((z) => z * f(z) * derivative(z)) / secondMoment,
    silent: expectation((z) => (derivative(z) === 0 ? 1 : 0)),
  }
}

/** So far out that every curve has settled. */
const far = 1e9
const kinks = [-3, -2.5, -1, 0, 1, 2.5, 3, 6]

/** A slope that is approached is written as the number that it approaches. */
const settled = (slope: number): number => (Math.abs(slope - Math.round(slope)) < 1e-9 ? Math.round(slope) + 0 : slope)

/** Within eight of zero, what is only approached still differs from its limit in double precision. */
function endOf({ x, value: reached }: Point, limit: number): End {
  if (Math.abs(limit) > 1000) return { value: Math.sign(limit) * Infinity, attained: false }
  const value = Math.abs(limit - Math.round(limit)) < 1e-6 ? Math.round(limit) + 0 : limit
  return { value, attained: Math.abs(x) <= 8 && Math.abs(reached - value) < 1e-9 }
}

/** The lowest point of a curve between −40 and 40, to about eight digits. */
function lowestOf(f: (x: number) => number): Point {
  const beside = kinks.flatMap((kink) => [kink - 1e-9, kink + 1e-9])
  const start = [...grid(40), ...beside].reduce((best, x) => (f(x) < f(best) - 1e-12 ? x : best), 0)
  const refined = golden(f, start - 0.01, start + 0.01)
  return f(refined) < f(start) ? { x: refined, value: f(refined) } : { x: start, value: f(start) }
}

function golden(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [a, b] = [from, to]
  while (b - a > 1e-10) {
    const [c, d] = [b - ratio * (b - a), a + ratio * (b - a)]
    if (f(c) < f(d)) b = d
    else a = c
  }
  return (a + b) / 2
}

/** Hundredths from zero outward, so that of several lowest points the nearest is found. */
const grid = (reach: number): number[] =>
  Array.from({ length: 200 * reach + 1 }, (_, i) => ((i % 2 === 0 ? -1 : 1) * Math.ceil(i / 2)) / 100)
const negated = ({ x, value }: Point): Point => ({ x, value: -value })
