import type { Primitive } from '../graph.ts'
import { free, keepsNothing } from './rules.ts'

/** What enters a block of a stack: the stack's input the first time, the block before it from then on. */
export const carry: Primitive<object> = {
  name: 'carry',
  source: 'a loop variable; no operation of the model',
  axes: ([x]) => x!.axes,
  cost: () => free,
  kept: () => keepsNothing,
  latex: ([x]) => x!,
  draw: () => ({ mark: 'none', label: '' }),
  compute: ([x]) => x!,
}
