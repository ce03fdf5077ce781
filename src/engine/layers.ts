import { names, signature, type Operands, type Result, type WellFormed } from './axes.ts'
import type { Node, Tn } from './graph.ts'
import { add } from './ops/elementwise.ts'
import { einsum } from './ops/einsum.ts'
import { layerNorm, rmsNorm } from './ops/norm.ts'
import { param } from './ops/param.ts'
import { within } from './trace.ts'

/** How a projection is stored, and whether it has a bias. */
export interface LinearOptions {
  /** The paper's name of the weight, as LaTeX: `W_Q`; its bias is then `b_Q`. */
  readonly symbol?: string
  /** True unless the model has none. */
  readonly bias?: boolean
  /** `out in` is torch.nn.Linear; `in out` is GPT-2's Conv1D. */
  readonly layout?: 'out in' | 'in out'
}

/**
 * A projection, named by its axes: `linear('B T d, h k d -> B h T k', x, 'query')` multiplies x by the weight
 * `query.weight`, whose axes are the spec's second operand, and adds `query.bias`. Which axes are rows and which are
 * columns in storage follows from the product: those it sums over are the input's.
 */
export function linear<const E extends string>(
  spec: E & WellFormed<E>,
  x: Tn<Operands<E>[0]>,
  module: string,
  { symbol, bias = true, layout = 'out in' }: LinearOptions = {},
): Tn<Result<E>> {
  const { operands, result } = signature(spec)
  const weightAxes = names(operands[1] ?? '')
  const inner = weightAxes.filter((axis) => !names(result).includes(axis))
  const outer = weightAxes.filter((axis) => names(result).includes(axis))
  const [first, second] = layout === 'out in' ? [outer, inner] : [inner, outer]
  return within(module, () => {
    const W = param('weight', `${group(first)} ${group(second)}`, symbol)
    const y = (einsum as Product)(spec.replace(/, [^>]* ->/, `, ${W.axes} ->`), x, W)
    if (!bias) return y as Tn<Result<E>>
    return add(y, param('bias', group(outer), symbol?.replace('W', 'b')) as Tn<never>) as Tn<Result<E>>
  })
}

/** LayerNorm over `d` with its gain and, unless the model has none, its shift. */
export function norm<A extends string>(
  x: Tn<A>,
  module: string,
  epsilon: number,
  { bias = true }: { readonly bias?: boolean } = {},
): Tn<A> {
  return within(module, () => {
    const gain = param('weight', 'd', '\\gamma')
    return (layerNorm as LayerNorm)(x, 'd', epsilon, gain, bias ? param('bias', 'd', '\\beta') : undefined)
  }) as Tn<A>
}

/** RMSNorm over `d` with its gain. */
export function rms<A extends string>(x: Tn<A>, module: string, epsilon: number): Tn<A> {
  return within(module, () => (rmsNorm as RmsNorm)(x, 'd', epsilon, param('weight', 'd', '\\gamma'))) as Tn<A>
}

type Product = (spec: string, ...xs: Node[]) => Node
type LayerNorm = (x: Node, axis: 'd', epsilon: number, gain: Node, bias?: Node) => Node
type RmsNorm = (x: Node, axis: 'd', epsilon: number, gain: Node) => Node

const group = (axes: readonly string[]): string => (axes.length === 1 ? axes[0]! : `(${axes.join(' ')})`)
