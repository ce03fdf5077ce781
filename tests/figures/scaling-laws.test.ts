import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as law from '../../src/figures/scaling-laws.ts'
import { localExponent, optimalFor, tablesBeside } from '../../src/figures/scaling/embeddings.ts'
import { exactMatch, measured, perToken, perTokenOf } from '../../src/figures/scaling/mirage.ts'
import { chipHours, doublingTime, energy, runOf, utilization } from '../../src/figures/scaling/runs.ts'
import { said, seen } from '../../src/figures/scaling/said.ts'
import { frontier } from '../../src/figures/scaling/frontier.ts'
import { budgets, drawn, sizes } from '../../src/figures/scaling/frontier-plane.ts'
import { amount, powerOfTen, ratio } from '../../src/figures/scaling/words.ts'

const budget = fc.double({ min: 18, max: 27, noNaN: true }).map((power) => 10 ** power)
const fit = fc.constantFrom(...Object.values(law.fits))

describe('the allocation that is optimal for a budget', () => {
  test.for([
    ['printed', 3.14e23, 24.5e9, 2.14e12],
    ['printed', 5.76e23, 32.2e9, 2.98e12],
    ['printed', 3.8e25, 213.5e9, 29.7e12],
    ['unrounded', 3.14e23, 30.6e9, 1.71e12],
    ['unrounded', 5.76e23, 40.4e9, 2.38e12],
    ['refitted', 3.14e23, 53.0e9, 0.99e12],
    ['refitted', 2.53e24, 154.5e9, 2.73e12],
    ['refitted', 3.8e25, 620e9, 10.2e12],
  ] as const)('%s at %f FLOPs', ([name, C, N, D]) => {
    const best = law.optimum(law.fits[name], C)
    expect(Math.abs(best.N / N - 1)).toBeLessThan(0.005)
    expect(Math.abs(best.D / D - 1)).toBeLessThan(0.005)
  })

  test('spends the budget, and no other split of it has a smaller loss', () => {
    fc.assert(
      fc.property(fit, budget, fc.double({ min: 0.2, max: 5, noNaN: true }), (fit, C, factor) => {
        const best = law.optimum(fit, C)
        const other = { N: best.N * factor, D: best.D / factor }
        expect(law.sixND(best) / C).toBeCloseTo(1, 9)
        expect(law.lossOf(fit, other)).toBeGreaterThanOrEqual(law.lossOf(fit, best) - 1e-12)
      }),
    )
  })

  test('loses no compute, and any other run does', () => {
    fc.assert(
      fc.property(fit, budget, fc.double({ min: 1.1, max: 20, noNaN: true }), (fit, C, factor) => {
        const best = law.optimum(fit, C)
        expect(law.wasted(fit, best)).toBeCloseTo(0, 6)
        expect(law.wasted(fit, { N: best.N * factor, D: best.D / factor })).toBeGreaterThan(0)
        expect(law.cheapest(fit, law.lossOf(fit, best)) / C).toBeCloseTo(1, 6)
      }),
    )
  })
})

describe('losses', () => {
  test.for([
    ['GPT-3', 175e9, 300e9, 2.002, 2.008],
    ['Gopher', 280e9, 300e9, 1.993, 1.999],
    ['Chinchilla', 70e9, 1.4e12, 1.937, 1.973],
    ['PaLM', 540e9, 780e9, 1.924, 1.95],
    ['Llama 3.1 405B', 405e9, 15.6e12, 1.819, 1.892],
  ] as const)('%s', ([, N, D, printed, refitted]) => {
    expect(Math.abs(law.lossOf(law.fits.printed, { N, D }) - printed)).toBeLessThan(0.0015)
    expect(Math.abs(law.lossOf(law.fits.refitted, { N, D }) - refitted)).toBeLessThan(0.0015)
  })

  test.for([
    [12, 768, 2.865],
    [24, 1024, 2.602],
    [32, 4096, 2.062],
    [96, 12288, 1.605],
  ] as const)('Kaplan with endless data: %i blocks of width %i', ([L, d, loss]) => {
    expect(law.kaplanLoss.ofN(12 * L * d * d)).toBeCloseTo(loss, 3)
  })

  test('Kaplan at GPT-3’s compute, and the factors of the paper', () => {
    expect(law.kaplanLoss.ofC(3640 * law.petaflopDay)).toBeCloseTo(1.764, 3)
    expect(said.kaplan).toMatchObject({ tenfold: '16.1\u00a0%', halfByN: '9,139', halfByC: '1,048,576' })
    expect(said.kaplan).toMatchObject({ growN: '5.4', growD: '1.9' })
  })

  test('Kaplan’s two predictions meet where the paper says, about 10⁴ petaflop/s-days', () => {
    const days = law.kaplanContradiction() / law.petaflopDay
    expect(days).toBeGreaterThan(1e3)
    expect(days).toBeLessThan(1e5)
    expect(law.kaplanLoss.ofC(days * law.petaflopDay)).toBeCloseTo(law.kaplanLoss.ofD(2e10 * days ** 0.27), 9)
  })
})

