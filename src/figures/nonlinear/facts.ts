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
  readonly steepest: Point
  /** The smallest slope. */
  readonly lowest: Point
  /** E f(z), E f(z)², E f′(z)² for a standard normal z. */
  readonly mean: number
  readonly secondMoment: number
  readonly slopeMoment: number
  /** What weights are multiplied by so that E f² becomes 1. */
  readonly gain: number
  /** The share of standard normal inputs at which no gradient passes. */
  readonly silent: number
}

type Curve = Pick<Activation, 'f' | 'derivative'>

/** Everything that a card says about an activation function, measured on the function itself. */
export function factsOf({ f, derivative }: Curve): Facts {
  const low = lowestOf(f)
  const steepest = negated(lowestOf((x) => -derivative(x)))
  const secondMoment = expectation((z) => f(z) ** 2)
  const [left, right] = [f(-far), f(far)]
  const turns = low.value < Math.min(left, right) - 1e-6 && Number.isFinite(low.value)
  return {
    range: [endOf(f, low, Math.min(left, right), -1), endOf(f, negated(lowestOf((x) => -f(x))), Math.max(left, right), 1)],
    minimum: turns ? low : undefined,
    slopeAtZero: derivative(0),
    steepest: derivative(far) > 10 ? { x: Infinity, value: Infinity } : steepest,
    lowest: lowestOf(derivative),
    mean: expectation(f),
    secondMoment,
    slopeMoment: expectation((z) => derivative(z) ** 2),
    gain: 1 / Math.sqrt(secondMoment),
    silent: expectation((z) => (derivative(z) === 0 ? 1 : 0)),
  }
}

/** Farther out than any curve bends; nearer than where an exponential overflows. */
const far = 500
/** Up to here a value that is only approached still differs from its limit in double precision. */
const near = 8
const kinks = [-3, -2.5, -1, 0, 1, 2.5, 3, 6]

function endOf(f: (x: number) => number, found: Point, outermost: number, sign: 1 | -1): End {
  if (Math.abs(outermost) > 4) {
    const grows = Math.abs(f(sign * 2 * far) - f(sign * far)) > 1e-6 || Math.abs(f(-sign * 2 * far) - f(-sign * far)) > 1e-6
    if (grows && Math.sign(outermost) === sign) return { value: sign * Infinity, attained: false }
  }
  const value = sign < 0 ? Math.min(found.value, outermost) : Math.max(found.value, outermost)
  const attained = grid(near).some((x) => Math.abs(f(x) - value) < 1e-9)
  return { value: Math.abs(value) < 1e-12 ? 0 : value, attained }
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

const grid = (reach: number): number[] => Array.from({ length: 200 * reach + 1 }, (_, i) => (i - 100 * reach) / 100)
const negated = ({ x, value }: Point): Point => ({ x, value: -value })
