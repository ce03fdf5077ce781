import { names, shape, signature, type Names, type Operands, type Result } from '../axes.ts'
import { product, strides } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { constant, multiply, zero, type Poly } from '../poly.ts'
import { fail, record } from '../trace.ts'
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
    const { operands, result } = signature(spec)
    if (operands.length !== 2) fail(`experts '${spec}' names ${operands.length} operands, expected 2`)
    for (const [i, input] of [x!, W!].entries())
      if (input.axes !== operands[i])
        fail(`experts '${spec}': operand ${i + 1} has the axes ${shape(input.axes)}, expected ${shape(operands[i]!)}`)
    const known = new Set([...names(x!.axes), ...names(W!.axes).slice(1), ...names(chosen!.axes)])
    const stray = names(result).find((axis) => !known.has(axis))
    if (stray !== undefined) fail(`experts '${spec}': the result has the axis ${stray}, which no operand has`)
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
  compute: ([x, W, chosen], node, run) => {
    const axes = names(node.axes)
    const loop = [...axes, ...[...loopAxes(node).keys()].filter((axis) => !axes.includes(axis))]
    const operands = [x!, W!, chosen!].map((array, i) => ({ array, axes: node.inputs[i]!.axes }))
    const lengths = loop.map((axis) => lengthOf(axis, operands))
    const [stepX, stepW, stepChosen] = operands.map((operand) => strides(operand, loop))
    const oneExpert = product(W!.shape.slice(1))
    const result = {
      shape: lengths.slice(0, axes.length),
      data: new Float64Array(product(lengths.slice(0, axes.length))),
    }
    const total = product(lengths)
    const inner = total / result.data.length
    for (let flat = 0; flat < total; flat++) {
      let [rest, i, j, choice] = [flat, 0, 0, 0]
      for (let axis = loop.length - 1; axis >= 0; axis--) {
        const at = rest % lengths[axis]!
        rest = (rest - at) / lengths[axis]!
        i += at * stepX![axis]!
        j += at * stepW![axis]!
        choice += at * stepChosen![axis]!
      }
      result.data[Math.floor(flat / inner)]! += x!.data[i]! * W!.data[chosen!.data[choice]! * oneExpert + j]!
    }
    run.multiplyAdds(total)
    return result
  },
}

function lengthOf(axis: string, operands: readonly { array: { shape: readonly number[] }; axes: string }[]): number {
  const found = operands.find((operand) => names(operand.axes).includes(axis))!
  return found.array.shape[names(found.axes).indexOf(axis)]!
}
