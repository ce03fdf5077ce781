import { compact, exact, percent, short, signed, word } from '../../engine/format.ts'
import {
  add,
  constant,
  evaluate,
  fraction,
  multiply,
  parse,
  plus,
  times,
  toNumber,
  type Bindings,
  type Fraction,
  type Poly,
} from '../../engine/poly.ts'
import { bitsOf, type Convention } from './page.ts'

/** What an element of the page says about the number it shows. */
export interface Quantity {
  readonly poly: string
  /** Divides it, for a share or a ratio. */
  readonly over?: string | undefined
  /** The same with only the pairs counted that a mask lets through. */
  readonly useful?: string | undefined
  readonly overUseful?: string | undefined
  /** What is to be added where a reader wants the logits counted other than the post does; and to what it is a share of. */
  readonly head?: string | undefined
  readonly overHead?: string | undefined
  /**
   * What it counts: `matmul` follows the phase and the convention, `memory` and `cache` the precision, and so do the bytes
   * by which an `intensity` is divided.
   */
  readonly of?: string | undefined
  readonly as?: string | undefined
  readonly unit?: string | undefined
  readonly digits?: number | undefined
  /** The width of a stored number, where it is not the reader's to choose. */
  readonly bits?: number | undefined
  /** As many characters as there is room for: an exact number that is longer is written short. */
  readonly room?: number | undefined
  /** A decoding step, which is never trained. */
  readonly step?: boolean | undefined
}

export interface Reading {
  readonly text: string
  /** The exact value, for `<data value>`. */
  readonly value: string
  readonly number: number
}

/** The value of a printed polynomial. */
export type ValueOf = (poly: string) => Fraction

/**
 * The number at the given sizes, and as text: the same words that the page was built with. Whoever reads many at the same
 * sizes passes a `valueOf` that remembers.
 */
export function read(
  quantity: Quantity,
  bindings: Bindings,
  convention: Convention,
  valueOf: ValueOf = (poly) => evaluate(parse(poly), bindings),
): Reading {
  const { as = 'exact', digits = 1, room = Infinity } = quantity
  const unit = unitOf(quantity, convention)
  const divisor = divisorOf(quantity)
  if (divisor !== undefined) {
    const [part, whole] = [quantity, divisor].map((one) => counted(one, conventionFor(quantity, convention), valueOf))
    const ratio = toNumber(part!) / toNumber(whole!)
    const text =
      as === 'percent'
        ? percent(ratio, 1, digits)
        : (digits === 0 ? exact(Math.round(ratio)) : ratio.toFixed(digits)) + (unit && `\u00a0${unit}`)
    return { text, value: String(ratio), number: ratio }
  }
  const { numerator, denominator } = counted(quantity, convention, valueOf)
  const number = toNumber({ numerator, denominator })
  const value = denominator === 1n ? numerator : number
  const text = {
    signed: () => signed(value),
    exact: () => (exact(value).length > room ? short(number, unit) : exact(value) + (unit && `\u00a0${unit}`)),
    short: () => short(number, unit),
    compact: () => compact(number),
    percent: () => percent(number, 1, digits),
    word: () => word(number),
  }[as as 'exact']()
  return { text, value: String(value), number }
}

/** The polynomial of a quantity by a convention. */
export function polynomialOf(quantity: Quantity, convention: Convention): Poly {
  const { parts, by, under } = rule(quantity, convention)
  return multiply(constant(by, under), add(...parts.map(parse)))
}

/** Its value. */
function counted(quantity: Quantity, convention: Convention, valueOf: ValueOf): Fraction {
  const { parts, by, under } = rule(quantity, convention)
  return times(parts.map(valueOf).reduce(plus), fraction(BigInt(by), BigInt(under)))
}

/** What a convention makes of a quantity: a sum of polynomials, scaled. Three products for one in training, half the count in multiply-adds, bytes. */
function rule(quantity: Quantity, convention: Convention): { parts: string[]; by: number; under: number } {
  const { poly, useful, head, of = '', bits, step } = quantity
  const { phase, unit, pairs, logits, precision } = convention
  const base = pairs === 'useful' && useful !== undefined ? useful : poly
  if (isStored(quantity)) return { parts: [base], by: bits ?? bitsOf[precision], under: 8 }
  if (!isProduct(quantity)) return { parts: [base], by: 1, under: 1 }
  return {
    parts: logits === 'other' && head !== undefined ? [base, head] : [base],
    by: phase === 'training' && of !== 'training' && !step ? 3 : 1,
    under: unit === 'MAC' ? 2 : 1,
  }
}

/** What a ratio is divided by, as a quantity of its own. */
export function divisorOf({ over, overUseful, overHead, ...quantity }: Quantity): Quantity | undefined {
  const of = quantity.of === 'intensity' ? 'memory' : quantity.of
  return over === undefined ? undefined : { ...quantity, poly: over, useful: overUseful, head: overHead, of }
}

/** A share does not change with the phase or the unit: both its parts would. */
export const conventionFor = ({ over }: Quantity, convention: Convention): Convention =>
  over === undefined ? convention : { ...convention, phase: 'forward', unit: 'FLOP' }

/** Quantities that count matrix products, and those that count numbers in memory. */
const products = new Set(['matmul', 'useful', 'training'])
const stored = new Set(['memory', 'cache'])

export const isProduct = ({ of = '' }: Quantity): boolean => products.has(of)
export const isStored = ({ of = '' }: Quantity): boolean => stored.has(of)

const unitOf = ({ of, unit = '' }: Quantity, { unit: convention }: Convention): string =>
  products.has(of ?? '') && convention === 'MAC' ? unit.replace('FLOPs', 'MACs') : unit
