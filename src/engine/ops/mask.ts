import { names, shape, type Names } from '../axes.ts'
import { zip } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { add, constant, multiply, subtract, zero, type Poly } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { keepsNothing, traffic } from './rules.ts'

interface Mask {
  readonly kind: 'causal' | 'padding'
  readonly query: string
  readonly key: string
}

/** Hides the future: a query sees the keys up to its own place. Costs no FLOPs; softmax then gives the rest no weight. */
export function causalMask<A extends string>(scores: Tn<A>, query: Names<A>, key: Names<A>): Tn<A> {
  return record(maskOp, { kind: 'causal', query, key }, [scores]) as Tn<A>
}

/** Hides padding: `keep` is 1 for a key to be read, 0 for one to be passed over. */
export function paddingMask<A extends string, K extends string>(
  scores: Tn<A>,
  keep: Tn<K>,
  query: Names<A>,
  key: Names<A>,
): Tn<A> {
  return record(maskOp, { kind: 'padding', query, key }, [scores, keep]) as Tn<A>
}

export const isMask = (node: Node): node is Node<Mask> => node.primitive.name === 'mask'

/** How many query–key pairs the mask lets through: of T·S, the causal mask keeps T·S − T(T−1)/2. */
export function usefulPairs({ attributes: { kind, query, key }, axes, sizes }: Node<Mask>): Poly {
  const [T, S] = [query, key].map((axis) => sizes[names(axes).indexOf(axis)]!)
  const all = multiply(T!, S!)
  return kind === 'padding' ? all : add(all, multiply(constant(-1, 2), T!, subtract(T!, constant(1))))
}

const maskOp: Primitive<Mask> = {
  name: 'mask',
  source: 'Vaswani et al. 2017, §3.2.3',
  axes: ([scores, keep], { query, key }) => {
    for (const axis of [query, key, ...names(keep?.axes ?? '')])
      if (!names(scores!.axes).includes(axis)) fail(`mask: ${shape(scores!.axes)} has no axis ${axis}`)
    return scores!.axes
  },
  cost: (node) => ({ matmul: zero, vector: zero, transcendental: zero, ...traffic(node) }),
  kept: () => keepsNothing,
  latex: ([scores], { attributes }) =>
    `\\operatorname{${attributes.kind === 'causal' ? 'causal' : 'mask'}}\\!\\left(${scores}\\right)`,
  draw: ({ attributes }) => ({ mark: 'soft', label: `${attributes.kind} mask` }),
  compute: ([scores, keep], { axes, inputs, attributes: { kind, query, key } }) => {
    const [q, k] = [query, key].map((axis) => names(axes).indexOf(axis))
    const before = scores!.shape[k!]! - scores!.shape[q!]!
    const operands = [{ array: scores!, axes }, ...(keep ? [{ array: keep, axes: inputs[1]!.axes }] : [])]
    return zip(axes, scores!.shape, operands, ([score, kept], at) => {
      const seen = kind === 'causal' ? at[k!]! <= at[q!]! + before : kept === 1
      return seen ? score! : -Infinity
    })
  },
}
