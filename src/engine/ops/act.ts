import { activations, type ActivationName } from '../activations.ts'
import type { Primitive, Tn } from '../graph.ts'
import { record } from '../trace.ts'
import { keeps, perElement } from './rules.ts'

interface Act {
  readonly kind: ActivationName
}

/** A nonlinearity, applied to every number by itself. */
export function act<A extends string>(x: Tn<A>, kind: ActivationName): Tn<A> {
  return record(actOp, { kind }, [x]) as Tn<A>
}

const actOp: Primitive<Act> = {
  name: 'act',
  source: 'engine/activations.ts, each with its own',
  axes: ([x]) => x!.axes,
  cost: (node) => {
    const { vector, transcendental } = activations[node.attributes.kind]
    return perElement(node, vector, transcendental)
  },
  kept: ({ inputs }) => keeps(...inputs),
  latex: ([x], { attributes }) =>
    attributes.kind === 'identity' ? x! : `${activations[attributes.kind].latex}\\!\\left(${x}\\right)`,
  draw: ({ attributes }) => ({ mark: 'soft', label: activations[attributes.kind].title }),
  compute: ([x], { attributes }) => ({ shape: x!.shape, data: x!.data.map(activations[attributes.kind].f) }),
}
