import { exact } from './format.ts'
import { divide, power, symbol } from './algebra.ts'
import {
  constant,
  evaluate,
  factors,
  greatestCommonDivisor,
  multiply,
  type Bindings,
  type Fraction,
  type Poly,
} from './poly.ts'

/** How a formula is written. */
export interface LatexOptions {
  /** Takes out what all terms share: `4\,\B\L\T\,(\d^2 + \T\d)`. */
  readonly factored?: boolean
  /** A size as LaTeX; by default its macro, which sets it in its color. */
  readonly symbol?: (name: string) => string
}

/** A polynomial as LaTeX, in the order of its terms: `8\,\B\L\T\d\h\k + 4\,\B\L\T^2\h\k`. */
export function latex(p: Poly, options: LatexOptions = {}): string {
  const { factored = false, symbol = (name) => `\\${name}` } = options
  if (!factored || p.terms.size < 2) return sum(p, symbol, '')
  const common = commonFactor(p)
  const [outside, rest] = [sum(common, symbol, ''), sum(divide(p, common), symbol, '')]
  return outside === '1' ? rest : outside === '-1' ? `-(${rest})` : `${outside}\\,(${rest})`
}

/**
 * A polynomial with the value of each size in its place: `8 \cdot 1 \cdot 12 \cdot 128`. Throws and names the symbol
 * when one has no value.
 */
export function substituted(p: Poly, bindings: Bindings): string {
  evaluate(p, bindings)
  return sum(p, (name) => number(bindings[name]!), ' \\cdot ')
}

/** 30522 → `30{,}522`: without the braces TeX sets a comma as in a list. */
export const number = (value: bigint | number): string => exact(value).replaceAll(',', '{,}')

/** The least power of each symbol among the terms, and the largest number that divides all their coefficients. */
function commonFactor(p: Poly): Poly {
  const powers = [...p.terms.keys()].map((monomial) => new Map(factors(monomial)))
  const names = new Set(powers.flatMap((own) => [...own.keys()]))
  const least = [...names].map((name) => power(symbol(name), Math.min(...powers.map((own) => own.get(name) ?? 0))))
  const sizes = [...p.terms.values()]
  const numerator = sizes.map((size) => size.numerator).reduce(greatestCommonDivisor)
  const denominator = sizes.map((size) => size.denominator).reduce((a, b) => (a * b) / greatestCommonDivisor(a, b))
  const sign = sizes.every((size) => size.numerator < 0n) ? -1n : 1n
  return multiply(constant(sign * numerator, denominator), ...least)
}

/** The terms with their signs between them. `times` stands between the factors of a term; where it is empty, they touch. */
function sum(p: Poly, symbol: (name: string) => string, times: string): string {
  const terms = [...p.terms].map(([monomial, { numerator, denominator }], i) => {
    const [sign, size] = numerator < 0n ? ['-', -numerator] : ['+', numerator]
    const tex = term({ numerator: size, denominator }, factors(monomial), symbol, times)
    return i > 0 ? ` ${sign} ${tex}` : sign === '-' ? `-${tex}` : tex
  })
  return terms.join('') || '0'
}

/** A coefficient and its symbols; one fraction for both as soon as a power is negative. */
function term(
  { numerator, denominator }: Fraction,
  powers: readonly (readonly [string, number])[],
  symbol: (name: string) => string,
  times: string,
): string {
  const raised = (sign: 1 | -1) =>
    powers.flatMap(([name, exponent]) => (exponent * sign > 0 ? [raise(symbol(name), exponent * sign)] : []))
  const [above, below] = [raised(1), raised(-1)]
  if (below.length > 0)
    return `\\frac{${product(number(numerator), above, times)}}{${product(number(denominator), below, times)}}`
  const size = denominator === 1n ? number(numerator) : `\\tfrac{${number(numerator)}}{${number(denominator)}}`
  return product(size, above, times)
}

function product(size: string, symbols: readonly string[], times: string): string {
  if (symbols.length === 0) return size
  return `${size === '1' ? '' : `${size}${times || '\\,'}`}${symbols.join(times)}`
}

const raise = (base: string, exponent: number): string =>
  exponent === 1 ? base : `${base}^${exponent < 10 ? exponent : `{${exponent}}`}`
