import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accuracy,
  exactMatch,
  f1,
  matthews,
  multiclass,
  multirc,
  pearson,
  ranks,
  spearman,
  tokenF1,
} from '../../src/figures/metrics.ts'
import { correlationInterval, detectable, halfWidth, itemsNeeded, wilson, zOf } from '../../src/figures/power.ts'

describe('two classes', () => {
  test.for([
    [{ tp: 721, fp: 322, fn: 0, tn: 0 }, 69.13, 81.75, 0],
    [{ tp: 660, fp: 128, fn: 61, tn: 194 }, 81.88, 87.48, 55.67],
    [{ tp: 694, fp: 190, fn: 27, tn: 132 }, 79.19, 86.48, 47.87],
    [{ tp: 620, fp: 95, fn: 101, tn: 227 }, 81.21, 86.35, 56.2],
    [{ tp: 61, fp: 194, fn: 660, tn: 128 }, 18.12, 12.5, -55.67],
  ] as const)('%o', ([counts, acc, f, mcc]) => {
    expect(100 * accuracy(counts)).toBeCloseTo(acc, 2)
    expect(100 * f1(counts)).toBeCloseTo(f, 2)
    expect(100 * matthews(counts)).toBeCloseTo(mcc, 2)
  })

  const count = fc.integer({ min: 1, max: 500 })
  test('Matthews correlation is the Pearson correlation of the two label columns, and R_K of two classes', () => {
    fc.assert(
      fc.property(count, count, count, count, (tp, fp, fn, tn) => {
        const rows = [
          ...Array<[number, number]>(tp).fill([1, 1]),
          ...Array<[number, number]>(fp).fill([0, 1]),
          ...Array<[number, number]>(fn).fill([1, 0]),
          ...Array<[number, number]>(tn).fill([0, 0]),
        ]
        const mcc = matthews({ tp, fp, fn, tn })
        const [gold, said] = [rows.map(([g]) => g), rows.map(([, s]) => s)]
        expect(mcc).toBeCloseTo(pearson(gold, said), 9)
        expect(mcc).toBeCloseTo(
          multiclass([
            [tp, fn],
            [fp, tn],
          ]).correlation,
          9,
        )
      }),
      { seed: 1, numRuns: 40 },
    )
  })
})

test('three classes: R_3 and macro-F1', () => {
  const diagnostic = multiclass([
    [30, 8, 4],
    [6, 24, 5],
    [3, 6, 14],
  ])
  expect(diagnostic.accuracy).toBeCloseTo(0.68, 9)
  expect(diagnostic.correlation).toBeCloseTo(0.509, 3)
  expect(diagnostic.macroF1).toBeCloseTo(0.669, 3)
  const bank = multiclass([
    [26, 1, 1],
    [1, 22, 0],
    [1, 2, 2],
  ])
  expect(100 * bank.accuracy).toBeCloseTo(89.29, 2)
  expect(bank.f1.map((value) => Number((100 * value).toFixed(2)))).toEqual([92.86, 91.67, 50])
  expect(100 * bank.macroF1).toBeCloseTo(78.17, 2)
})

test('Pearson and Spearman part where the scale is wrong and the order is right', () => {
  const gold = [0, 1, 2.4, 3.6, 5]
  expect(pearson(gold, [0.6, 0.4, 2.6, 3.4, 4.8])).toBeCloseTo(0.974, 3)
  expect(spearman(gold, [0.6, 0.4, 2.6, 3.4, 4.8])).toBeCloseTo(0.9, 9)
  expect(pearson(gold, [2, 2.1, 2.2, 2.3, 5])).toBeCloseTo(0.786, 3)
  expect(spearman(gold, [2, 2.1, 2.2, 2.3, 5])).toBeCloseTo(1, 9)
  expect(ranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2])
  expect(pearson(gold, [1, 1, 1, 1, 1])).toBe(0)
})

test('answers of ReCoRD: half an answer has F1 and no exact match', () => {
  expect(tokenF1('Harbour Trust', ['Kessel Harbour Trust'])).toBeCloseTo(0.8, 9)
  expect(exactMatch('Harbour Trust', ['Kessel Harbour Trust'])).toBe(0)
  expect(exactMatch('the Kessel Harbour Trust.', ['Kessel Harbour Trust'])).toBe(1)
})

test('answers of MultiRC: F1a pools them, EM forgives none', () => {
  const { counts, f1a, em, score } = multirc([
    { gold: '1010', said: '1010' },
    { gold: '01001', said: '01101' },
    { gold: '100', said: '100' },
  ])
  expect(counts).toEqual({ tp: 5, fp: 1, fn: 0, tn: 6 })
  expect([f1a, em, score].map((value) => Number(value.toFixed(3)))).toEqual([0.909, 0.667, 0.788])
})

describe('what a test set can see', () => {
  test.for([
    [390965, 0.9, 0.09],
    [9796, 0.9, 0.59],
    [1821, 0.95, 1],
    [250, 0.9, 3.72],
    [146, 0.95, 3.54],
    [71, 0.5, 11.63],
  ] as const)('%i items at %f: half of the interval is %f points', ([n, p, points]) => {
    expect(100 * halfWidth(p, n)).toBeCloseTo(points, 2)
  })

  test.for([
    [0.005, 0.03, 9416],
    [0.005, 0.05, 15695],
    [0.01, 0.05, 3922],
    [0.02, 0.08, 1567],
    [0.05, 0.15, 469],
  ] as const)('a difference of %f at a disagreement of %f needs %i items', ([difference, disagreement, items]) => {
    expect(Math.abs(itemsNeeded(difference, disagreement) - items)).toBeLessThan(1)
  })

  test('the smallest difference that each test set can see', () => {
    const points = (n: number, q: number) => Number((100 * detectable(n, q)!).toFixed(2))
    expect([390965, 9796, 3000, 1821, 500, 250].map((n) => points(n, 0.05))).toEqual([
      0.1, 0.63, 1.14, 1.47, 2.79, 3.94,
    ])
    expect(points(146, 0.1)).toBe(7.27)
    expect(detectable(146, 0.05)).toBeUndefined()
  })

  test('a correlation of 0.90 on the pairs of STS-B is known to a hundredth', () => {
    expect(correlationInterval(0.9, 1379).map((r) => Number(r.toFixed(3)))).toEqual([0.889, 0.91])
  })

  test('Wilson keeps within the possible, and one z', () => {
    expect(wilson(140, 146).map((share) => Number((100 * share).toFixed(1)))).toEqual([91.3, 98.1])
    expect(wilson(500, 500)[1]).toBe(1)
    expect(zOf(0.959, 0.938, 146)).toBeCloseTo(0.81, 2)
    expect(zOf(0.701, 0.664, 3000)).toBeCloseTo(3.08, 2)
  })
})
