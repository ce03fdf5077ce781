import { compact, exact, percent, short, word } from '../../engine/format.ts'
import { evaluate, multiply, parse, constant, toNumber, type Bindings, type Poly } from '../../engine/poly.ts'
import type { State } from './page.ts'

/** What an element of the page says about the number it shows. */
export interface Quantity {
  readonly poly: string
  /** Divides it, for a share or a ratio. */
  readonly over?: string | undefined
  /** The same with only the pairs counted that a mask lets through. */
  readonly useful?: string | undefined
  readonly overUseful?: string | undefined
  /** What it counts: `matmul` follows the phase and the convention. */
  readonly of?: string | undefined
  readonly as?: string | undefined
  readonly unit?: string | undefined
  readonly digits?: number | undefined
}

export interface Reading {
  readonly text: string
  /** The exact value, for `<data value>`. */
  readonly value: string
  readonly number: number
}

/** The number at the given sizes, and as text: the same words that the page was built with. */
export function read(quantity: Quantity, bindings: Bindings, state: Pick<State, 'phase' | 'unit' | 'pairs'>): Reading {
  const { as = 'exact', digits = 1 } = quantity
  const part = evaluate(polynomialOf(quantity, state), bindings)
  const useful = state.pairs === 'useful'
  const overText = useful ? (quantity.overUseful ?? quantity.over) : quantity.over
  const unit = unitOf(quantity, state)
  if (overText !== undefined) {
    const whole = toNumber(evaluate(parse(overText), bindings))
    const ratio = plain(quantity, state, bindings) / whole
    const text = as === 'percent' ? percent(ratio, 1, digits) : (digits === 0 ? exact(Math.round(ratio)) : ratio.toFixed(digits)) + (unit && `\u00a0${unit}`)
    return { text, value: String(ratio), number: ratio }
  }
  const number = toNumber(part)
  const value = part.denominator === 1n ? part.numerator : number
  const text = {
    exact: () => exact(value) + (unit && `\u00a0${unit}`),
    short: () => short(number, unit),
    compact: () => compact(number),
    percent: () => percent(number, 1, digits),
    word: () => word(number),
  }[as as 'exact']()
  return { text, value: String(value), number }
}

/** The polynomial of a quantity at a state: three products for one in training, half the count in multiply-adds. */
export function polynomialOf({ poly, useful, of }: Quantity, state: Pick<State, 'phase' | 'unit' | 'pairs'>): Poly {
  const base = parse(state.pairs === 'useful' && useful !== undefined ? useful : poly)
  if (!products.has(of ?? '')) return base
  const passes = state.phase === 'training' && of !== 'training' ? 3 : 1
  return multiply(constant(passes, state.unit === 'MAC' ? 2 : 1), base)
}

/** Quantities that count matrix products. */
const products = new Set(['matmul', 'useful', 'training'])

/** A share does not change with the phase or the convention: both its parts would. */
const plain = (quantity: Quantity, { pairs }: Pick<State, 'pairs'>, bindings: Bindings): number =>
  toNumber(evaluate(polynomialOf(quantity, { phase: 'forward', unit: 'FLOP', pairs }), bindings))

const unitOf = ({ of, unit = '' }: Quantity, { unit: convention }: Pick<State, 'unit'>): string =>
  products.has(of ?? '') && convention === 'MAC' ? unit.replace('FLOPs', 'MACs') : unit
