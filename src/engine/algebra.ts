import { add, collect, factors, fraction, multiply, negative, print, type Fraction, type Poly } from './poly.ts'

/** What is done with polynomials while a model is traced and counted; a page that only evaluates them needs none of it. */

export function symbol(name: string): Poly {
  if (!/^[A-Za-z]$/.test(name)) throw new SyntaxError(`a size is named by one letter; received "${name}"`)
  return collect([[`${name}1`, fraction(1n)]])
}

export const negate = (p: Poly): Poly => collect([...p.terms].map(([monomial, size]) => [monomial, negative(size)]))
export const subtract = (a: Poly, b: Poly): Poly => add(a, negate(b))

/** p to an integer power; a negative one only of a single term. */
export function power(p: Poly, exponent: number): Poly {
  if (!Number.isInteger(exponent)) throw new RangeError(`a power is a whole number; received ${exponent}`)
  if (exponent < 0) return power(reciprocal(p), -exponent)
  return multiply(...Array.from({ length: exponent }, () => p))
}

/** a ÷ b for a divisor of one term, which is all that sizes need. */
export const divide = (a: Poly, b: Poly): Poly => multiply(a, reciprocal(b))

/** Equality of form: the same terms, in whatever order. */
export function equal(a: Poly, b: Poly): boolean {
  return a.terms.size === b.terms.size && subtract(a, b).terms.size === 0
}

/** Replaces symbols by polynomials, all at once. */
export function substitute(p: Poly, replacements: Readonly<Record<string, Poly>>): Poly {
  const term = ([monomial, coefficient]: readonly [string, Fraction]): Poly =>
    multiply(
      collect([['', coefficient]]),
      ...factors(monomial).map(([name, exponent]) =>
        power(Object.hasOwn(replacements, name) ? replacements[name]! : symbol(name), exponent),
      ),
    )
  return add(...[...p.terms].map(term))
}

function reciprocal(p: Poly): Poly {
  const [term, ...others] = p.terms
  if (term === undefined || others.length > 0)
    throw new RangeError(`only a single term can be a divisor; received ${print(p)}`)
  const [monomial, { numerator, denominator }] = term
  const inverse = factors(monomial).map(([name, exponent]) => `${name}${-exponent}`)
  return collect([[inverse.join(' '), fraction(denominator, numerator)]])
}
