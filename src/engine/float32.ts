/*
 * What PyTorch computes in 32 bits on an x86 processor with AVX2, to the bit. Every number is held in a double and rounded
 * after each step: one operation on two 32-bit floats is so near in 64 bits that it rounds to its result in 32. AVX-512
 * adds the softmax of more than seven keys in another order, and without vectors the exponential is another: there a
 * weight may be some units in the last place away.
 */

const { fround } = Math

/**
 * e^x for x ≤ 0: a power of two times a polynomial of what is left. PyTorch's softmax has it from SLEEF, where it is `xexpf`
 * in sleefsimdsp.c (© Naoki Shibata and contributors, Boost Software License 1.0): within one unit in the last place.
 */
function exp(x: number): number {
  if (x < -104) return 0
  const power = nearest(fround(x * fround(Math.LOG2E)))
  const rest = fma(power, fround(-1.428606765330187e-6), fma(power, -0.693145751953125, x))
  const series = coefficients.reduce((sum, coefficient) => fma(sum, rest, coefficient))
  return fround(fround(1 + fma(fround(rest * rest), series, rest)) * 2 ** power)
}

const coefficients = [
  0.000198527617612853646278381, 0.00139304355252534151077271, 0.00833336077630519866943359,
  0.0416664853692054748535156, 0.166666671633720397949219, 0.5,
].map(fround)

/**
 * Sine and cosine, of angles up to 1,000. PyTorch has them from Intel's MKL, whose method is not published. Its results
 * are those of one polynomial in 64 bits: of all of degree nine, that with the least relative error on a quarter turn.
 */
export function sin(angle: number): number {
  const half = Math.round(angle / Math.PI)
  return fround(sign(half) * sine(angle - half * Math.PI))
}

export function cos(angle: number): number {
  const half = Math.round(angle / Math.PI - 0.5)
  return fround(-sign(half) * sine(angle - (half + 0.5) * Math.PI))
}

/** The sine of at most a quarter turn to either side, within 6·10⁻⁹ of itself; the coefficients by Remez's exchange. */
export function sine(r: number): number {
  const s = r * r
  const series =
    -0.1666665955042755 + s * (0.008333066246082155 + s * (-0.0001980960290193795 + s * 2.605780637968037e-6))
  return r + r * s * series
}

/** Weights that sum to 1, as `vec_softmax_lastdim_kernel` of ATen has them with 256-bit vectors. */
export function softmax(scores: Float64Array): Float64Array {
  const row = scores.map(fround)
  const top = Math.max(...row)
  const powers = row.map((score) => exp(fround(score - top)))
  const inverse = fround(1 / halved(powers))
  return powers.map((power) => fround(power * inverse))
}

/** One over the root of a row's mean square, of at most 512 numbers: longer ones are added in more stages. */
export function inverseRms(row: Float64Array, epsilon: number): number {
  const mean = fround(striped(row.map((x) => fround(fround(x) ** 2))) / row.length)
  return fround(1 / fround(Math.sqrt(fround(mean + fround(epsilon)))))
}

/** The sum of a row as `vec_reduce_all` of ATen adds: in eight lanes, folded in half until one is left. */
function halved(row: Float64Array): number {
  let lanes = row.length < 8 ? [sum(row)] : every(8, row).map(sum)
  while (lanes.length > 1) lanes = lanes.slice(lanes.length / 2).map((x, i) => fround(lanes[i]! + x))
  return lanes[0]!
}

/** The sum of a row as ATen's `SumKernel.cpp` adds: in eight lanes of four sums each, then in order. */
function striped(row: Float64Array): number {
  if (row.length < 8) return fourfold(row)
  const whole = row.length - (row.length % 8)
  return sum([...row.slice(whole), ...every(8, row.slice(0, whole)).map(fourfold)])
}

function fourfold(row: Float64Array): number {
  const whole = row.length - (row.length % 4)
  const [first, ...others] = every(4, row.slice(0, whole)).map(sum)
  return sum([first!, ...row.slice(whole), ...others])
}

/** The numbers of a row dealt out to `n` lanes. */
const every = (n: number, row: Float64Array): Float64Array[] =>
  Array.from({ length: n }, (_, lane) => row.filter((_, i) => i % n === lane))

const sum = (row: Iterable<number>): number => [...row].reduce((a, b) => fround(a + b), 0)

/** a·b + c as if rounded once: the product of two 32-bit floats is exact in a double. */
const fma = (a: number, b: number, c: number): number => fround(a * b + c)

/** The nearest integer, the even one of two: beyond 2⁵² a double has no fraction. */
const nearest = (x: number): number => x + 1.5 * 2 ** 52 - 1.5 * 2 ** 52

const sign = (turns: number): number => (turns % 2 === 0 ? 1 : -1)
