import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activations, polynomial, workOfScope, type Bindings, type Graph, type Scope } from '../../src/engine/index.ts'
import { accelerators } from '../../src/engine/hardware.ts'
import { intensity } from '../../src/engine/traffic.ts'
import { bars } from '../../src/figures/charts/bars.ts'
import { costByLength, squareCurve } from '../../src/figures/charts/cost-by-length.ts'
import { costGroups, lengthAtShare, sharesAt, squareShare } from '../../src/figures/charts/cost-groups.ts'
import { dots } from '../../src/figures/charts/dots.ts'
import { logTicks } from '../../src/figures/charts/frame.ts'
import { functionPlot } from '../../src/figures/charts/function-plot.ts'
import { kernelsOf } from '../../src/figures/charts/kernels.ts'
import { lines } from '../../src/figures/charts/lines.ts'
import { parameterGroups } from '../../src/figures/charts/parameter-groups.ts'
import { tickWords } from '../../src/figures/charts/plane.ts'
import { roofline } from '../../src/figures/charts/roofline.ts'
import { overlap } from '../../src/figures/charts/box.ts'
import { place, spread } from '../../src/figures/charts/spread.ts'
import { timeline } from '../../src/figures/charts/timeline.ts'
import { published, publishedModel } from '../../src/models/index.ts'
import { complete, scopeAt } from '../../src/models/quantities.ts'
import { expectGolden } from './golden.ts'
import { troubles } from './labels.ts'

function costed(name: string, path = '', given = {}) {
  const { graph, sizes } = publishedModel(name)
  return { graph, scope: scopeAt(graph, path), bindings: complete(graph, { S: 512, ...sizes, ...given }) }
}

const widths = [
  [616, 'wide'],
  [350, 'narrow'],
] as const

describe('labels', () => {
  test('spread labels keep their gap and order, stay within their ends, and stay put where nothing is near', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 15 }), (wanted) => {
        const placed = spread(wanted, 17, [0, 300])
        const sorted = [...placed].sort((a, b) => a - b)
        sorted.slice(1).forEach((at, i) => expect(at - sorted[i]!).toBeGreaterThanOrEqual(17 - 1e-6))
        for (const at of placed) expect(at).toBeGreaterThanOrEqual(-1e-6)
        for (const at of placed) expect(at).toBeLessThanOrEqual(300 + 1e-6)
        wanted.forEach((a, i) =>
          wanted.forEach((b, j) => {
            if (a < b) expect(placed[i]!).toBeLessThanOrEqual(placed[j]!)
          }),
        )
      }),
      { seed: 7 },
    )
    expect(spread([10, 100, 200], 17, [0, 300])).toEqual([10, 100, 200])
    expect(spread([100, 100], 20, [0, 300])).toEqual([90, 110])
  })

  test('a label takes the first free place, or the one that covers least', () => {
    const box = (x: number) => ({ x, y: 0, width: 10, height: 10 })
    expect(place([[box(0), box(20)]], [box(5)])).toEqual([box(20)])
    expect(place([[box(0)], [box(0), box(30)]])).toEqual([box(0), box(30)])
    expect(place([[box(0), box(8)]], [box(1)])).toEqual([box(8)])
    expect(overlap(box(0), box(10))).toBe(false)
  })

  test('ticks of a log axis are round numbers within it, at least three where its range allows', () => {
    expect(logTicks([1, 1e6])).toEqual([1, 10, 100, 1000, 1e4, 1e5, 1e6])
    expect(logTicks([16, 1600])).toEqual([30, 100, 300, 1000])
    expect(logTicks([1.4, 3.5])).toEqual([1.5, 2, 2.5, 3, 3.5])
    expect(logTicks([1, 1e20], 7).length).toBeLessThanOrEqual(7)
  })

  test('a tick is written as short as it can be read', () => {
    expect(tickWords(1e9)).toBe('1B')
    expect(tickWords(1e11, 'FLOP/s')).toBe('100\u00a0GFLOP/s')
    expect(tickWords(1e21)).toBe('10²¹')
    expect(tickWords(0.0002)).toBe('2·10⁻⁴')
    expect(tickWords(-2)).toBe('−2')
    expect(tickWords(87.1, '%')).toBe('87.1\u00a0%')
  })
})

