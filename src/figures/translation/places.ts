import { run, type NumericArray } from '../../engine/index.ts'
import { sinusoid } from '../../models/transformer.ts'
import { twinOf } from '../twin.ts'
import { dotProduct } from './dot-products.ts'

/** The vector that the paper adds at a position. */
export const place = (position: number, d: number): number[] =>
  Array.from({ length: d }, (_, i) => sinusoid(position, i, d))

/** The dot product of the vectors of two positions `offset` apart; from which position does not matter. */
export const likeness = (offset: number, d: number, from = 0): number =>
  dotProduct(place(from, d), place(from + offset, d))

/** How many positions a pair of features takes to repeat. */
export const wavelength = (pair: number, d: number): number => 2 * Math.PI * 10000 ** ((2 * pair) / d)

/**
 * How far the encoder's result is from being shuffled with its input: the twin's stack, once as it is and once with its
 * tokens in another order, the results put back in place. `positions` adds the sinusoids first, in either order.
 */
export function shuffled(order: readonly number[], positions: boolean): number {
  const { model, weights, inputs, bindings } = twinOf('transformer-base', { S: order.length }, 'TransformerStack')
  const source = inputs['source']!
  const memory = (tokens: NumericArray): NumericArray =>
    run(model.graph, {
      weights,
      inputs: { ...inputs, source: positions ? placed(tokens) : tokens },
      bindings,
    }).outputs['memory']!
  const [kept, moved] = [memory(source), memory(permuted(source, order))]
  const back = permuted(kept, order)
  return moved.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - back.data[i]!)), 0)
}

/** Row i of the result is row `order[i]` of the tensor, of shape [1, S, d]. */
function permuted({ shape, data }: NumericArray, order: readonly number[]): NumericArray {
  const d = shape.at(-1)!
  return { shape, data: data.map((_, i) => data[order[Math.floor(i / d)]! * d + (i % d)]!) }
}

function placed({ shape, data }: NumericArray): NumericArray {
  const d = shape.at(-1)!
  return { shape, data: data.map((value, i) => value + sinusoid(Math.floor(i / d), i % d, d)) }
}
