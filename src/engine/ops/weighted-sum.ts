import { names, shape, type Names, type Within, type Without } from '../axes.ts'
import { contract } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { constant, multiply, zero } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { elements, factor, keeps, traffic } from './rules.ts'

/** The sum of x along `axis`, each place times its weight: how the results of a token's experts become one. */
export function weightedSum<A extends string, W extends string, const X extends Names<A>>(
  x: Tn<A>,
  weights: Tn<W> & Within<W, A>,
  axis: X,
): Tn<Without<A, X>> {
  return record(weightedSumOp, { axis }, [x, weights]) as Node as Tn<Without<A, X>>
}

const weightedSumOp: Primitive<{ readonly axis: string }> = {
  name: 'weighted sum',
  source: 'Shazeer et al. 2017, eq. 1',
  axes: ([x, weights], { axis }) => {
    if (!names(x!.axes).includes(axis)) fail(`weighted sum along ${axis}: ${shape(x!.axes)} has no such axis`)
    const stray = names(weights!.axes).find((name) => !names(x!.axes).includes(name))
    if (stray !== undefined)
      fail(`weighted sum: ${shape(weights!.axes)} has the axis ${stray}, which ${shape(x!.axes)} lacks`)
    return names(x!.axes)
      .filter((name) => name !== axis)
      .join(' ')
  },
  cost: (node) => ({
    matmul: zero,
    vector: multiply(constant(2), elements(node.inputs[0]!)),
    transcendental: zero,
    ...traffic(node),
  }),
  kept: ({ inputs }) => keeps(...inputs),
  latex: ([x, weights], { attributes }) =>
    `\\textstyle\\sum_{\\${attributes.axis}} ${factor(weights!)} \\odot ${factor(x!)}`,
  draw: () => ({ mark: 'sum', label: 'Σ' }),
  compute: ([x, weights], { inputs, axes }) =>
    contract({ array: x!, axes: inputs[0]!.axes }, { array: weights!, axes: inputs[1]!.axes }, axes),
}
