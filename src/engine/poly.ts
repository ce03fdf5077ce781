/**
 * Exact polynomials in the sizes of a model: the type of every count on the site.
 *
 * A polynomial is a sum of terms, each a rational coefficient times integer powers of symbols; powers may be negative
 * (Laurent), since a grouped head count is h·g⁻¹. Coefficients are bigint fractions: ½T² occurs, and a training total
 * passes 2⁵³. Two polynomials are equal exactly when they have the same terms. Terms keep the order in which they first
 * came up, so that a printed formula reads along the model.
 */
export interface Poly {
  /** Coefficient by monomial; a monomial is written `B1 T2 k-1`, its symbols sorted. No coefficient is zero. */
  readonly terms: ReadonlyMap<string, Fraction>
}

/** A reduced fraction with a positive denominator. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** What each symbol is worth. */
export type Bindings = Readonly<Record<string, bigint | number>>

export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new RangeError('a fraction has denominator 0')
  if (denominator === 1n) return { numerator, denominator }
  const sign = denominator < 0n ? -1n : 1n
  const divisor = sign * greatestCommonDivisor(numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

export const zero: Poly = { terms: new Map() }
export const one = constant(1)

export function constant(numerator: bigint | number, denominator: bigint | number = 1): Poly {
  return collect([['', fraction(BigInt(numerator), BigInt(denominator))]])
}

export function add(...summands: readonly Poly[]): Poly {
  return collect(summands.flatMap((summand) => [...summand.terms]))
}

export function multiply(...factors: readonly Poly[]): Poly {
  return factors.reduce((a, b) => {
    if (a === one || b === one) return a === one ? b : a
    return collect([...a.terms].flatMap(([m, c]) => [...b.terms].map(([n, e]) => [join(m, n), times(c, e)] as const)))
  }, one)
}

/** The exact value. Throws and names the symbol when one has no value. */
export function evaluate(p: Poly, bindings: Bindings): Fraction {
  let sum = fraction(0n)
  for (const [monomial, coefficient] of p.terms) {
    let { numerator, denominator } = coefficient
    for (const [name, exponent] of factors(monomial)) {
      const value = valueOf(name, bindings)
      if (exponent < 0) denominator *= value ** BigInt(-exponent)
      else numerator *= exponent === 1 ? value : value ** BigInt(exponent)
    }
    sum = plus(sum, fraction(numerator, denominator))
  }
  return sum
}

/** The value where it must be a whole number: a count of parameters, operations or bytes. */
export function count(p: Poly, bindings: Bindings): bigint {
  const { numerator, denominator } = evaluate(p, bindings)
  if (denominator !== 1n) throw new RangeError(`${print(p)} is ${numerator}/${denominator}, not a whole number`)
  return numerator
}

/** A fraction as a float, correct to the last digit or two however long its numbers are. */
export function toNumber({ numerator, denominator }: Fraction): number {
  const whole = numerator / denominator
  return Number(whole) + Number(((numerator - whole * denominator) << 64n) / denominator) / 2 ** 64
}

/** The symbols that occur, sorted. */
export function symbolsOf(p: Poly): string[] {
  return [...new Set([...p.terms.keys()].flatMap((m) => factors(m).map(([name]) => name)))].sort()
}

/** A compact text, `8BLTdhk+1/2BT^2k^-1`; `parse` reads it back. */
export function print(p: Poly): string {
  if (p.terms.size === 0) return '0'
  return [...p.terms]
    .map(([monomial, coefficient]) => printTerm(monomial, coefficient))
    .join('+')
    .replaceAll('+-', '-')
}

/** Far beyond what any model prints; what a hostile address may ask for stays cheap. */
const limits = { characters: 4000, digits: 40, below: 6, exponent: 99 }

/** A sign, a number or fraction, and letters with powers; a term without number and letters is none. */
const termPattern = /([+-]?)(?:(\d+)(?:\/(\d+))?)?((?:[A-Za-z](?:\^-?\d+)?)*)/y

/** Reads what `print` writes, and like terms in any order. Throws a SyntaxError at anything else. */
export function parse(text: string): Poly {
  const problem = (what: string): never => {
    throw new SyntaxError(`"${text.slice(0, 60)}" is no polynomial: ${what}`)
  }
  if (text.length > limits.characters) problem(`it is longer than ${limits.characters} characters`)
  const terms: (readonly [string, Fraction])[] = []
  let at = 0
  do {
    termPattern.lastIndex = at
    const [whole = '', sign = '', numerator, denominator = '1', letters = ''] = termPattern.exec(text) ?? []
    if (whole === sign || (at > 0 && sign === '')) problem(`unexpected "${text.slice(at, at + 20)}"`)
    if ((numerator ?? '').length > limits.digits || denominator.length > limits.below) problem('a number is too long')
    if (/^0+$/.test(denominator)) problem('a fraction has denominator 0')
    const powers = [...letters.matchAll(/([A-Za-z])(?:\^(-?\d+))?/g)].map(([, name = '', power = '1']) => {
      const exponent = Number(power)
      if (Math.abs(exponent) > limits.exponent) problem(`a power is beyond ${limits.exponent}`)
      return exponent === 0 ? '' : `${name}${exponent}`
    })
    const size = fraction(BigInt(numerator ?? 1), BigInt(denominator))
    terms.push([powers.reduce((product, power) => join(product, power), ''), sign === '-' ? negative(size) : size])
    at += whole.length
  } while (at < text.length)
  return collect(terms)
}

/** The symbols of a monomial with their exponents. */
export function factors(monomial: string): [name: string, exponent: number][] {
  return monomial === '' ? [] : monomial.split(' ').map((factor) => [factor[0]!, Number(factor.slice(1))])
}

/** Like terms as one, and none that is zero. */
export function collect(terms: readonly (readonly [string, Fraction])[]): Poly {
  const sum = new Map<string, Fraction>()
  for (const [monomial, coefficient] of terms) {
    const known = sum.get(monomial)
    sum.set(monomial, known === undefined ? coefficient : plus(known, coefficient))
  }
  for (const [monomial, { numerator }] of sum) if (numerator === 0n) sum.delete(monomial)
  return { terms: sum }
}

/** The product of two monomials. */
function join(a: string, b: string): string {
  const both = `${a} ${b}`.trim()
  let product = joined.get(both)
  if (product === undefined) {
    const exponents: Record<string, number> = {}
    for (const [name, exponent] of factors(both)) exponents[name] = (exponents[name] ?? 0) + exponent
    const names = Object.keys(exponents).filter((name) => exponents[name])
    product = names
      .sort()
      .map((name) => name + exponents[name])
      .join(' ')
    joined.set(both, product)
  }
  return product
}

/** The few hundred products of monomials that models have come up a hundred thousand times in a build. */
const joined = new Map<string, string>()

function valueOf(name: string, bindings: Bindings): bigint {
  if (!Object.hasOwn(bindings, name)) throw new ReferenceError(`the size ${name} has no value`)
  const value = bindings[name]!
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new RangeError(`the size ${name} is ${value}, not a whole number`)
  return BigInt(value)
}

function printTerm(monomial: string, { numerator, denominator }: Fraction): string {
  const letters = factors(monomial).map(([name, exponent]) => (exponent === 1 ? name : `${name}^${exponent}`))
  const coefficient = denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`
  if (monomial === '') return coefficient
  return (coefficient === '1' ? '' : coefficient === '-1' ? '-' : coefficient) + letters.join('')
}

/** The sum of two fractions. */
export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === 1n && b.denominator === 1n) return fraction(a.numerator + b.numerator)
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

/** Their product. */
export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function negative({ numerator, denominator }: Fraction): Fraction {
  return { numerator: -numerator, denominator }
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a < 0n ? -a : a
}
