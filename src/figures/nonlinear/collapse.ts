import { activations } from '../../engine/index.ts'
import { normals } from './random.ts'

type Matrix = readonly (readonly number[])[]
type Vector = readonly number[]

/** Two layers that compute exclusive or with ReLU between them (Goodfellow, Bengio and Courville 2016, §6.1). */
export const xor = {
  first: [
    [1, 1],
    [1, 1],
  ],
  bias: [0, -1],
  second: [[1, -2]],
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
} as const satisfies Record<string, Matrix | Vector>

/** What the two layers make of an input: with nothing between them, as the one matrix they then are, and with ReLU. */
export function twoLayers(x: Vector) {
  const hidden = added(applied(xor.first, x), xor.bias)
  const bent = hidden.map(activations.relu.f)
  return {
    x,
    hidden,
    linear: applied(xor.second, hidden)[0]!,
    merged: applied(product(xor.second, xor.first), x)[0]! + applied(xor.second, xor.bias)[0]!,
    bent,
    output: applied(xor.second, bent)[0]!,
  }
}

/** The one matrix and the one bias that the two layers are without a bend. */
export const merged = (): { readonly matrix: Matrix; readonly bias: number } => ({
  matrix: product(xor.second, xor.first),
  bias: applied(xor.second, xor.bias)[0]!,
})

/** The largest relative difference between a deep linear stack, layer by layer, and its product as one matrix. */
export function linearGap(layers: number, width: number): number {
  const normal = normals('one matrix')
  const stack = Array.from({ length: layers }, () =>
    Array.from({ length: width }, () => Array.from({ length: width }, () => normal() / Math.sqrt(width))),
  )
  const x = Array.from({ length: width }, normal)
  const deep = stack.reduce<Vector>((h, w) => applied(w, h), x)
  const flat = applied(
    stack.reduce<Matrix>((m, w, i) => (i === 0 ? w : product(w, m)), stack[0]!),
    x,
  )
  const size = Math.max(...deep.map(Math.abs))
  return Math.max(...deep.map((value, i) => Math.abs(value - flat[i]!))) / size
}

/** The tent on [0, 1] from two ReLUs, 2·ReLU(x) − 4·ReLU(x − ½): up to 1 and back to 0. */
export const tent = (x: number): number => 2 * activations.relu.f(x) - 4 * activations.relu.f(x - 0.5)

/** The tent put into itself: a network of `depth` layers with two units each. */
export const tents = (x: number, depth: number): number =>
  Array.from({ length: depth }).reduce<number>((value) => tent(value), x)

/** How many straight pieces it has on [0, 1], counted on a grid of binary fractions, on which it is exact. */
export function pieces(depth: number): number {
  const steps = 2 ** (depth + 2)
  const slopes = Array.from({ length: steps }, (_, i) => tents((i + 1) / steps, depth) - tents(i / steps, depth))
  return slopes.filter((slope, i) => i === 0 || slope !== slopes[i - 1]).length
}

const applied = (matrix: Matrix, x: Vector): number[] =>
  matrix.map((row) => row.reduce((sum, w, i) => sum + w * x[i]!, 0))
const added = (a: Vector, b: Vector): number[] => a.map((value, i) => value + b[i]!)
const product = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)))
