import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bindingsOf, fromAddress, initial, toAddress, usual as forward, type Page } from '../../src/client/live/page.ts'
import { read, type Quantity } from '../../src/client/live/quantity.ts'
import { comparison, dominance } from '../../src/client/live/sentences.ts'
import type { Tree } from '../../src/client/live/figures.ts'
import { livePage } from '../../src/components/live.ts'
import { treeOf } from '../../src/components/variants.ts'
import { count, parameterCount, polynomial, workOfScope } from '../../src/engine/index.ts'
import { matrices } from '../../src/figures/matrices.ts'
import { el, escape } from '../../src/figures/svg.ts'
import { publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'

const page = livePage('bert-base', { B: 1, T: 128 }, {})

describe('the sizes a page can be turned to', () => {
  test('the family of BERT-base is every published BERT, and BERT is not decoded', () => {
    expect(page.family.map(({ name }) => name)).toContain('bert-large')
    expect(page.phases).not.toContain('decode')
  })

  test.for(['bert-base', 'bert-large', 'bert-tiny'])('%s at 512 tokens counts what the engine counts', (model) => {
    const state = { ...initial(page), model, sizes: { B: 2, T: 512 } }
    const { graph, sizes } = publishedModel(model)
    const bindings = complete(graph, { ...sizes, B: 2, T: 512 })
    for (const [of, poly] of [
      ['parameters', parameterCount(graph)],
      ['matmul', workOfScope(graph).matmul],
    ] as const) {
      const { value } = read({ poly: polynomial.print(poly), of }, bindingsOf(page, state), state)
      expect(value).toBe(String(count(poly, bindings)))
    }
  })

  test('a training step is three forward passes, a multiply-add two FLOPs, and a share neither', () => {
    const bindings = bindingsOf(page, initial(page))
    const [block, part] = ['8BTd^2', '2BTd^2']
    const value = (state: Parameters<typeof read>[2]) => read({ poly: block!, of: 'matmul' }, bindings, state).number
    expect(value({ ...forward, phase: 'training' })).toBe(3 * value(forward))
    expect(value({ ...forward, unit: 'MAC' })).toBe(value(forward) / 2)
    const share = { poly: part!, over: block, of: 'matmul', as: 'percent' }
    expect(read(share, bindings, { ...forward, phase: 'training', unit: 'MAC' }).text).toBe('25.0\u00a0%')
  })
})

describe('the address', () => {
  test('a state survives its address', () => {
    const state = { ...initial(page), model: 'bert-large', sizes: { B: 4, T: 384 }, phase: 'training' as const }
    expect(fromAddress(page, toAddress(page, state))).toEqual({ state, refused: [] })
    expect(toAddress(page, initial(page))).toBe('')
  })

  test('an address that asks for the impossible gives the defaults and says so', () => {
    const { state, refused } = fromAddress(page, '?T=0&B=1e9&model=__proto__&phase=decode')
    expect(state).toEqual(initial(page))
    expect(refused.sort()).toEqual(['B', 'T', 'model', 'phase'])
  })

  test('no address throws, and none leads beyond the bounds', { timeout: 60_000 }, () => {
    const key = fc.constantFrom(
      ...['T', 'B', 'S', 'p', 'model', 'phase', 'unit', 'pairs', 'logits', 'precision', '__proto__', 'constructor'],
    )
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.constant('<img onerror=x>'),
    )
    const search = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.tuple(key, value)).map((pairs) => `?${new URLSearchParams(pairs)}`),
    )
    fc.assert(
      fc.property(search, (text) => {
        const { state } = fromAddress(page, text)
        for (const { symbol, most } of page.knobs)
          expect(state.sizes[symbol]).toSatisfy((n: number) => n >= 1 && n <= most)
        expect(
          Number.isFinite(read({ poly: '8BLTd^2', of: 'matmul' }, bindingsOf(page as Page, state), state).number),
        ).toBe(true)
      }),
      { numRuns: 2000, seed: 7 },
    )
  })
})

describe('every way to count', () => {
  const bindings = bindingsOf(page, initial(page))
  const value = (quantity: Quantity, way: Partial<typeof forward> | object = {}) =>
    read(quantity, bindings, { ...forward, ...way }).value

  test('bytes follow the precision, unless the number has its own', () => {
    expect(value({ poly: 'Vd', of: 'memory' })).toBe(String(2 * 30522 * 768))
    expect(value({ poly: 'Vd', of: 'memory' }, { precision: 'int4' })).toBe(String((30522 * 768) / 2))
    expect(value({ poly: 'Vd', of: 'memory', bits: 32 }, { precision: 'int4' })).toBe(String(4 * 30522 * 768))
    expect(value({ poly: 'Vd', of: 'parameters' }, { precision: 'int4' })).toBe(String(30522 * 768))
  })

  test('logits are added where the post leaves them out, in both parts of a share', () => {
    const whole = { poly: '6BTd', head: '2BTd', of: 'matmul' }
    expect(value(whole)).toBe(String(6 * 128 * 768))
    expect(value(whole, { logits: 'other' })).toBe(String(8 * 128 * 768))
    const share = { poly: '2BTd', over: '6BTd', overHead: '2BTd', of: 'matmul', as: 'percent' }
    expect(value(share, { logits: 'other' })).toBe('0.25')
  })

  test('a decoding step is the last token, after all others; a number with a length of its own is no step', () => {
    const gpt = livePage('gpt2', { B: 1, T: 128 }, {})
    const own = initial(gpt)
    const state = { ...own, phase: 'decode', sizes: { ...own.sizes, p: 100 } } as const
    expect(gpt.knobs.map(({ symbol }) => symbol)).toEqual(['B', 'T', 'p'])
    expect(bindingsOf(gpt, state)).toMatchObject({ T: 1, p: 227, S: 228n })
    expect(bindingsOf(gpt, state, { T: 512 })).toMatchObject({ T: 512, p: 0, S: 512n })
    expect(bindingsOf(gpt, state, { T: 1, p: 1023 })).toMatchObject({ T: 1, p: 1023, S: 1024n })
  })

  test('a step is not trained', () => {
    expect(value({ poly: '2Td', of: 'matmul', step: true }, { phase: 'training' })).toBe(String(2 * 128 * 768))
  })
})

describe('words that weigh numbers', () => {
  test('name the largest and by how much, and say so where two are alike', () => {
    const terms = (a: number, b: number) => [
      { name: 'the scores', number: a },
      { name: 'the projections', number: b },
    ]
    expect(dominance(terms(1, 2))).toBe('the projections, 2.0\u00a0times the scores')
    expect(dominance(terms(1200, 1))).toBe('the scores, 1,200\u00a0times the projections')
    expect(dominance(terms(5, 5))).toBe('the scores and the projections alike')
    expect(dominance(terms(5, 0))).toBe('the scores')
  })

  test('set one against another', () => {
    expect(comparison(24, 10)).toBe('2.4\u00a0times')
    expect(comparison(3, 3)).toBe('as much as')
    expect(comparison(1, 4)).toBe('25\u00a0% of')
  })
})

test('a drawing comes out of its packing as it was', () => {
  const write = ([name, attributes, ...children]: Tree): string =>
    el(name, attributes, ...children.map((child) => (typeof child === 'string' ? escape(child) : write(child))))
  const { graph, sizes } = publishedModel('gpt2')
  const panel = { title: '“A” < B & C', graph, bindings: complete(graph, sizes), scope: graph.root }
  const svg = matrices([panel], { width: 350, vectors: true })
  expect(write(treeOf(svg))).toBe(svg)
})
