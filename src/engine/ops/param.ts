import { dimensions, names, type Flat } from '../axes.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { product } from '../arrays.ts'
import { multiply, type Poly } from '../poly.ts'
import { named, record, sizeOf } from '../trace.ts'
import { free, keepsNothing } from './rules.ts'

/** A weight: how the checkpoint calls it within its module, and how its axes lie in storage. */
export interface Param {
  readonly label: string
  readonly stored: string
  /** Its size in each stored dimension. */
  readonly shape: readonly Poly[]
  /** Whether training leaves it as it is; without a word, it does not. */
  readonly frozen?: boolean
}

/**
 * A trained weight. `label` is its name inside the current module, `stored` its layout in the checkpoint: `(h k) d` is a
 * matrix of h·k rows and d columns whose rows are grouped by head. `symbol` is the paper's name, as LaTeX.
 */
export function param<const S extends string>(label: string, stored: S, symbol?: string): Tn<Flat<S>> {
  const shape = dimensions(stored).map((group) => multiply(...group.map(sizeOf)))
  const node = record(paramOp, { label, stored, shape }, []) as Node as Tn<Flat<S>>
  return symbol === undefined ? node : named(symbol, node)
}

export const isParam = (node: Node): node is Node<Param> => node.primitive.name === 'param'

/** Whether training leaves a weight as it is. In a model that nothing has adapted, it leaves none. */
export const isFrozen = (node: Node): boolean => isParam(node) && node.attributes.frozen === true

/** The full checkpoint name; `{i}` stands for the block. */
export function checkpointName({ module, attributes }: Node<Param>): string {
  return module === '' ? attributes.label : `${module}.${attributes.label}`
}

const paramOp: Primitive<Param> = {
  name: 'param',
  source: "the implementation's state dict",
  axes: (_, { stored }) => dimensions(stored).flat().join(' '),
  cost: () => free,
  kept: () => keepsNothing,
  latex: (_, { attributes }) => `\\text{${attributes.label.replaceAll('_', '\\_')}}`,
  draw: ({ attributes }) => ({ mark: 'weight', label: attributes.label }),
  compute: (_, node, run) => {
    const name = checkpointName(node)
    const { data, shape } = run.weight(name)
    const lengths = names(node.axes).map(run.length)
    const stored = dimensions(node.attributes.stored).map((group) => product(group.map(run.length)))
    if (shape.join() !== stored.join())
      throw new RangeError(`weight ${name}: received shape [${shape.join(', ')}], expected [${stored.join(', ')}]`)
    return { shape: lengths, data }
  },
}
