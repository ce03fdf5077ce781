import { names } from '../axes.ts'
import type { Primitive, Tn } from '../graph.ts'
import { record } from '../trace.ts'
import { free, keepsNothing } from './rules.ts'

interface Input {
  readonly label: string
  readonly axes: string
}

/** What a model is given: token ids, a padding mask, the other stack's result. `label` is the keyword of the implementation. */
export function input<const A extends string>(label: string, axes: A): Tn<A> {
  return record(inputOp, { label, axes }, []) as Tn<A>
}

const inputOp: Primitive<Input> = {
  name: 'input',
  source: 'the signature of the implementation',
  axes: (_, { axes }) => axes,
  cost: () => free,
  kept: () => keepsNothing,
  latex: (_, { attributes }) => `\\text{${attributes.label.replaceAll('_', ' ')}}`,
  draw: ({ attributes }) => ({ mark: 'input', label: attributes.label.replaceAll('_', ' ') }),
  compute: (_, { attributes, axes }, run) => {
    const array = run.input(attributes.label)
    const expected = names(axes).map(run.length)
    if (array.shape.join() !== expected.join())
      throw new RangeError(
        `input ${attributes.label}: received shape [${array.shape.join(', ')}], expected [${expected.join(', ')}]`,
      )
    return array
  },
}
