import { names, shape, signature, type Operands, type Result, type WellFormed } from '../axes.ts'
import { product, strides } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import type { NumericArray } from '../numeric.ts'
import { constant, multiply, zero, type Poly } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { isParam } from './param.ts'
import { factor, keeps, scripted, traffic } from './rules.ts'

interface Einsum {
  readonly spec: string
}

type Tensors<L extends string[]> = { [K in keyof L]: Tn<L[K]> }

/**
 * A matrix product, written by its axes: `einsum('B T d, d f -> B T f', x, W)` sums over `d`, which the result lacks.
 * It costs 2 FLOPs for each combination of all its axes: a multiplication and an addition.
 */
export function einsum<const E extends string>(spec: E & WellFormed<E>, ...xs: Tensors<Operands<E>>): Tn<Result<E>> {
  return record(einsumOp, { spec }, xs as Node[]) as Node as Tn<Result<E>>
}

export const isEinsum = (node: Node): boolean => node.primitive.name === 'einsum'

/** Every axis of the operands with its size, once. */
export function loopAxes(node: Node): Map<string, Poly> {
  return new Map(node.inputs.flatMap((x) => names(x.axes).map((axis, i) => [axis, x.sizes[i]!] as const)))
}

/** The axes that are summed away. */
export const contracted = (node: Node): string[] =>
  [...loopAxes(node).keys()].filter((a) => !names(node.axes).includes(a))

const einsumOp: Primitive<Einsum> = {
  name: 'einsum',
  source: 'numpy.einsum; FLOPs as torch.utils.flop_counter counts mm and bmm',
  axes: (inputs, { spec }) => {
    const { operands, result } = signature(spec)
    if (operands.length !== inputs.length)
      fail(`einsum '${spec}' names ${operands.length} operands; received ${inputs.length}`)
    operands.forEach((axes, i) => {
      if (axes !== inputs[i]!.axes)
        fail(`einsum '${spec}': operand ${i + 1} has the axes ${shape(inputs[i]!.axes)}, expected ${shape(axes)}`)
    })
    const stray = names(result).find((axis) => !operands.some((axes) => names(axes).includes(axis)))
    if (stray !== undefined) fail(`einsum '${spec}': the result has the axis ${stray}, which no operand has`)
    return result
  },
  cost: (node) => ({
    matmul: multiply(constant(2), ...loopAxes(node).values()),
    vector: zero,
    transcendental: zero,
    ...traffic(node),
  }),
  kept: ({ inputs }) => keeps(...inputs.filter((x) => !isParam(x))),
  latex: ([a, b], node) => `${factor(a!)}\\,${transposed(node) ? scripted(b!, '^', '\\top') : factor(b!)}`,
  draw: () => ({ mark: 'box', label: '' }),
  compute: ([a, b], node, run) => contract(a!, b!, node, run.multiplyAdds),
}

/**
 * Whether rows meet rows, as in Q Kᵀ and in a head that borrows the embedding's table. A layer's own weight is written
 * as papers write it, X W, however it is stored.
 */
function transposed(node: Node): boolean {
  const [, b] = node.inputs
  const own = isParam(b!) && b.module === node.module && b.scope === node.scope
  return !own && contracted(node).includes(names(b!.axes).at(-1)!)
}

function contract(a: NumericArray, b: NumericArray, node: Node, multiplyAdds: (n: number) => void): NumericArray {
  const [left, right] = node.inputs.map((x, i) => ({ array: i === 0 ? a : b, axes: x.axes }))
  const axes = names(node.axes)
  const loop = [...axes, ...contracted(node)]
  const lengths = loop.map((axis) => {
    const [i, j] = [left!, right!].map((x) => names(x.axes).indexOf(axis))
    if (i! >= 0 && j! >= 0 && a.shape[i!] !== b.shape[j!])
      throw new RangeError(`the axis ${axis} is ${a.shape[i!]} long in one operand and ${b.shape[j!]} in the other`)
    return i! >= 0 ? a.shape[i!]! : b.shape[j!]!
  })
  const [stepA, stepB] = [strides(left!, loop), strides(right!, loop)]
  const shape = lengths.slice(0, axes.length)
  const inner = product(lengths.slice(axes.length))
  const data = new Float64Array(product(shape))
  const at = loop.map(() => 0)
  let [i, j] = [0, 0]
  for (let out = 0; out < data.length; out++) {
    let sum = 0
    for (let n = 0; n < inner; n++) {
      sum += a.data[i]! * b.data[j]!
      for (let axis = loop.length - 1; axis >= 0; axis--) {
        at[axis]!++
        i += stepA[axis]!
        j += stepB[axis]!
        if (at[axis]! < lengths[axis]!) break
        i -= stepA[axis]! * lengths[axis]!
        j -= stepB[axis]! * lengths[axis]!
        at[axis] = 0
      }
    }
    data[out] = sum
  }
  multiplyAdds(data.length * inner)
  return { shape, data }
}
