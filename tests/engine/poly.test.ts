import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divide, equal, negate, power, substitute, subtract, symbol } from '../../src/engine/algebra.ts'
import {
  add,
  constant,
  count,
  evaluate,
  multiply,
  one,
  parse,
  print,
  symbolsOf,
  toNumber,
  zero,
  type Fraction,
  type Poly,
} from '../../src/engine/poly.ts'

const seed = 20_260_101
const names = ['B', 'T', 'd', 'h', 'k'] as const

/** What a polynomial means, spelled out: a list of terms, none combined, no order. */
interface Term {
  readonly top: number
  readonly bottom: number
  readonly powers: readonly number[]
}

const term = (least: number): fc.Arbitrary<Term> =>
  fc.record({
    top: fc.integer({ min: -9, max: 9 }),
    bottom: fc.integer({ min: 1, max: 4 }),
    powers: fc.tuple(...names.map(() => fc.integer({ min: least, max: 3 }))),
  })
const terms = (least = -2, max = 5) => fc.array(term(least), { maxLength: max })
const poly = (least = -2, max = 5) => terms(least, max).map(build)
const sizes = fc.tuple(...names.map(() => fc.integer({ min: 1, max: 50 })))

const build = (list: readonly Term[]): Poly =>
  add(
    ...list.map(({ top, bottom, powers }) =>
      multiply(constant(top, bottom), ...names.map((name, i) => power(symbol(name), powers[i]!))),
    ),
  )

const bind = (values: readonly (number | bigint)[]) => Object.fromEntries(names.map((name, i) => [name, values[i]!]))

/** The value by the definition, as one long fraction. */
function bruteForce(list: readonly Term[], values: readonly number[]): Fraction {
  let [numerator, denominator] = [0n, 1n]
  for (const { top, bottom, powers } of list) {
    let [above, below] = [BigInt(top), BigInt(bottom)]
    powers.forEach((exponent, i) => {
      for (let n = 0; n < Math.abs(exponent); n++) {
        if (exponent > 0) above *= BigInt(values[i]!)
        else below *= BigInt(values[i]!)
      }
    })
    ;[numerator, denominator] = [numerator * below + above * denominator, denominator * below]
  }
  return { numerator, denominator }
}

const same = (a: Fraction, b: Fraction): boolean => a.numerator * b.denominator === b.numerator * a.denominator

/** Checks a property on many random cases, the same ones every time. */
function always<T extends [unknown, ...unknown[]]>(
  ...args: [...arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }, holds: (...values: T) => boolean | void]
): void {
  const holds = args.pop() as (...values: T) => boolean | void
  fc.assert(fc.property(...(args as unknown as { [K in keyof T]: fc.Arbitrary<T[K]> }), holds), { seed, numRuns: 300 })
}

