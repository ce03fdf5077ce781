import { names, shape, type Names } from '../axes.ts'
import { alongAxes } from '../arrays.ts'
import type { Primitive, Tn } from '../graph.ts'
import { fail, record } from '../trace.ts'
import { keeps, perElement } from './rules.ts'

interface Softmax {
  readonly axis: string
}

/** Turns each row along `axis` into positive weights that sum to 1. The row's maximum is subtracted first, for safety. */
export function softmax<A extends string>(x: Tn<A>, axis: Names<A>): Tn<A> {
  return record(softmaxOp, { axis }, [x]) as Tn<A>
}

const softmaxOp: Primitive<Softmax> = {
  name: 'softmax',
  source: 'Bridle 1990; torch.softmax',
  axes: ([x], { axis }) => {
    if (!names(x!.axes).includes(axis)) fail(`softmax over ${axis}: ${shape(x!.axes)} has no such axis`)
    return x!.axes
  },
  cost: (node) => perElement(node, 4, 1),
  kept: (node) => keeps(node),
  latex: ([x]) => `\\operatorname{softmax}\\!\\left(${x}\\right)`,
  draw: ({ attributes }) => ({ mark: 'soft', label: `softmax over ${attributes.axis}` }),
  compute: softmaxBy(softmaxOf),
}

/** The numeric rule of a softmax that turns each row by `f`. */
export function softmaxBy(f: (row: Float64Array) => Float64Array): Primitive<Softmax>['compute'] {
  return ([x], { axes, attributes }) => alongAxes({ array: x!, axes }, attributes.axis, f)
}

/** e^x over the sum of all of them; the largest is subtracted first, so that nothing overflows. */
export function softmaxOf(row: Float64Array): Float64Array {
  const powers = shifted(row).map(Math.exp)
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((value) => value / sum)
}

/** The logarithm of `softmaxOf`, finite where the softmax itself is too small for a float. */
export function logSoftmaxOf(row: Float64Array): Float64Array {
  const below = shifted(row)
  const log = Math.log(below.reduce((sum, value) => sum + Math.exp(value), 0))
  return below.map((value) => value - log)
}

function shifted(row: Float64Array): Float64Array {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity)
  return row.map((value) => value - top)
}
