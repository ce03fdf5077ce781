import type { Primitive, Tn } from '../graph.ts'
import { fail, record } from '../trace.ts'
import { factor, keepsNothing, perElement } from './rules.ts'

interface Scale {
  readonly size: string
  readonly exponent: 1 | -1
}

/** x times the square root of a size, or divided by it: `scale(scores, '1/√k')`. */
export function scale<A extends string>(x: Tn<A>, factor: `√${string}` | `1/√${string}`): Tn<A> {
  const [, reciprocal, size] =
    /^(1\/)?√([A-Za-z])$/.exec(factor) ?? fail(`scale: expected √d or 1/√d; received ${factor}`)
  return record(scaleOp, { size: size!, exponent: reciprocal === undefined ? 1 : -1 }, [x]) as Tn<A>
}

const scaleOp: Primitive<Scale> = {
  name: 'scale',
  source: 'Vaswani et al. 2017, §3.2.1 and §3.4',
  axes: ([x]) => x!.axes,
  cost: (node) => perElement(node, 1),
  kept: () => keepsNothing,
  latex: ([x], { attributes: { size, exponent } }) =>
    exponent === 1 ? `\\sqrt{\\${size}}\\,${factor(x!)}` : `\\frac{${x}}{\\sqrt{\\${size}}}`,
  draw: ({ attributes: { size, exponent } }) => ({ mark: 'soft', label: exponent === 1 ? `× √${size}` : `÷ √${size}` }),
  compute: ([x], { attributes: { size, exponent } }, run) => {
    const factor = Math.sqrt(run.length(size)) ** exponent
    return { shape: x!.shape, data: x!.data.map((value) => value * factor) }
  },
}