describe('polynomials', () => {
  it('form a commutative ring', () => {
    always(poly(), poly(), poly(), (p, q, r) => {
      expect(equal(add(p, q), add(q, p))).toBe(true)
      expect(equal(multiply(p, q), multiply(q, p))).toBe(true)
      expect(equal(add(add(p, q), r), add(p, add(q, r)))).toBe(true)
      expect(equal(multiply(multiply(p, q), r), multiply(p, multiply(q, r)))).toBe(true)
      expect(equal(multiply(p, add(q, r)), add(multiply(p, q), multiply(p, r)))).toBe(true)
      expect(equal(add(p, zero), p)).toBe(true)
      expect(equal(multiply(p, one), p)).toBe(true)
      expect(equal(multiply(p, zero), zero)).toBe(true)
      expect(equal(subtract(p, p), zero)).toBe(true)
      expect(equal(negate(negate(p)), p)).toBe(true)
    })
  })

  it('are worth what their definition says', () => {
    always(terms(), sizes, (list, values) => same(evaluate(build(list), bind(values)), bruteForce(list, values)))
  })

  it('are equal exactly when their terms are, in whatever order these came', () => {
    always(terms(), fc.infiniteStream(fc.nat()), (list, random) => {
      const shuffled = list.map((entry) => ({ entry, key: random.next().value! })).sort((a, b) => a.key - b.key)
      return equal(build(list), build(shuffled.map(({ entry }) => entry)))
    })
    always(terms(), term(0), (list, extra) => equal(build([...list, extra]), build(list)) === (extra.top === 0))
  })

  it('never hold a zero coefficient or an unreduced fraction', () => {
    always(poly(), poly(), (p, q) => {
      for (const { numerator, denominator } of [...add(p, q).terms.values(), ...multiply(p, q).terms.values()]) {
        expect(numerator).not.toBe(0n)
        expect(denominator).toBeGreaterThan(0n)
        for (const divisor of [2n, 3n, 5n, 7n])
          expect(numerator % divisor === 0n && denominator % divisor === 0n).toBe(false)
      }
    })
  })

  it('give the same value whether a size is put in before or after', () => {
    always(poly(0, 4), poly(0, 3), sizes, (p, inner, values) => {
      const T = evaluate(inner, bind(values))
      if (T.denominator !== 1n) return true
      const direct = evaluate(substitute(p, { T: inner }), bind(values))
      return same(direct, evaluate(p, { ...bind(values), T: T.numerator }))
    })
  })

  it('put in all sizes at once, so that two can be exchanged', () => {
    expect(print(substitute(parse('T^2S'), { T: symbol('S'), S: symbol('T') }))).toBe('S^2T')
  })

  it('take sizes with negative powers, as a grouped head count needs', () => {
    const r = divide(symbol('h'), symbol('g'))
    expect(print(r)).toBe('g^-1h')
    expect(count(r, { h: 64, g: 8 })).toBe(8n)
    expect(print(multiply(r, symbol('g')))).toBe('h')
    expect(print(substitute(r, { g: parse('1/2h') }))).toBe('2')
  })

  it('divide by one term only', () => {
    expect(() => divide(one, parse('T+1'))).toThrow(new RangeError('only a single term can be a divisor; received T+1'))
    expect(() => divide(one, zero)).toThrow(RangeError)
    expect(() => power(symbol('T'), 0.5)).toThrow('a power is a whole number; received 0.5')
  })

  it('stay exact where floats no longer are', () => {
    const training = parse('6BTd^2')
    expect(count(training, { B: 1_000_003, T: 1_000_033, d: 16_385 })).toBe(
      6n * 1_000_003n * 1_000_033n * 16_385n ** 2n,
    )
    expect(count(parse('T+1'), { T: 2n ** 53n })).toBe(9_007_199_254_740_993n)
    expect(print(multiply(constant(2n ** 64n), symbol('T')))).toBe('18446744073709551616T')
  })

  it('name the size that has no value, and one that is no whole number', () => {
    expect(() => evaluate(parse('BTd'), { B: 1, T: 2 })).toThrow(new ReferenceError('the size d has no value'))
    expect(() => evaluate(symbol('T'), Object.create({ T: 1 }) as Record<string, number>)).toThrow(ReferenceError)
    expect(() => evaluate(symbol('T'), { T: 1.5 })).toThrow(new RangeError('the size T is 1.5, not a whole number'))
    expect(() => evaluate(symbol('T'), { T: NaN })).toThrow(RangeError)
  })

  it('count only where the value is a whole number', () => {
    expect(count(parse('1/2T^2+1/2T'), { T: 5 })).toBe(15n)
    expect(() => count(parse('1/2T'), { T: 5 })).toThrow(new RangeError('1/2T is 5/2, not a whole number'))
  })

  it('name sizes by one letter', () => {
    for (const name of ['', 'dk', '1', "S'", 'α']) expect(() => symbol(name)).toThrow(SyntaxError)
    expect(symbolsOf(parse('4BT^2hk+2d'))).toEqual(['B', 'T', 'd', 'h', 'k'])
  })

  it('become floats without overflow', () => {
    expect(toNumber({ numerator: 10n ** 400n + 1n, denominator: 10n ** 400n })).toBe(1)
    expect(toNumber({ numerator: -3n, denominator: 4n })).toBe(-0.75)
    expect(toNumber({ numerator: 2n, denominator: 3n })).toBe(2 / 3)
  })
})

describe('the text of a polynomial', () => {
  it('reads back as the same polynomial, terms in the same order', () => {
    always(poly(-3, 7), (p) => {
      expect(equal(parse(print(p)), p)).toBe(true)
      expect(print(parse(print(p)))).toBe(print(p))
    })
  })

  it.each([
    ['8BLTdhk+4BLT^2hk', '8BLTdhk+4BLT^2hk'],
    ['1/2BT^2k^-1-B', '1/2BT^2k^-1-B'],
    ['-T', '-T'],
    ['kT', 'Tk'],
    ['TT', 'T^2'],
    ['T+T', '2T'],
    ['T-T', '0'],
    ['0', '0'],
    ['2/4', '1/2'],
    ['T^0', '1'],
    ['T^-0d', 'd'],
    ['T^01', 'T'],
    ['+T', 'T'],
  ])('%s is %s', (text, printed) => expect(print(parse(text))).toBe(printed))

  it.each([
    ['', 'unexpected ""'],
    ['+', 'unexpected "+"'],
    ['T+', 'unexpected "+"'],
    ['T T', 'unexpected " T"'],
    ['T^', 'unexpected "^"'],
    ['T^1.5', 'unexpected ".5"'],
    ['/2T', 'unexpected "/2T"'],
    ['T2', 'unexpected "2"'],
    ['(T)', 'unexpected "(T)"'],
    ['1/0', 'a fraction has denominator 0'],
    ['T^999999999', 'a power is beyond 99'],
    ['9'.repeat(41), 'a number is too long'],
    ['T'.repeat(4001), 'it is longer than 4000 characters'],
  ])('%s is none', (text, problem) => {
    expect(() => parse(text)).toThrow(SyntaxError)
    expect(() => parse(text)).toThrow(problem)
  })

  it('is never taken for more than it is, whatever stands in an address', () => {
    const hostile = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'+-/^0123456789BTdk \n%<'), maxLength: 300 }),
      fc
        .array(fc.constantFrom('T^99', '1/999983T', '-', '+', '9'.repeat(40), 'B'), { maxLength: 400 })
        .map((a) => a.join('')),
    )
    always(hostile, (text) => {
      try {
        const p = parse(text)
        expect(equal(parse(print(p)), p) || print(p).length > 4000).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
    })
  })

  it('is read or refused, however it is made, and does not hang', () => {
    const fractions = Array.from({ length: 400 }, (_, i) => `1/${999_983 - i}T`)
      .join('+')
      .slice(0, 4000)
    for (const text of ['T'.repeat(4000), 'T^99'.repeat(1000), '+T'.repeat(2000), fractions]) {
      try {
        evaluate(parse(text), { T: 1_000_000_000 })
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
    }
  })
})
