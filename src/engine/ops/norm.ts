import { names, shape, type Names } from '../axes.ts'
import { alongAxes, zip } from '../arrays.ts'
import type { Node, Primitive, Tn } from '../graph.ts'
import { add, constant, multiply, zero } from '../poly.ts'
import { fail, record } from '../trace.ts'
import { elements, keeps, rows, traffic } from './rules.ts'

interface Norm {
  readonly kind: 'layer' | 'rms'
  readonly axis: string
  readonly epsilon: number
}

/**
 * Layer normalization of each row along `axis`: subtract its mean, divide by its standard deviation, scale and shift.
 * Without `bias` there is no shift.
 */
export function layerNorm<A extends string, const X extends Names<A>>(
  x: Tn<A>,
  axis: X,
  epsilon: number,
  gain: Tn<X>,
  bias?: Tn<X>,
): Tn<A> {
  return record(normOp, { kind: 'layer', axis, epsilon }, bias ? [x, gain, bias] : [x, gain]) as Tn<A>
}

/** Root-mean-square normalization: divide each row by its root mean square, and scale. No mean, no shift. */
export function rmsNorm<A extends string, const X extends Names<A>>(
  x: Tn<A>,
  axis: X,
  epsilon: number,
  gain: Tn<X>,
): Tn<A> {
  return record(normOp, { kind: 'rms', axis, epsilon }, [x, gain]) as Tn<A>
}

/** Vector FLOPs per element, without a shift, and per row. One 1/√ a row. See the conventions. */
const prices = { layer: [6, 3], rms: [4, 2] } as const

const normOp: Primitive<Norm> = {
  name: 'norm',
  source: 'Ba et al. 2016 (layer); Zhang and Sennrich 2019 (RMS)',
  axes: ([x, ...weights], { axis }) => {
    if (!names(x!.axes).includes(axis)) fail(`norm over ${axis}: ${shape(x!.axes)} has no such axis`)
    const wrong = weights.find((w) => w.axes !== axis)
    if (wrong !== undefined) fail(`norm over ${axis}: a weight has the axes ${shape(wrong.axes)}, expected [${axis}]`)
    return x!.axes
  },
  cost: (node) => {
    const [perElement, perRow] = prices[node.attributes.kind]
    const shift = (node as Node).inputs.length > 2 ? 1 : 0
    const each = rows(node, node.attributes.axis)
    return {
      matmul: zero,
      vector: add(multiply(constant(perElement + shift), elements(node)), multiply(constant(perRow), each)),
      transcendental: each,
      ...traffic(node),
    }
  },
  kept: ({ inputs }) => keeps(inputs[0]!),
  latex: ([x], { attributes }) => `\\operatorname{${label(attributes)}}\\!\\left(${x}\\right)`,
  draw: ({ attributes }) => ({ mark: 'soft', label: attributes.kind === 'layer' ? 'layer norm' : 'RMS norm' }),
  compute: normBy(standardize),
}

/** The numeric rule of a norm that makes each row standard by `f`, before it is scaled and shifted. */
export function normBy(f: typeof standardize): Primitive<Norm>['compute'] {
  return ([x, gain, bias], { axes, inputs, attributes: { kind, axis, epsilon } }) => {
    const normal = alongAxes({ array: x!, axes }, axis, (row) => f(row, kind === 'layer', epsilon))
    const operands = [gain, bias].flatMap((array, i) => (array ? [{ array, axes: inputs[i + 1]!.axes }] : []))
    return zip(axes, x!.shape, [{ array: normal, axes }, ...operands], ([y, g, b = 0]) => y! * g! + b)
  }
}

/** A row divided by the root of its mean square, its mean taken away first if `centered`. */
export function standardize(row: Float64Array, centered: boolean, epsilon: number): Float64Array {
  const { mean, variance } = moments(row, centered)
  const factor = 1 / Math.sqrt(variance + epsilon)
  return row.map((value) => (value - mean) * factor)
}

/** The mean of a row and the mean square of its distance from it; from 0 unless `centered`. */
export function moments(row: Float64Array, centered: boolean): { mean: number; variance: number } {
  const mean = centered ? row.reduce((a, b) => a + b, 0) / row.length : 0
  return { mean, variance: row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length }
}

const label = ({ kind }: Norm): string => (kind === 'layer' ? 'LN' : 'RMSNorm')
