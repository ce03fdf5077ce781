import { names, type Names, type Operands, type Result } from '../axes.ts'
import { contract, product } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { constant, multiply, zero, type Poly } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { checked } from './einsum.ts'
import { factor, keeps, traffic } from './rules.ts'

interface Experts {
  readonly spec: string
}

/** `unknown` where the result has only axes of the operands and of the choice; a sentence otherwise. */
type WellChosen<E extends string, C extends string> = [
  Exclude<Names<Result<E>>, Names<Operands<E>[number]> | Names<C>>,
] extends [never]
  ? unknown
  : { readonly wrong: 'the result has an axis that neither an operand nor the choice has' }

type Second<L extends string[]> = L extends [string, infer W extends string] ? W : never

/**
 * A matrix product with the weights of the experts that each token was sent to: in
 * `experts('B T d, E f d -> B T a f', x, W, chosen)` the first axis of W is looked up in `chosen`, `[B, T, a]`.
 * Only chosen experts compute: 2·B·T·a·d·f FLOPs. All weights count as read, as a batch of many tokens does; a single
 * token reads a of E.
 */
export function experts<const E extends string, C extends string>(
  spec: E & WellChosen<E, C>,
  x: Tn<Operands<E>[0]>,
  W: Tn<Second<Operands<E>>>,
  chosen: Tn<C>,
): Tn<Result<E>> {
  return record(expertsOp, { spec }, [x, W, chosen] as Node[]) as Node as Tn<Result<E>>
}

/** Every axis of the product with its size: those of x and of the choice, and of the weights all but the experts. */
function loopAxes({ inputs }: Node): Map<string, Poly> {
  const axes = inputs.map((input) => names(input.axes).map((axis, i) => [axis, input.sizes[i]!] as const))
  return new Map([...axes[0]!, ...axes[2]!, ...axes[1]!.slice(1)])
}

const expertsOp: Primitive<Experts> = {
  name: 'experts',
  source: 'Shazeer et al. 2017, §2; transformers, modeling_mixtral.py',
  axes: ([x, W, chosen], { spec }) => {
    const result = checked('experts', spec, [x!, W!], [x!, { axes: oneOf(W!) }, chosen!])
    const missing = names(chosen!.axes).find((axis) => !names(result).includes(axis))
    if (missing !== undefined) fail(`experts '${spec}': the result lacks the axis ${missing} of the choice`)
    return result
  },
  cost: (node) => ({
    matmul: multiply(constant(2), ...loopAxes(node).values()),
    vector: zero,
    transcendental: zero,
    ...traffic(node),
  }),
  kept: ({ inputs }) => keeps(inputs[0]!),
  latex: ([x, W, chosen]) => `${factor(x!)}\\,${factor(W!)}[${chosen}]`,
  draw: () => ({ mark: 'box', label: '' }),
  compute: ([x, W, chosen], { inputs, axes }, run) => {
    const one = product(W!.shape.slice(1))
    const picked = new Float64Array(chosen!.data.length * one)
    chosen!.data.forEach((expert, i) => picked.set(W!.data.subarray(expert * one, (expert + 1) * one), i * one))
    return contract(
      { array: x!, axes: inputs[0]!.axes },
      {
        array: { shape: [...chosen!.shape, ...W!.shape.slice(1)], data: picked },
        axes: `${inputs[2]!.axes} ${oneOf(inputs[1]!)}`,
      },
      axes,
      run.multiplyAdds,
    )
  },
}

/** The axes of one expert's weights. */
const oneOf = (W: Node): string => names(W.axes).slice(1).join(' ')
