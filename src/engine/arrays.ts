import { names } from './axes.ts'
import type { NumericArray } from './numeric.ts'

/** An array together with the names of its axes. */
export interface Labeled {
  readonly array: NumericArray
  readonly axes: string
}

export const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1)

/** An array from nested lists of numbers, as JSON has them. Throws where the rows are ragged. */
export function fromNested(nested: unknown): NumericArray {
  const shape: number[] = []
  for (let level = nested; Array.isArray(level); level = level[0]) shape.push(level.length)
  const data: number[] = []
  const walk = (level: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (typeof level !== 'number') throw new TypeError(`expected a number in the array; received ${typeof level}`)
      data.push(level)
    } else if (Array.isArray(level) && level.length === shape[depth]) for (const row of level) walk(row, depth + 1)
    else throw new TypeError(`the array is ragged at depth ${depth}: expected ${shape[depth]} entries`)
  }
  walk(nested, 0)
  return { shape, data: Float64Array.from(data) }
}

/** Nested lists of numbers from an array, as JSON has them. */
export function toNested({ shape, data }: NumericArray): unknown {
  const build = (depth: number, offset: number): unknown => {
    if (depth === shape.length) return data[offset]
    const stride = product(shape.slice(depth + 1))
    return Array.from({ length: shape[depth]! }, (_, i) => build(depth + 1, offset + i * stride))
  }
  return build(0, 0)
}

/** How far to step in `of` for each axis of `axes`; 0 where it has no such axis. */
export function strides(of: Labeled, axes: readonly string[]): number[] {
  const own = names(of.axes)
  return axes.map((axis) => {
    const at = own.indexOf(axis)
    return at < 0 ? 0 : product(of.array.shape.slice(at + 1))
  })
}

/** Computes every element of `axes` from the matching elements of the operands. */
export function zip(
  axes: string,
  shape: readonly number[],
  operands: readonly Labeled[],
  f: (values: readonly number[], at: readonly number[]) => number,
): NumericArray {
  const steps = operands.map((operand) => strides(operand, names(axes)))
  const data = new Float64Array(product(shape))
  const at = shape.map(() => 0)
  const values = operands.map(() => 0)
  const offsets = operands.map(() => 0)
  for (let i = 0; i < data.length; i++) {
    for (let o = 0; o < operands.length; o++) values[o] = operands[o]!.array.data[offsets[o]!]!
    data[i] = f(values, at)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at[axis]!++
      for (let o = 0; o < operands.length; o++) offsets[o]! += steps[o]![axis]!
      if (at[axis]! < shape[axis]!) break
      at[axis] = 0
      for (let o = 0; o < operands.length; o++) offsets[o]! -= steps[o]![axis]! * shape[axis]!
    }
  }
  return { shape, data }
}

/** Applies `f` to every row along some axes: it reads the row and returns one of the same length. */
export function alongAxes(input: Labeled, axes: string, f: (row: Float64Array) => Float64Array): NumericArray {
  const { shape, data } = input.array
  const result = new Float64Array(data.length)
  for (const places of rowsAlong(input, axes)) {
    const row = f(Float64Array.from(places, (place) => data[place]!))
    places.forEach((place, i) => (result[place] = row[i]!))
  }
  return { shape, data: result }
}

/** Where the numbers of each row along some axes lie: `T d` of `[B, T, d]` gives B rows of T·d places. */
export function rowsAlong(input: Labeled, axes: string): number[][] {
  const own = names(input.axes)
  const inside = names(axes)
  const places = (chosen: readonly string[]): number[] =>
    chosen.reduce(
      (starts, axis) => {
        const stride = product(input.array.shape.slice(own.indexOf(axis) + 1))
        const length = input.array.shape[own.indexOf(axis)]!
        return starts.flatMap((start) => Array.from({ length }, (_, i) => start + i * stride))
      },
      [0],
    )
  const within = places(inside)
  return places(own.filter((axis) => !inside.includes(axis))).map((start) => within.map((place) => start + place))
}

/** Where each place of an array of some lengths lies, in the order of its places, with a step for each axis. */
function offsets(lengths: readonly number[], steps: readonly number[]): Int32Array {
  const all = new Int32Array(product(lengths))
  let known = 1
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    for (let i = known; i < known * lengths[axis]!; i++) all[i] = all[i - known]! + steps[axis]!
    known *= lengths[axis]!
  }
  return all
}

/**
 * Multiplies two arrays and sums over the axes that the result lacks. An axis that only one of them has is the same along
 * it in the other. `multiplyAdds` is told how many multiplications with addition that took.
 */
export function contract(
  left: Labeled,
  right: Labeled,
  axes: string,
  multiplyAdds: (count: number) => void = () => {},
): NumericArray {
  const [a, b] = [left.array, right.array]
  const loop = [...new Set([...names(axes), ...names(left.axes), ...names(right.axes)])]
  const lengths = loop.map((axis) => {
    const [inA, inB] = [left, right].map((x) => x.array.shape[names(x.axes).indexOf(axis)])
    if (inA !== undefined && inB !== undefined && inA !== inB)
      throw new RangeError(`the axis ${axis} is ${inA} long in one operand and ${inB} in the other`)
    return (inA ?? inB)!
  })
  const shape = lengths.slice(0, names(axes).length)
  const places = (operand: Labeled, from: number, to?: number) =>
    offsets(lengths.slice(from, to), strides(operand, loop).slice(from, to))
  const [startsA, startsB] = [places(left, 0, shape.length), places(right, 0, shape.length)]
  const [innerA, innerB] = [places(left, shape.length), places(right, shape.length)]
  const inner = innerA.length
  const data = new Float64Array(product(shape))
  for (let out = 0; out < data.length; out++) {
    const [startA, startB] = [startsA[out]!, startsB[out]!]
    let sum = 0
    for (let n = 0; n < inner; n++) sum += a.data[startA + innerA[n]!]! * b.data[startB + innerB[n]!]!
    data[out] = sum
  }
  multiplyAdds(data.length * inner)
  return { shape, data }
}