describe('cost by length', () => {
  test('the groups of every published model add up to all its products', () => {
    for (const name of Object.keys(published)) {
      const { graph, scope, bindings } = costed(name, '', { T: 512 })
      const sum = costGroups(graph, scope).reduce((sum, { matmul }) => sum + polynomial.count(matmul, bindings), 0n)
      expect(sum, name).toBe(polynomial.count(workOfScope(graph).matmul, bindings))
    }
  })

  test('the square terms of a BERT block have T ÷ (6d + T) of its products: a tenth at 512, half at 4,608', () => {
    const model = costed('bert-base', 'block')
    const groups = costGroups(model.graph, model.scope)
    expect(groups.map(({ name }) => name)).toEqual(['scores and mixing', 'projections', 'feed-forward'])
    for (const length of [1, 128, 777, 4608])
      expect(squareShare(model, groups, length)).toBeCloseTo(length / (4608 + length), 12)
    expect(lengthAtShare(model, groups, 0.1)).toBe(512)
    expect(lengthAtShare(model, groups, 0.5)).toBe(4608)
    expect(sharesAt(model, groups, 4608).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })

  test('where source and target have lengths of their own, both grow', () => {
    const model = costed('t5-base')
    const groups = costGroups(model.graph)
    expect(groups.filter(({ square }) => square)).toHaveLength(1)
    expect(squareShare(model, groups, 2 ** 24)).toBeGreaterThan(0.99)
  })

  test.each(widths)('is drawn %i wide as it was accepted', (width, className) => {
    const model = costed('bert-base', 'block')
    const groups = costGroups(model.graph, model.scope)
    const chart = { title: 'BERT', model, groups, domain: [16, 16384], marks: [128, 512, 4608], longest: 512 } as const
    const svg = costByLength(chart, width, className)
    expect(troubles(svg, width)).toEqual([])
    expectGolden(`charts/cost-by-length-${className}.svg`, svg)
    if (width === 616)
      expectGolden(
        'charts/square-curve.svg',
        squareCurve({ ...chart, domain: [64, 4096], marks: [128, 512, 1536] }, 240, ''),
      )
  })
})

describe('parameters', () => {
  test('the groups of every published model add up to its parameters', () => {
    for (const name of Object.keys(published)) {
      const { graph, bindings } = costed(name)
      expect(parameterGroups(graph, bindings).length, name).toBeGreaterThan(3)
    }
  })

  test('a bar of a stack is cut into its blocks', () => {
    const { graph, bindings } = costed('bert-base')
    const groups = parameterGroups(graph, bindings)
    expect(groups.find(({ name }) => name === 'feed-forward')).toEqual({
      name: 'feed-forward',
      blocks: 12,
      count: 56669184n,
    })
    const rows = groups.map(({ name, blocks, count }) => ({
      name,
      value: Number(count),
      words: String(count),
      pieces: blocks,
    }))
    for (const [width, className] of widths) {
      const svg = bars({ title: 'BERT', description: 'its parameters', rows }, width, className)
      expect(troubles(svg, width)).toEqual([])
      expectGolden(`charts/parameters-${className}.svg`, svg)
    }
  })
})

/** FLOPs for each byte of two-byte numbers, by kernel. */
const intensitiesOf = (graph: Graph, scope: Scope, bindings: Bindings): Record<string, number> =>
  Object.fromEntries(
    kernelsOf(graph, scope).map(({ name, flops, moved }) => [
      name,
      intensity(flops, polynomial.multiply(polynomial.constant(2), moved), bindings),
    ]),
  )

describe('roofline', () => {
  test('a decode step does about one FLOP for each byte; grouped heads read their cache for several queries', () => {
    const at = (name: string) => {
      const { graph, scope, bindings } = costed(name, 'block', { T: 1, p: 2047 })
      return intensitiesOf(graph, scope, bindings)
    }
    for (const intensity of Object.values(at('llama-2-7b'))) expect(intensity).toBeCloseTo(1, 1)
    expect(at('llama-2-70b')['scores and mixing']).toBeGreaterThan(7)
  })

  test.each(widths)('is drawn %i wide as it was accepted', (width, className) => {
    const phases = [costed('llama-2-7b', 'block', { T: 2048 }), costed('llama-2-7b', 'block', { T: 1, p: 2047 })]
    const all = phases.map(({ graph, scope, bindings }) => intensitiesOf(graph, scope, bindings))
    const kernels = all.flatMap((own, i) => Object.keys(own).map((name) => ({ name, filled: i === 0 })))
    const chart = {
      title: 'Llama 2 7B',
      accelerator: accelerators['a100-80gb'],
      precision: 'fp16',
      kernels,
      phases: ['prefill', 'decode'],
    } as const
    const svg = roofline(
      chart,
      all.flatMap((own) => Object.values(own)),
      width,
      className,
    )
    expect(troubles(svg, width)).toEqual([])
    expectGolden(`charts/roofline-${className}.svg`, svg)
  })
})

describe('a roofline at any sizes', () => {
  const { graph, scope } = costed('llama-2-7b', 'block')
  const kernels = kernelsOf(graph, scope).flatMap(({ name }) => [true, false].map((filled) => ({ name, filled })))
  const chart = { title: 'Llama', accelerator: accelerators['a100-80gb'], precision: 'fp16', kernels } as const
  const decades = fc.double({ min: -1.3, max: 4.5, noNaN: true }).map((n) => 10 ** n)

  test.each(widths)('has, %i wide, no name on another and none outside', (width, className) => {
    fc.assert(
      fc.property(fc.array(decades, { minLength: kernels.length, maxLength: kernels.length }), (intensities) => {
        const svg = roofline({ ...chart, phases: ['prefill', 'decode'] }, intensities, width, className)
        expect(troubles(svg, width)).toEqual([])
      }),
      { numRuns: 200, seed: 5 },
    )
  })
})

describe('charts of data', () => {
  test.each(widths)('lines are drawn %i wide as they were accepted', (width, className) => {
    const points = [1e6, 1e8, 1e10, 1e12].map((n) => [n, (8.8e13 / n) ** 0.076] as const)
    const svg = lines(
      {
        title: 'A power law',
        description: 'for a test',
        series: [
          { name: 'a law', points, strong: true },
          { name: 'a second law', points: points.map(([n, loss]) => [n, loss * 1.1] as const), as: 'dashed' },
          {
            name: 'measured',
            points: [
              [1e7, 3.6],
              [1e9, 2.5],
            ],
            as: 'dots',
          },
        ],
        named: [
          { name: 'a model', x: 1.5e9, y: 2.4 },
          { name: 'its neighbor', x: 1.2e9, y: 2.42 },
        ],
        x: { title: 'Parameters', log: true },
        y: { title: 'Loss', log: true },
      },
      width,
      className,
    )
    expect(svg).toContain('log scale')
    expect(troubles(svg, width)).toEqual([])
    expectGolden(`charts/lines-${className}.svg`, svg)
  })

  test('a log axis refuses what it cannot show', () => {
    const series = [
      {
        name: 'none',
        points: [
          [0, 1],
          [1, 2],
        ] as const,
      },
    ]
    const draw = () =>
      lines({ title: '', description: '', series, x: { title: 'x', log: true }, y: { title: 'y' } }, 616, '')
    expect(draw).toThrow('a log axis cannot show 0')
  })

  test.each(widths)('a timeline is drawn %i wide as it was accepted', (width, className) => {
    const points = [
      { name: 'first', date: '2018-05', value: 70 },
      { name: 'second', date: '2018-06', value: 72.8 },
      { name: 'worse', date: '2018-09', value: 71 },
      { name: 'large', date: '2018-10-11', value: 80.5 },
      { name: 'larger', date: '2019-06', value: 88.4 },
      { name: 'largest', date: '2019-07', value: 88.5 },
    ]
    const reference = { name: 'people', value: 87.1 }
    const svg = timeline(
      { title: 'Scores', description: 'for a test', points, reference, y: { title: 'Score' } },
      width,
      className,
    )
    expect(troubles(svg, width)).toEqual([])
    expectGolden(`charts/timeline-${className}.svg`, svg)
  })

  test('a date that is none stops the build', () => {
    const points = [{ name: 'x', date: '2018-13', value: 1 }]
    expect(() => timeline({ title: '', description: '', points, y: { title: '' } }, 616, '')).toThrow(
      '"2018-13" is no date',
    )
  })

  test('functions are drawn with their derivatives', () => {
    const plot = (names: readonly (keyof typeof activations)[]) => ({
      title: names.join(),
      description: 'for a test',
      functions: names.map((name) => activations[name]),
      domain: [-4, 4] as const,
    })
    expectGolden('charts/function-gelu.svg', functionPlot(plot(['gelu']), 240, ''))
    for (const [width, className] of widths)
      expectGolden(`charts/functions-${className}.svg`, functionPlot(plot(['gelu', 'relu', 'silu']), width, className))
  })

  test('the two dots of a row are named above the rows where they leave no room beside them', () => {
    const chart = {
      title: 't',
      description: 'd',
      rows: [{ name: 'a row with a long name', from: 39670, value: 43576 }],
      x: { title: 'x', from: 35000, to: 46000 },
      ends: ['smallest', 'largest'] as const,
    }
    const [wide, narrow] = [dots(chart, 616, 'wide'), dots(chart, 350, 'narrow')]
    expect(wide).not.toMatch(/y="13"[^>]*>smallest/)
    expect(narrow).toMatch(/<text x="14" y="13"[^>]*>smallest<\/text>/)
    const heightOf = (svg: string) => Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)![1])
    expect(heightOf(narrow)).toBeGreaterThan(heightOf(wide))
  })

  test.each(widths)('dots are drawn %i wide as they were accepted', (width, className) => {
    const rows = [
      { name: 'SST-2', from: 93.5, value: 94.9 },
      { name: 'a task of a long name that wraps', from: 84.6, value: 86.7 },
      { name: 'CoLA', from: 52.1, value: 60.5 },
    ]
    const svg = dots(
      {
        title: 'Scores',
        description: 'for a test',
        rows,
        x: { title: 'Score', from: 40, to: 100 },
        ends: ['base', 'large'],
        reference: { name: 'people', value: 97 },
      },
      width,
      className,
    )
    expect(troubles(svg, width)).toEqual([])
    expectGolden(`charts/dots-${className}.svg`, svg)
  })
})
