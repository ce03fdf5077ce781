import { names, shape, type Names } from '../axes.ts'
import { zip } from '../arrays.ts'
import type { Primitive, Tn } from '../graph.ts'
import { fail, record } from '../trace.ts'
import { keepsNothing, perElement } from './rules.ts'

interface Rope {
  readonly position: string
  readonly feature: string
}

/**
 * Rotary position embedding: turns each pair of features by an angle that grows with the position. A pair is feature i
 * and feature i + k/2 (Hugging Face's convention; the paper's pairs are neighbors). `angles` holds the first half's.
 */
export function rope<A extends string, const T extends Names<A>, const K extends Names<A>>(
  x: Tn<A>,
  angles: Tn<`${T} ${K}`>,
  position: T,
  feature: K,
): Tn<A> {
  return record(ropeOp, { position, feature }, [x, angles]) as Tn<A>
}

const ropeOp: Primitive<Rope> = {
  name: 'rope',
  source: 'Su et al. 2021, §3.2; pairing as in transformers, modeling_llama.py',
  axes: ([x, angles], { position, feature }) => {
    if (angles!.axes !== `${position} ${feature}`) fail(`rope: the angles have the axes ${shape(angles!.axes)}`)
    for (const axis of [position, feature])
      if (!names(x!.axes).includes(axis)) fail(`rope: ${shape(x!.axes)} has no axis ${axis}`)
    return x!.axes
  },
  cost: (node) => perElement(node, 3),
  kept: () => keepsNothing,
  latex: ([x]) => `\\operatorname{RoPE}\\!\\left(${x}\\right)`,
  draw: () => ({ mark: 'soft', label: 'rotate' }),
  compute: turnBy(Math),
}

/** The numeric rule of a rotation with this cosine and sine. */
export function turnBy({ cos, sin }: Pick<Math, 'cos' | 'sin'>): Primitive<Rope>['compute'] {
  return ([x, angles], { axes, inputs, attributes: { feature } }) => {
    const axis = names(axes).indexOf(feature)
    const half = x!.shape[axis]! / 2
    const stride = x!.shape.slice(axis + 1).reduce((a, b) => a * b, 1)
    const partner = (at: readonly number[]): number => {
      const index = at.reduce((sum, i, n) => sum * x!.shape[n]! + i, 0)
      return at[axis]! < half ? -x!.data[index + half * stride]! : x!.data[index - half * stride]!
    }
    return zip(
      axes,
      x!.shape,
      [
        { array: x!, axes },
        { array: angles!, axes: inputs[1]!.axes },
      ],
      ([value, angle], at) => value! * cos(angle!) + partner(at) * sin(angle!),
    )
  }
}
