import { describe, expect, it } from 'vitest'
import { cardFigure } from '../../src/figures/card.ts'
import { weightsOf } from '../../src/figures/weights.ts'
import { published, publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'
import { expectGolden } from './golden.ts'

describe('the card of a model', () => {
  it.each([
    ['bert-base', 'area to scale'],
    ['gpt2', 'The causal mask'],
    ['t5-base', 'The two stacks'],
    ['llama-7b', 'Rotary positions'],
  ] as const)('%s shows what sets it apart', (name, words) => {
    const svg = cardFigure(published[name]!.title, publishedModel(name))
    expect(svg).toContain(words)
    expect(svg).toContain('viewBox="0 0 240 156"')
    expectGolden(`card-${name}.svg`, svg)
  })

  it('gives the word table and the blocks areas in proportion to their parameters', () => {
    const model = publishedModel('bert-base')
    const { matrices } = weightsOf(model.graph, complete(model.graph, model.sizes))
    const svg = cardFigure('BERT-base', model)
    const areas = [...svg.matchAll(/<rect class="weight[^"]*"[^>]* width="([\d.]+)" height="([\d.]+)"/g)].map(
      ([, width, height]) => Number(width) * Number(height),
    )
    const sum = (own: typeof matrices) => own.reduce((total, { count, repeat }) => total + count * repeat, 0)
    const counts = [
      sum(matrices.filter(({ name }) => name === 'W_{\\text{word}}')),
      sum(matrices.filter(({ part }) => part === 'block/self-attention')),
      sum(matrices.filter(({ part }) => part === 'block/feed-forward')),
    ]
    expect(areas).toHaveLength(3)
    for (const i of [1, 2]) expect(areas[i]! / areas[0]! / (counts[i]! / counts[0]!)).toBeCloseTo(1, 3)
  })
})
