import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latex, substituted } from '../../src/engine/latex.ts'
import { divide, power, symbol } from '../../src/engine/algebra.ts'
import { add, constant, multiply, parse, type Poly } from '../../src/engine/poly.ts'
import { renderMath } from '../../src/markdown/katex.ts'

const letter = (name: string): string => name
const plain = (text: string): string => latex(parse(text), { symbol: letter })
const factored = (text: string): string => latex(parse(text), { symbol: letter, factored: true })

const poly = fc
  .array(
    fc.record({
      top: fc.integer({ min: -99_999, max: 99_999 }),
      bottom: fc.integer({ min: 1, max: 6 }),
      powers: fc.tuple(...['B', 'T', 'd', 'k'].map(() => fc.integer({ min: -12, max: 12 }))),
    }),
    { maxLength: 4 },
  )
  .map((terms) => add(...terms.map(({ top, bottom, powers }) => multiply(constant(top, bottom), ...sizes(powers)))))

const sizes = (powers: readonly number[]): Poly[] =>
  ['B', 'T', 'd', 'k'].map((name, i) => power(symbol(name), powers[i]!))

describe('a polynomial as LaTeX', () => {
  it('writes each size by its macro, which gives it its color', () => {
    expect(latex(parse('8BLTdhk+4BLT^2hk'))).toBe('8\\,\\B\\L\\T\\d\\h\\k + 4\\,\\B\\L\\T^2\\h\\k')
  })

  it.each([
    ['8BLTdhk+4BLT^2hk', '8\\,BLTdhk + 4\\,BLT^2hk'],
    ['0', '0'],
    ['7', '7'],
    ['-7', '-7'],
    ['T', 'T'],
    ['-T+1', '-T + 1'],
    ['T-d', 'T - d'],
    ['1/2T^2+1/2T', '\\tfrac{1}{2}\\,T^2 + \\tfrac{1}{2}\\,T'],
    ['-1/2T', '-\\tfrac{1}{2}\\,T'],
    ['30522d', '30{,}522\\,d'],
    ['hg^-1', '\\frac{h}{g}'],
    ['1/2BTk^-2', '\\frac{BT}{2\\,k^2}'],
    ['-3k^-1', '-\\frac{3}{k}'],
    ['T^12', 'T^{12}'],
  ])('%s is %s', (text, tex) => expect(plain(text)).toBe(tex))

  it.each([
    ['4BLTd^2+4BLT^2d', '4\\,BLTd\\,(d + T)'],
    ['8BLTdhk+4BLT^2hk+4BLTdf', '4\\,BLT\\,(2\\,dhk + Thk + df)'],
    ['1/2T^2+1/2T', '\\tfrac{1}{2}\\,T\\,(T + 1)'],
    ['2/3T+1/2d', '\\tfrac{1}{6}\\,(4\\,T + 3\\,d)'],
    ['T+d', 'T + d'],
    ['-T-d', '-(T + d)'],
    ['-T+d', '-T + d'],
    ['8BT', '8\\,BT'],
    ['Tk^-1+dk^-1', '\\frac{1}{k}\\,(T + d)'],
    ['0', '0'],
  ])('%s, factored, is %s', (text, tex) => expect(factored(text)).toBe(tex))

  it('is always something that TeX can set', () => {
    fc.assert(
      fc.property(poly, (p) => {
        for (const tex of [latex(p), latex(p, { factored: true })]) expect(renderMath(tex)).toContain('class="katex"')
      }),
      { seed: 7, numRuns: 60 },
    )
  })
})

describe('a polynomial with its sizes put in', () => {
  it('keeps the shape of the formula', () => {
    const sizes = { B: 1, L: 12, T: 128, d: 768, h: 12, k: 64 }
    expect(substituted(parse('8BLTdhk+4BLT^2hk'), sizes)).toBe(
      '8 \\cdot 1 \\cdot 12 \\cdot 128 \\cdot 768 \\cdot 12 \\cdot 64 + ' +
        '4 \\cdot 1 \\cdot 12 \\cdot 128^2 \\cdot 12 \\cdot 64',
    )
  })

  it.each([
    ['Vd', '30{,}522 \\cdot 768'],
    ['1/2d', '\\tfrac{1}{2} \\cdot 768'],
    ['dV^-1', '\\frac{768}{30{,}522}'],
    ['d-1', '768 - 1'],
  ])('%s is %s', (text, tex) => expect(substituted(parse(text), { V: 30_522n, d: 768 })).toBe(tex))

  it('names a size that has no value', () => {
    expect(() => substituted(parse('Td'), { T: 1 })).toThrow(new ReferenceError('the size d has no value'))
    expect(() => substituted(divide(parse('T'), parse('d')), { T: 1, d: 0 })).toThrow(RangeError)
  })
})
