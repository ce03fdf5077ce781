import { names } from '../axes.ts'
import { zip } from '../arrays.ts'
import type { Primitive, Tn } from '../graph.ts'
import { constant as number, multiply, zero } from '../poly.ts'
import { record } from '../trace.ts'
import { elements, free, keepsNothing } from './rules.ts'

/** What becomes of each number on the way to a result: itself, or the nearest that a shorter format has. */
export type Round = (x: number) => number

/** A table that positions alone decide: nothing in it is learned. */
export interface Table {
  readonly label: string
  readonly axes: string
  /** What building it costs, in halves of an operation for each element: a rotary angle is shared by a pair. */
  readonly halves?: { readonly vector: number; readonly transcendental: number }
  /** The element at an index; `past` tokens came before the first query. `lengths` are those of the axes. */
  readonly rule: (at: readonly number[], past: number, lengths: readonly number[], round?: Round) => number
}

/** A fixed table: token positions, relative distances, sinusoids, rotary angles. */
export function fixed<const A extends string>(axes: A, table: Omit<Table, 'axes'>): Tn<A> {
  return record(constantOp, { ...table, axes }, []) as Tn<A>
}

/** 0, 1, 2, …: the place of each token in its sequence. */
export const positions = <const A extends string>(axis: A): Tn<A> =>
  fixed(axis, { label: 'positions', rule: ([t], past) => t! + past })

const constantOp: Primitive<Table> = {
  name: 'constant',
  source: 'computed from positions; see the model that uses it',
  axes: (_, { axes }) => axes,
  cost: (node) => {
    const { halves } = node.attributes
    if (halves === undefined) return free
    const half = (n: number) => multiply(number(n, 2), elements(node))
    const [vector, transcendental] = [half(halves.vector), half(halves.transcendental)]
    return { matmul: zero, vector, transcendental, read: zero, written: elements(node) }
  },
  kept: () => keepsNothing,
  latex: (_, { attributes }) => `\\text{${attributes.label}}`,
  draw: ({ attributes }) => ({ mark: 'input', label: attributes.label }),
  compute: tableBy(),
}

/** The numeric rule of a table, made with this rounding if with any. */
export function tableBy(round?: Round): Primitive<Table>['compute'] {
  return (_, { axes, attributes }, run) => {
    const lengths = names(axes).map(run.length)
    return zip(axes, lengths, [], (_values, at) => attributes.rule(at, run.past, lengths, round))
  }
}
