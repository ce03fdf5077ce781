import type { Primitive, Tn } from '../graph.ts'
import { record } from '../trace.ts'
import { elements, free } from './rules.ts'

/** Sets numbers to zero at random in training; the identity otherwise. Costs no FLOPs here, but a byte of mask a number. */
export function dropout<A extends string>(x: Tn<A>): Tn<A> {
  return record(dropoutOp, {}, [x]) as Tn<A>
}

export const dropoutOp: Primitive<object> = {
  name: 'dropout',
  source: 'Srivastava et al. 2014; the mask byte as in Korthikanti et al. 2022, §4.1',
  axes: ([x]) => x!.axes,
  cost: () => free,
  kept: (node) => ({ tensors: [], bytes: elements(node) }),
  latex: ([x]) => x!,
  draw: () => ({ mark: 'none', label: '' }),
  compute: ([x]) => x!,
}
