import { describe, expect, it } from 'vitest'
import { bucketRanges, buckets, clocks, pairsOf, period, sinusoids, tablesOf } from '../../src/figures/positions.ts'
import { publishedModel } from '../../src/models/index.ts'
import { bucket } from '../../src/models/t5.ts'
import { sinusoid } from '../../src/models/transformer.ts'
import { expectGolden } from './golden.ts'

const table = (model: string, label: string, which = 0) => tablesOf(publishedModel(model).graph, label)[which]!

describe('positions', () => {
  it('of T5 have the buckets of the model, both ways in the encoder and back in the decoder', () => {
    const [both, back] = [table('t5-base', 'distance buckets'), table('t5-base', 'distance buckets', 1)]
    for (const [query, key] of [
      [0, 0],
      [3, 9],
      [40, 2],
      [0, 300],
    ] as const) {
      expect(both([query, key], 0, [])).toBe(bucket(key - query, 32, 128, 'both'))
      expect(back([query, key], 0, [])).toBe(bucket(key - query, 32, 128, 'back'))
    }
  })

  it('of T5 fall into ranges that together hold every distance once', () => {
    const ranges = bucketRanges(table('t5-base', 'distance buckets'), 200)
    expect(ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(401)
    expect(new Set(ranges.map(({ bucket }) => bucket)).size).toBe(ranges.length)
  })

  it('of the Transformer are its sinusoids, the last pair of which repeats after 2π · 10000^(62/64)', () => {
    const rule = table('transformer-base', 'sinusoids')
    expect(rule([5, 7], 0, [32, 64])).toBe(sinusoid(5, 7, 64))
    expect(period(rule, 64) / (2 * Math.PI * 10000 ** (62 / 64))).toBeCloseTo(1, 6)
  })

  it('are drawn as the golden files have them', () => {
    expectGolden('sinusoids.svg', sinusoids(table('transformer-base', 'sinusoids'), 8, 16, 350))
    expectGolden('buckets.svg', buckets(table('t5-base', 'distance buckets'), 6, 32, ['S', 'S'], 350))
    expectGolden('clocks.svg', clocks(table('llama-7b', 'angles'), 128, 8, pairsOf(128, 5), 616))
  })
})
