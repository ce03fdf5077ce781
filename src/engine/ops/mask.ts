import { names, shape, type Names } from '../axes.ts'
import { zip } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { subtract } from '../algebra.ts'
import { constant, count, multiply, zero, type Bindings, type Poly } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { keepsNothing, traffic } from './rules.ts'

interface Mask {
  readonly kind: 'causal' | 'padding'
  readonly query: string
  readonly key: string
  /** How many keys a query sees at most, itself included; undefined for all. */
  readonly window: number | undefined
}

/**
 * Hides the future: a query sees the keys up to its own place, of these only the last `window` where there is one.
 * Costs no FLOPs; softmax then gives the rest no weight.
 */
export function causalMask<A extends string>(
  scores: Tn<A>,
  query: Names<A>,
  key: Names<A>,
  window?: number | undefined,
): Tn<A> {
  return record(maskOp, { kind: 'causal', query, key, window }, [scores]) as Tn<A>
}

/** Hides padding: `keep` is 1 for a key to be read, 0 for one to be passed over. */
export function paddingMask<A extends string, K extends string>(
  scores: Tn<A>,
  keep: Tn<K>,
  query: Names<A>,
  key: Names<A>,
): Tn<A> {
  return record(maskOp, { kind: 'padding', query, key, window: undefined }, [scores, keep]) as Tn<A>
}

export const isMask = (node: Node): node is Node<Mask> => node.primitive.name === 'mask'

/**
 * How many query–key pairs the mask lets through: of T·S, the causal mask keeps T·S − T(T−1)/2.
 *
 * With a window w this is no single polynomial. It has three pieces: no query's window is full (S ≤ w), some are, or all
 * (p ≥ w). `at` says which one is meant; without it, the first.
 */
export function usefulPairs({ attributes, axes, sizes }: Node<Mask>, at?: Bindings): Poly {
  const { kind, query, key, window } = attributes
  const [T, S] = [query, key].map((axis) => sizes[names(axes).indexOf(axis)]!) as [Poly, Poly]
  if (kind === 'padding') return multiply(T, S)
  if (window === undefined || at === undefined || count(S, at) <= window) return subtract(multiply(T, S), triangle(T))
  const full = multiply(T, constant(window))
  const past = subtract(S, T)
  return count(past, at) >= window ? full : subtract(full, triangle(subtract(constant(window), past)))
}

/** 0 + 1 + … + (n − 1). */
const triangle = (n: Poly): Poly => multiply(constant(1, 2), n, subtract(n, constant(1)))

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
  draw: ({ attributes: { kind, window } }) => ({
    mark: 'soft',
    label: window === undefined ? `${kind} mask` : `${kind} mask, window ${window}`,
  }),
  compute: ([scores, keep], { axes, inputs, attributes: { kind, query, key, window = Infinity } }) => {
    const [q, k] = [query, key].map((axis) => names(axes).indexOf(axis))
    const before = scores!.shape[k!]! - scores!.shape[q!]!
    const operands = [{ array: scores!, axes }, ...(keep ? [{ array: keep, axes: inputs[1]!.axes }] : [])]
    return zip(axes, scores!.shape, operands, ([score, kept], at) => {
      const ago = at[q!]! + before - at[k!]!
      const seen = kind === 'causal' ? ago >= 0 && ago < window : kept === 1
      return seen ? score! : -Infinity
    })
  },
}
