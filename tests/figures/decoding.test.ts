import { describe, expect, test } from 'vitest'
import { generation } from '../../src/figures/decoding/generation.ts'
import { entropy, sampled } from '../../src/figures/decoding/sampling.ts'
import { samplingPlot } from '../../src/figures/decoding/sampling-plot.ts'
import { publishedModel } from '../../src/models/index.ts'

describe('drawing the next token', () => {
  const logits = [Math.log(0.5), Math.log(0.3), Math.log(0.15), Math.log(0.05)]
  const close = (found: number[], wanted: number[]) => found.forEach((p, i) => expect(p).toBeCloseTo(wanted[i]!, 12))

  test('without a rule follows softmax', () => close(sampled(logits), [0.5, 0.3, 0.15, 0.05]))

  test('at half the temperature squares the odds', () => {
    const squares = [0.25, 0.09, 0.0225, 0.0025]
    const sum = squares.reduce((a, b) => a + b)
    close(
      sampled(logits, { temperature: 0.5 }),
      squares.map((p) => p / sum),
    )
  })

  test('from the top two leaves the others out', () => close(sampled(logits, { topK: 2 }), [0.625, 0.375, 0, 0]))

  test('from a nucleus keeps the token that reaches the share', () => {
    close(sampled(logits, { topP: 0.9 }), [0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0])
    close(sampled(logits, { topP: 0.4 }), [1, 0, 0, 0])
  })

  test('of two equal tokens is one bit', () => expect(entropy([0.5, 0.5, 0])).toBeCloseTo(1, 12))

  test.each([896, 616, 350])('draws every probability inside a width of %i', (width) => {
    const plot = {
      title: 't',
      description: 'd',
      tokens: ['mat', 'floor'],
      draws: [{ name: 'all', probabilities: [1, 0] }],
    }
    const svg = samplingPlot(plot, width, 'chart-svg')
    expect(svg).toContain('100.0\u2009%')
    expect(svg).not.toMatch(/NaN|undefined/)
  })
})

describe('the cost of writing', () => {
  const { graph, sizes } = publishedModel('gpt2')

  test('counts a prompt once and then one step a token, with only the last token scored', () => {
    const spent = generation(graph, sizes, { prompt: 28, tokens: 100 })
    expect(spent.at(-1)).toEqual({ tokens: 100, cached: 29606443008n, recomputed: 1349419776000n })
  })

  test('is the same for the first token either way', () => {
    const [first] = generation(graph, sizes, { prompt: 24, tokens: 2 })
    expect(first!.cached).toBe(first!.recomputed)
  })
})
