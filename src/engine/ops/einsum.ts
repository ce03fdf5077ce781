import { names, shape, signature, type Operands, type Result, type WellFormed } from '../axes.ts'
import { contract } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
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
  axes: (inputs, { spec }) => checked('einsum', spec, inputs, inputs),
  cost: (node) => ({
    matmul: multiply(constant(2), ...loopAxes(node).values()),
    vector: zero,
    transcendental: zero,
    ...traffic(node),
  }),
  kept: ({ inputs }) => keeps(...inputs.filter((x) => !isParam(x))),
  latex: ([a, b], node) => `${factor(a!)}\\,${transposed(node) ? scripted(b!, '^', '\\top') : factor(b!)}`,
  draw: () => ({ mark: 'box', label: '' }),
  compute: ([a, b], { inputs, axes }, run) =>
    contract({ array: a!, axes: inputs[0]!.axes }, { array: b!, axes: inputs[1]!.axes }, axes, run.multiplyAdds),
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

/** The axes of a product's result. Throws where the operands are not those of `spec`, or none of `known` has an axis of it. */
export function checked(
  name: string,
  spec: string,
  inputs: readonly Node[],
  known: readonly { axes: string }[],
): string {
  const { operands, result } = signature(spec)
  if (operands.length !== inputs.length)
    fail(`${name} '${spec}' names ${operands.length} operands; received ${inputs.length}`)
  operands.forEach((expected, i) => {
    if (expected !== inputs[i]!.axes)
      fail(`${name} '${spec}': operand ${i + 1} has the axes ${shape(inputs[i]!.axes)}, expected ${shape(expected)}`)
  })
  const stray = names(result).find((axis) => !known.some(({ axes }) => names(axes).includes(axis)))
  if (stray !== undefined) fail(`${name} '${spec}': the result has the axis ${stray}, which no operand has`)
  return result
}
