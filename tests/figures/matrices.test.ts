import { describe, expect, it } from 'vitest'
import { count, parameterCount } from '../../src/engine/index.ts'
import { activations } from '../../src/figures/activations.ts'
import { matrices, packing } from '../../src/figures/matrices.ts'
import { sheetsOf } from '../../src/figures/sheets.ts'
import { weightsOf } from '../../src/figures/weights.ts'
import { expectGolden } from './golden.ts'
import { panel } from './subjects.ts'

const cases = [
  ['bert-base', 'block'],
  ['bert-base', ''],
  ['gpt2', 'block'],
  ['t5-base', 'decoder/block'],
  ['t5-11b', 'encoder/block'],
  ['llama-7b', 'block'],
  ['llama-2-70b', 'block'],
  ['transformer-base', 'decoder/block'],
  ['t5-base', ''],
] as const
const widths = [896, 688, 616, 350]

describe.each(cases)('the weights of %s, part "%s"', (name, path) => {
  const { graph, bindings, scope } = panel(name, path)
  const weights = weightsOf(graph, bindings, scope)

  it('are all there, to the last parameter', () => {
    const ofMatrices = weights.matrices.map(({ count, repeat }) => count * repeat)
    const ofVectors = weights.vectors.map(({ side, repeat }) => side.length * repeat)
    const total = [...ofMatrices, ...ofVectors].reduce((a, b) => a + b, 0)
    const blocks = Number(count(scope.times, bindings))
    const expected = Number(count(parameterCount(graph, scope), bindings))
    expect(total).toBe(expected)
    expect(blocks).toBeGreaterThan(0)
  })

  it.each(widths)('have areas in proportion to their parameters at %i pixels', (width) => {
    const { cells, scale } = packing(weights.matrices, width)
    for (const { matrix, width, height } of cells)
      expect((width * height) / scale ** 2 / (matrix.rows.length * matrix.columns.length)).toBeCloseTo(1, 9)
  })

  it.each(widths)('do not overlap and stay inside %i pixels', (width) => {
    const { cells, height } = packing(weights.matrices, width)
    for (const [i, a] of cells.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0)
      expect(a.x + a.width).toBeLessThanOrEqual(width + 0.02)
      expect(a.y + a.height).toBeLessThanOrEqual(height + 0.02)
      for (const b of cells.slice(i + 1)) {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
        expect(Math.min(across, down)).toBeLessThan(0.02)
      }
    }
  })
})

describe('the picture of matrices', () => {
  it('draws each matrix once in every block it occurs in', () => {
    const { graph, bindings, scope } = panel('bert-base', '')
    const { cells } = packing(weightsOf(graph, bindings, scope).matrices, 896)
    const blocks = cells.filter(({ matrix }) => matrix.name === 'W_Q').map(({ block }) => block)
    expect(blocks).toEqual(Array.from({ length: 12 }, (_, i) => i))
  })

  it('uses one scale for two models, so that the smaller one is drawn smaller', () => {
    const [base, large] = [panel('bert-base', 'block'), panel('bert-large', 'block')]
    const svg = matrices([base, large], { width: 616 })
    const areas = [
      ...svg.matchAll(/<rect class="weight" x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"/g),
    ].map(([, width, height]) => Number(width) * Number(height))
    expect(areas).toHaveLength(12)
    expect(areas[6]! / areas[0]!).toBeCloseTo((1024 / 768) ** 2, 2)
  })

  it('cuts the side of a weight into its heads', () => {
    const svg = matrices([panel('bert-base', 'block')], { width: 688 })
    const sides = [...svg.matchAll(/class="side bold dim-k" d="([^"]+)"/g)].map(([, d]) => d!.match(/M/g)!.length)
    expect(sides).toEqual([12, 12, 12, 12])
  })

  it('has no style attribute, and says in words what it shows', () => {
    const svg = matrices([panel('gpt2', 'block')], { width: 616, between: activations(), vectors: true })
    expect(svg).not.toContain('style=')
    expect(svg).toContain('W QKV has d 768 rows, 3·h·k 2,304 columns and 1,769,472 parameters')
  })

  it('keeps a name that stands below its matrix clear of the letters of what comes next', () => {
    const { graph, bindings, scope } = panel('llama-3-8b', 'block')
    for (const width of widths) {
      const svg = matrices([panel('llama-3-8b', 'block')], { width, vectors: true })
      const { cells } = packing(weightsOf(graph, bindings, scope).matrices, width)
      const leaders = [...svg.matchAll(/class="leader" d="M[\d.]+ ([\d.]+)L/g)].map(([, bottom]) => Number(bottom))
      if (width === 350) expect(leaders.length).toBe(2)
      for (const bottom of leaders) {
        const next = Math.min(...cells.map(({ y }) => y).filter((y) => y > bottom))
        // The name reaches 23 pixels down, the letters of the next shelf 25 up.
        expect(next - bottom, `at ${width} pixels`).toBeGreaterThanOrEqual(23 + 25)
      }
    }
  })

  it.each([
    ['bert-base', 'block', 688],
    ['bert-base', 'block', 350],
    ['bert-base', '', 896],
    ['gpt2', 'block', 616],
    ['llama-2-70b', 'block', 896],
    ['llama-3-8b', 'block', 350],
  ] as const)('of %s, part "%s", at %i pixels is the golden one', (name, path, width) => {
    const svg = matrices([panel(name, path)], {
      width,
      vectors: true,
      ...(path === 'block' && { between: activations() }),
    })
    expectGolden(`matrices-${name}-${path || 'model'}-${width}.svg`, svg)
  })
})

describe('a printed matrix', () => {
  it('has one sheet for each head', () => {
    const value = { shape: [2, 3, 2], data: Float64Array.from({ length: 12 }, (_, i) => i) }
    expect(sheetsOf({ axes: ['h', 'T', 'k'], value }).map(({ label, rows }) => [label, rows[2]])).toEqual([
      ['head 1', [4, 5]],
      ['head 2', [10, 11]],
    ])
  })
})
