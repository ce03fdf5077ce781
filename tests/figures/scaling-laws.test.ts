import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as law from '../../src/figures/scaling-laws.ts'
import { cacheRatio, cacheRows } from '../../src/figures/scaling/caches.ts'
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
    ['printed', 2.53e24, 62.8e9, 6.71e12],
    ['printed', 3.8e25, 213.5e9, 29.7e12],
    ['unrounded', 3.14e23, 30.6e9, 1.71e12],
    ['unrounded', 5.76e23, 40.4e9, 2.38e12],
    ['unrounded', 2.53e24, 79.3e9, 5.32e12],
    ['unrounded', 3.8e25, 273e9, 23.2e12],
    ['refitted', 3.14e23, 53.0e9, 0.99e12],
    ['refitted', 5.76e23, 72.4e9, 1.33e12],
    ['refitted', 2.53e24, 154.5e9, 2.73e12],
    ['refitted', 3.8e25, 620e9, 10.2e12],
  ] as const)('%s at %f FLOPs', ([name, C, N, D]) => {
    const best = law.optimum(law.fits[name], C)
    expect(Math.abs(best.N / N - 1)).toBeLessThan(0.005)
    expect(Math.abs(best.D / D - 1)).toBeLessThan(0.005)
  })

  test.for([
    [3.14e23, 51.2e9, 1.02e12],
    [5.76e23, 69.3e9, 1.39e12],
    [2.53e24, 145e9, 2.9e12],
    [3.8e25, 563e9, 11.3e12],
  ] as const)('by the rule of 20 at %f FLOPs', ([C, N, D]) => {
    const run = law.recipes.find(({ name }) => name.startsWith('20'))!.optimum(C)
    expect(Math.abs(run.N / N - 1)).toBeLessThan(0.005)
    expect(Math.abs(run.D / D - 1)).toBeLessThan(0.005)
  })

  test('has the tokens for each parameter that contradict the rule as printed, and agree with it refitted', () => {
    const each = (name: keyof typeof law.fits) =>
      [3.14e23, 5.76e23, 2.53e24, 3.8e25].map((C) => {
        const { N, D } = law.optimum(law.fits[name], C)
        return Math.round(D / N)
      })
    expect(each('printed')).toEqual([87, 93, 107, 139])
    expect(each('unrounded')).toEqual([56, 59, 67, 85])
    expect(each('refitted')).toEqual([19, 18, 18, 17])
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
    ['MT-NLG', 530e9, 270e9, 1.991, 1.994],
    ['Chinchilla', 70e9, 1.4e12, 1.937, 1.973],
    ['PaLM', 540e9, 780e9, 1.924, 1.95],
    ['Llama 3 8B', 8e9, 15e12, 1.949, 2.022],
    ['Llama 3 70B', 70e9, 15e12, 1.857, 1.93],
    ['Llama 3.1 405B', 405e9, 15.6e12, 1.819, 1.892],
  ] as const)('%s', ([, N, D, printed, refitted]) => {
    expect(Math.abs(law.lossOf(law.fits.printed, { N, D }) - printed)).toBeLessThan(0.0015)
    expect(Math.abs(law.lossOf(law.fits.refitted, { N, D }) - refitted)).toBeLessThan(0.0015)
  })

  test.for([
    [12, 768, 2.865],
    [24, 1024, 2.602],
    [24, 1536, 2.446],
    [24, 2048, 2.342],
    [32, 2560, 2.215],
    [32, 4096, 2.062],
    [40, 5120, 1.96],
    [96, 12288, 1.605],
  ] as const)('Kaplan with endless data: %i blocks of width %i', ([L, d, loss]) => {
    expect(law.kaplanLoss.ofN(12 * L * d * d)).toBeCloseTo(loss, 3)
  })

  test('Kaplan at GPT-3’s compute, and the factors of the paper', () => {
    expect(law.kaplanLoss.ofC(3640 * law.petaflopDay)).toBeCloseTo(1.764, 3)
    expect(said.kaplan).toMatchObject({ tenfold: '16.1\u00a0%', halfByN: '9,139', halfByC: '1,048,576' })
    expect(said.kaplan).toMatchObject({ growN: '5.4', growD: '1.9' })
    const { ofN, ofD, ofC } = law.kaplanLoss
    expect([ofN, ofD, ofC].map((loss) => Number((loss(1e22) / loss(1e21)).toFixed(3)))).toEqual([0.839, 0.804, 0.891])
    expect(ofD(1e9) / ofD(1475e9)).toBeCloseTo(2, 4)
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

  test('the printed projections have the tokens for each parameter that the rule of 20 reads off', () => {
    const each = (which: 'first' | 'second') => law.projections.map((row) => Number((row[which] / row.N).toFixed(1)))
    expect(each('first')).toEqual([20.0, 20.2, 20.5, 22.4, 21.1, 21.1, 21.2, 21.2])
    expect(each('second')).toEqual([19.3, 20.0, 21.9, 25.4, 24.6, 25.4, 25.8, 26.5])
    expect(said.chinchilla).toMatchObject({ ratios: '20, 20.2, 20.5', lastRatio: '26.5', third: '61.2' })
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

  test.for([
    ['gpt3-small', 2.25e20, 2.6],
    ['gpt3-medium', 6.41e20, 7.42],
    ['gpt3-large', 1.37e21, 15.8],
    ['gpt3-xl', 2.38e21, 27.5],
    ['gpt3-2.7b', 4.77e21, 55.2],
    ['gpt3-6.7b', 1.2e22, 139],
    ['gpt3-13b', 2.31e22, 268],
    ['gpt3-175b', 3.14e23, 3640],
  ] as const)('%s costs by the rule what Table D.1 prints', ([name, flops, days]) => {
    const { rule } = runOf(name, 300e9, 2048)
    expect(Math.abs(rule / flops - 1)).toBeLessThan(0.006)
    expect(Math.abs(rule / law.petaflopDay / days - 1)).toBeLessThan(0.006)
  })

  test('the smaller PaLMs cost what the formula of the report gives', () => {
    expect(runOf('palm-8b', 780e9, 2048).exact / 1e22).toBeCloseTo(4.29, 1)
    expect(runOf('palm-62b', 780e9, 2048).exact / 1e23).toBeCloseTo(3.03, 1)
  })

  test('take the chip hours of their utilization', () => {
    const days = (flops: number, peak: number, share: number, chips: number) =>
      chipHours(flops, peak, share) / chips / 24
    expect(chipHours(3.14e23, 125e12, 0.213) / 1e6).toBeCloseTo(3.28, 2)
    expect(days(3.14e23, 125e12, 0.213, 1024)).toBeCloseTo(133, 0)
    expect(days(3.14e23, 989e12, 0.4, 1024)).toBeCloseTo(9, 1)
    expect(days(5.88e23, 312e12, 0.45, 1024)).toBeCloseTo(47.3, 1)
    expect(days(2.53e24, 312e12, 0.45, 1024)).toBeCloseTo(204, 0)
    expect(days(3.8e25, 989e12, 0.4, 16_384)).toBeCloseTo(67.9, 1)
    expect(energy(10_000 * 14.8 * 24, 330, 1.1)).toBeCloseTo(1289, 0)
  })

  test('leave in the cache what the designs of their keys and values do', () => {
    const at = (tokens: number) => cacheRows.map(({ value }) => (value / 2048) * tokens)
    expect(at(1)).toEqual([4_718_592, 5_799_936, 120_832, 516_096, 70_272])
    expect(at(2048).map((bytes) => amount(bytes))).toEqual(['9.66B', '11.9B', '247M', '1.06B', '144M'])
    expect(
      at(131_072)
        .slice(3)
        .map((bytes) => amount(bytes)),
    ).toEqual(['67.6B', '9.21B'])
    expect(Math.round(cacheRatio)).toBe(39)
  })

  test('something that doubles every half year does', () => {
    expect(doublingTime([0, 1, 2, 5].map((t) => [t, 7 * 4 ** t]))).toBeCloseTo(0.5, 9)
  })
})

describe('exact match', () => {
  test('is the power of the accuracy of a token, and back', () => {
    expect(perTokenOf(exactMatch(1e10, 7), 7)).toBeCloseTo(perToken(1e10), 9)
    expect([0.8, 0.9, 0.95, 0.99].map((p) => Number((p ** 5).toFixed(3)))).toEqual([0.328, 0.59, 0.774, 0.951])
    expect(perTokenOf(0.255, 4)).toBeCloseTo(0.711, 3)
    expect(perTokenOf(0.255, 5)).toBeCloseTo(0.761, 3)
    expect(perTokenOf(0.093, 5)).toBeCloseTo(0.622, 3)
  })

  test('a simulated test repeats itself, and comes near on many questions', () => {
    expect(measured(1e11, 15, 100, 3)).toBe(measured(1e11, 15, 100, 3))
    expect(measured(1e11, 5, 20_000, 3)).toBeCloseTo(exactMatch(1e11, 5), 2)
  })
})

describe('what the sentences of the post state', () => {
  test('of GPT-3’s data, steps and compute', () => {
    expect(said.passes).toEqual({
      crawl: '0.44',
      webtext: '3.47',
      books1: '2.00',
      books2: '0.44',
      wikipedia: '3.00',
      weights: '101',
      implied: '97.4',
    })
    expect(said).toMatchObject({ flops: '3.143·10²³', petaflopDays: '3,638', sequences: '1,562.5', steps: '93,750' })
    expect(said.each).toEqual({ small: '2,400', large: '1.72', palm: '1.44' })
  })

  test('of budgets and of what a law makes of them', () => {
    expect(said.chinchilla).toMatchObject({ gopher: '5.04·10²³', chinchilla: '5.88·10²³', exponent: '0.452' })
    expect(said.chinchilla.printed).toEqual({ N: '32.2B', D: '2.98T', each: '92.6' })
    expect(said.chinchilla.refitted).toEqual({ N: '72.2B', D: '1.33T', each: '18.4' })
    expect(said).toMatchObject({ llamaFlops: '3.791·10²⁵', llamaEach: '38.5', llamaLaw: '10.5T', leak: '2.2·10²⁵' })
    expect(said.enough.llamaLost).toBe('6\u00a0%')
  })

  test('of utilization, hours and energy', () => {
    expect(said.palm).toMatchObject({ peak: '275', mfu: '46.23\u00a0%', mfuByRule: '45.73\u00a0%' })
    expect(said.gpt3Mfu).toBe(19.7)
    expect(said.hours.palm).toEqual({ estimate: '5.59M', reported: '8.40M', factor: '1.50' })
    expect(said.hours.llama).toEqual({ estimate: '26.0M', reported: '30.8M', factor: '1.19' })
    expect(said.energy).toMatchObject({
      watts: '362',
      llama: '21,588',
      more: '17',
      gpt3Grid: '0.43',
      llamaGrid: '0.41',
    })
    expect(said.deepseek).toEqual({ flops: '3.29·10²⁴', less: '11.6', rate: '343' })
  })

  test('of skills, tuning and the exercises', () => {
    expect(said).toMatchObject({ wic: 'eight', instruct: '133', tuning: '1.6\u00a0%' })
    expect(said.five).toEqual(['59\u00a0%', '95\u00a0%'])
    expect(said.exercises).toMatchObject({ a100: { days: '25.3' }, h100: { days: '9.0' }, pairs: ['6', '36'] })
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
