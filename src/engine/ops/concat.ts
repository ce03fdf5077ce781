import { names, shape } from '../axes.ts'
import { zip } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { equal } from '../algebra.ts'
import { add, zero } from '../poly.ts'
import { fail, record, sizeOf } from '../trace.ts'
import { keepsNothing, traffic } from './rules.ts'

interface Concat {
  readonly axes: string
  /** The axis along which the first stands in front of the second, in either and in the result. */
  readonly front: string
  readonly back: string
  readonly whole: string
}

/**
 * Puts one tensor in front of another along an axis: `concat('q T -> q+T', P, x)` with P `[q, d]` and x `[B, T, d]` gives
 * `[B, q+T, d]`. The first may lack axes, as a prompt lacks the batch, and is then the same along them.
 */
export function concat(spec: string, first: Node, second: Node): Tn<string> {
  const [front = '', back = '', whole = ''] = spec.split(/ -> | /)
  const axes = names(second.axes)
    .map((axis) => (axis === back ? whole : axis))
    .join(' ')
  return record(concatOp, { axes, front, back, whole }, [first, second]) as Node as Tn<string>
}

const concatOp: Primitive<Concat> = {
  name: 'concat',
  source: 'torch.cat',
  axes: ([first, second], { axes, front, back, whole }) => {
    const [f, b] = [names(first!.axes).indexOf(front), names(second!.axes).indexOf(back)]
    if (f < 0 || b < 0)
      fail(`concat: ${shape(first!.axes)} and ${shape(second!.axes)} have not the axes ${front}, ${back}`)
    if (!equal(add(first!.sizes[f]!, second!.sizes[b]!), sizeOf(whole)))
      fail(`concat: ${whole} is not as long as ${front} and ${back} together`)
    const stray = names(first!.axes).find((axis) => axis !== front && !names(second!.axes).includes(axis))
    if (stray !== undefined)
      fail(`concat: ${shape(first!.axes)} has the axis ${stray}, which ${shape(second!.axes)} lacks`)
    return axes
  },
  cost: (node) => ({ matmul: zero, vector: zero, transcendental: zero, ...traffic(node) }),
  kept: () => keepsNothing,
  latex: ([first, second]) => `\\left[${first};\\,${second}\\right]`,
  draw: () => ({ mark: 'box', label: 'put in front' }),
  compute: ([first, second], { axes, inputs, attributes: { front, whole } }, run) => {
    const at = names(axes).indexOf(whole)
    const lengths = names(axes).map(run.length)
    const before = run.length(front)
    const own = names(inputs[0]!.axes)
    const place = names(axes)
    const valueOf = (array: typeof first, ofAxes: readonly string[], index: (axis: string) => number) =>
      array!.data[ofAxes.reduce((sum, axis, i) => sum * array!.shape[i]! + index(axis), 0)]!
    const behind = names(inputs[1]!.axes)
    return zip(axes, lengths, [], (_, index) => {
      const of = (axis: string) => index[place.indexOf(axis)]!
      const along = index[at]!
      return along < before
        ? valueOf(first, own, (axis) => (axis === front ? along : of(axis)))
        : valueOf(second, behind, (axis) => (place.includes(axis) ? of(axis) : along - before))
    })
  },
}
