import { names, shape, type Names, type Without } from '../axes.ts'
import { strides, zip, type Labeled } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { equal, symbol } from '../algebra.ts'
import type { Poly } from '../poly.ts'
import { fail, identify, record, sizeOf } from '../trace.ts'
import { free, keepsNothing, scripted } from './rules.ts'

/**
 * The same numbers under other axis names: `view(x, 'B S d')` reads a sequence's own tokens as keys. Where the sizes
 * differ as symbols, the model thereby says that they are equal (S = T), and every formula may use it.
 */
export function view<const A extends string>(x: Node, axes: A): Tn<A> {
  return record(viewOp, { axes }, [x]) as Node as Tn<A>
}

/** One place along an axis, which then is gone: the first token of every sequence, or the q of a fused `3 B h T k`. */
export function slice<A extends string, const X extends Names<A>>(x: Tn<A>, axis: X, index: number): Tn<Without<A, X>> {
  return record(sliceOp, { axis, index }, [x]) as Node as Tn<Without<A, X>>
}

export const isView = (node: Node): boolean => node.primitive === viewOp || node.primitive.name === 'carry'

const viewOp: Primitive<{ readonly axes: string }> = {
  name: 'view',
  source: 'torch.Tensor.view',
  axes: ([x], { axes }) => {
    const sizes = names(axes).map(sizeOf)
    if (sizes.length !== x!.sizes.length) fail(`view: ${shape(x!.axes)} has not as many axes as ${shape(axes)}`)
    sizes.forEach((size, i) => {
      if (!equal(size, x!.sizes[i]!)) identify(single(size, axes), x!.sizes[i]!)
    })
    return axes
  },
  cost: () => free,
  kept: () => keepsNothing,
  latex: ([x]) => x!,
  draw: () => ({ mark: 'none', label: '' }),
  compute: ([x]) => x!,
}

const sliceOp: Primitive<{ readonly axis: string; readonly index: number }> = {
  name: 'slice',
  source: 'torch.Tensor.select',
  axes: ([x], { axis, index }) => {
    if (!names(x!.axes).includes(axis)) fail(`slice along ${axis}: ${shape(x!.axes)} has no such axis`)
    if (index < 0 || (/^\d+$/.test(axis) && index >= Number(axis))) fail(`slice ${index} of an axis of ${axis}`)
    return names(x!.axes)
      .filter((name) => name !== axis)
      .join(' ')
  },
  cost: () => free,
  kept: () => keepsNothing,
  latex: ([x], { attributes }) => scripted(x!, '_', `${attributes.index + 1}`),
  draw: () => ({ mark: 'none', label: '' }),
  compute: ([x], { axes, inputs, attributes: { axis, index } }) => {
    const from: Labeled = { array: x!, axes: inputs[0]!.axes }
    const lengths = x!.shape.filter((_, i) => names(from.axes)[i] !== axis)
    const start = index * strides(from, [axis])[0]!
    return zip(
      axes,
      lengths,
      [{ array: { shape: x!.shape, data: x!.data.subarray(start) }, axes: from.axes }],
      ([value]) => value!,
    )
  },
}

/** The one symbol that a size is; only a plain symbol can be set equal to something. */
function single(size: Poly, axes: string): string {
  const [monomial] = size.terms.keys()
  const name = monomial?.[0] ?? ''
  if (size.terms.size !== 1 || name === '' || !equal(size, symbol(name)))
    fail(`view: the sizes of ${shape(axes)} do not match`)
  return name
}
