import { names, shape, type Names } from '../axes.ts'
import { alongAxis } from '../arrays.ts'
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
  compute: ([x], { axes, attributes }) =>
    alongAxis({ array: x!, axes }, attributes.axis, (row) => {
      const top = row.reduce((a, b) => Math.max(a, b), -Infinity)
      const powers = row.map((value) => Math.exp(value - top))
      const sum = powers.reduce((a, b) => a + b, 0)
      return powers.map((value) => value / sum)
    }),
}
