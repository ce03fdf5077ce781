import { names, shape, type Names, type Within } from '../axes.ts'
import { zip } from '../arrays.ts'
import type { Kept, Node, Primitive, Tn } from '../graph.ts'
import { fail, record } from '../trace.ts'
import { factor, keeps, keepsNothing, perElement } from './rules.ts'

/** The sum of two tensors; the second may lack axes, as a bias does, and is then the same along them. */
export function add<A extends string, B extends string>(a: Tn<A>, b: Tn<B> & Within<B, A>): Tn<A> {
  return record(addOp, {}, [a, b]) as Tn<A>
}

/** The product of two tensors, number by number; the second may lack axes. */
export function mul<A extends string, B extends string>(a: Tn<A>, b: Tn<B> & Within<B, A>): Tn<A> {
  return record(mulOp, {}, [a, b]) as Tn<A>
}

export type { Names }

const addOp = binary({
  name: 'add',
  source: 'torch.add',
  latex: ([a, b]) => `${a} + ${b}`,
  draw: () => ({ mark: 'sum', label: '+' }),
  kept: () => keepsNothing,
  f: (a, b) => a + b,
})

const mulOp = binary({
  name: 'mul',
  source: 'torch.mul',
  latex: ([a, b]) => `${factor(a!)} \\odot ${factor(b!)}`,
  draw: () => ({ mark: 'product', label: '⊙' }),
  kept: ({ inputs }) => keeps(...inputs),
  f: (a, b) => a * b,
})

function binary({
  f,
  ...rest
}: Pick<Primitive<object>, 'name' | 'source' | 'latex' | 'draw'> & {
  kept: (node: Node) => Kept
  f: (a: number, b: number) => number
}): Primitive<object> {
  return {
    ...rest,
    axes: ([a, b]) => {
      const stray = names(b!.axes).find((axis) => !names(a!.axes).includes(axis))
      if (stray !== undefined)
        fail(`${rest.name}: ${shape(b!.axes)} has the axis ${stray}, which ${shape(a!.axes)} lacks`)
      return a!.axes
    },
    cost: (node) => perElement(node, 1),
    compute: ([a, b], { inputs, axes }) =>
      zip(
        axes,
        a!.shape,
        [
          { array: a!, axes: inputs[0]!.axes },
          { array: b!, axes: inputs[1]!.axes },
        ],
        ([x, y]) => f(x!, y!),
      ),
  }
}
