import { names, shape, type Tail } from '../axes.ts'
import { product, zip } from '../arrays.ts'
import type { Primitive, Tn } from '../graph.ts'
import { add, zero } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { elements, factor, keepsNothing } from './rules.ts'

/**
 * Looks up a row of `table` for every id: `[V, d]` at `[B, T]` gives `[B, T, d]`. An embedding is this, and costs no
 * FLOPs: only the rows that are asked for are read.
 */
export function gather<A extends string, I extends string>(table: Tn<A>, ids: Tn<I>): Tn<`${I} ${Tail<A>}`> {
  return record(gatherOp, {}, [table, ids]) as Tn<`${I} ${Tail<A>}`>
}

const gatherOp: Primitive<object> = {
  name: 'gather',
  source: 'torch.nn.functional.embedding',
  axes: ([table, ids]) => {
    if (names(table!.axes).length < 2) fail(`a table needs rows and columns; received ${shape(table!.axes)}`)
    return `${ids!.axes} ${names(table!.axes).slice(1).join(' ')}`
  },
  cost: (node) => ({
    matmul: zero,
    vector: zero,
    transcendental: zero,
    read: add(elements(node), elements(node.inputs[1]!)),
    written: elements(node),
  }),
  kept: () => keepsNothing,
  latex: ([table, ids]) => `${factor(table!)}[${ids}]`,
  draw: () => ({ mark: 'box', label: 'look up' }),
  compute: ([table, ids], { inputs, axes }, run) => {
    const width = product(table!.shape.slice(1))
    const row = names(inputs[0]!.axes).slice(1)
    return zip(axes, names(axes).map(run.length), [{ array: ids!, axes: inputs[1]!.axes }], ([id], at) => {
      if (!(Number.isInteger(id) && id! >= 0 && id! < table!.shape[0]!))
        throw new RangeError(`id ${id} is not a row of a table of ${table!.shape[0]} rows`)
      const column = row.reduce((sum, _, i) => sum * table!.shape[i + 1]! + at[at.length - row.length + i]!, 0)
      return table!.data[id! * width + column]!
    })
  },
}