describe('exponents', () => {
  test('a power law is found again from its own points', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (c, a) => {
          const found = law.powerLaw([1, 10, 1e3, 1e7].map((x) => [x, c * x ** a]))
          expect(found.exponent).toBeCloseTo(a, 9)
          expect(found.coefficient / c).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  test('Approaches 1 and 2 have the exponents of Hoffmann’s Table 2, within its intervals', () => {
    expect(law.approach('first').exponent).toBeGreaterThan(0.488)
    expect(law.approach('first').exponent).toBeLessThan(0.502)
    expect(law.approach('second').exponent).toBeGreaterThan(0.462)
    expect(law.approach('second').exponent).toBeLessThan(0.534)
    expect(law.exponentOf(law.fits.refitted)).toBeCloseTo(0.513, 3)
  })

  test('without embeddings, the optimum is that of a search, and the exponent ends at the fit’s own', () => {
    const counting = { rows: 51281, aspect: 64 }
    const fit = law.fits.refitted
    const found = optimalFor(fit, counting, 1e8)
    const lossAt = (n: number) => law.lossOf(fit, { N: n + tablesBeside(counting, n), D: found.C / (6 * n) })
    expect(lossAt(1e8)).toBeLessThan(lossAt(1.05e8))
    expect(lossAt(1e8)).toBeLessThan(lossAt(0.95e8))
    expect(localExponent(fit, counting, 1e16)).toBeCloseTo(law.exponentOf(fit), 3)
    expect(seen(fit)).toBeGreaterThan(0.73)
  })

  test('the tables beside GPT-2’s stack are GPT-2’s', () => {
    expect(tablesBeside({ rows: 50257 + 1024, aspect: 64 }, 12 * 12 * 768 ** 2)).toBeCloseTo(51281 * 768, 0)
  })
})

describe('training runs', () => {
  test('GPT-3 and PaLM have the FLOPs, the utilization and the days that were published', () => {
    const [gpt3, palm] = [runOf('gpt3-175b', 300e9, 2048), runOf('palm-540b', 780e9, 2048)]
    expect(gpt3.parameters).toBe(174_604_259_328n)
    expect(gpt3.rule).toBeCloseTo(3.143e23, -20)
    expect(gpt3.exact / gpt3.rule).toBeCloseTo(1.027, 3)
    expect(palm.exact).toBeCloseTo(2.557e24, -21)
    expect(100 * utilization(palm.exact / 780e9, 238.3e3, 6144, 275e12)).toBeCloseTo(46.23, 2)
    expect(100 * utilization(palm.rule / 780e9, 238.3e3, 6144, 275e12)).toBeCloseTo(45.73, 2)
    expect(chipHours(3.14e23, 312e12, 0.45) / 1024 / 24).toBeCloseTo(25.3, 1)
    expect(energy(30.84e6, 700)).toBeCloseTo(21_588, 0)
  })

  test('something that doubles every half year does', () => {
    expect(doublingTime([0, 1, 2, 5].map((t) => [t, 7 * 4 ** t]))).toBeCloseTo(0.5, 9)
  })
})

describe('exact match', () => {
  test('is the power of the accuracy of a token, and back', () => {
    expect(perTokenOf(exactMatch(1e10, 7), 7)).toBeCloseTo(perToken(1e10), 9)
    expect(0.9 ** 5).toBeCloseTo(0.59, 3)
    expect(perTokenOf(0.255, 4)).toBeCloseTo(0.711, 3)
    expect(perTokenOf(0.093, 5)).toBeCloseTo(0.622, 3)
  })

  test('a simulated test repeats itself, and comes near on many questions', () => {
    expect(measured(1e11, 15, 100, 3)).toBe(measured(1e11, 15, 100, 3))
    expect(measured(1e11, 5, 20_000, 3)).toBeCloseTo(exactMatch(1e11, 5), 2)
  })
})

describe('the frontier', () => {
  test('every line that is drawn stays within the plot', () => {
    for (const { recipe } of drawn)
      for (const power of [budgets.from, budgets.to]) {
        const N = Math.log10(law.recipes[recipe]!.optimum(10 ** power).N)
        expect(N).toBeGreaterThanOrEqual(sizes.from)
        expect(N).toBeLessThanOrEqual(sizes.to)
      }
  })

  test('is drawn with a mark, a dot for each line, and words for who cannot see it', () => {
    const svg = frontier(3.14e23, [{ name: 'GPT-3', N: 174.6e9, C: 3.14e23 }], 616, 'chart-svg')
    expect(svg.match(/data-spot=/g)).toHaveLength(drawn.length)
    expect(svg).toContain('data-mark')
    expect(svg).toContain('Kaplan: ')
    expect(svg).not.toMatch(/style=|NaN/)
  })
})

test('amounts are written as papers write them', () => {
  expect([amount(174.6e9), amount(1.02e12), powerOfTen(3.143e23), ratio(2395.7), ratio(0.0217)]).toEqual([
    '175B',
    '1.02T',
    '3.14·10²³',
    '2,400',
    '0.0217',
  ])
})
