import { describe, expect, test } from 'vitest'
import { inWords, pooledWithCorner } from '../../src/figures/norms/axes-figure.ts'
import { normCosts } from '../../src/figures/norms/costs.ts'
import { stack } from '../../src/figures/norms/growth.ts'
import { applied, eigenvalues, jacobian } from '../../src/figures/norms/jacobian.ts'
import { methods } from '../../src/figures/norms/methods.ts'
import { batchNoise, noiseInTheory, runningMeans } from '../../src/figures/norms/noise.ts'
import { placementLatex, placements } from '../../src/figures/norms/placements.ts'
import { useOf } from '../../src/figures/norms/users.ts'
import { carried, workedTokens } from '../../src/figures/norms/worked.ts'
import { vector } from '../../src/figures/norms/words.ts'
import { publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'

const statistics = (name: Parameters<typeof carried>[0]) =>
  carried(name, workedTokens).sets.map(({ mean, deviation }) => [mean, Number(deviation.toFixed(9))])

describe('the worked tensor', () => {
  test('has whole means and deviations, worked out by hand', () => {
    expect(statistics('layer')).toEqual([
      [4, 3],
      [4, 3],
      [4, 3],
      [-3, 4],
      [3, 4],
      [0, 5],
    ])
    expect(statistics('batch')).toEqual([
      [0, 3],
      [4, 5],
      [0, 5],
      [4, 3],
    ])
    expect(statistics('rms').map(([, deviation]) => deviation)).toEqual([5, 5, 5, 5, 5, 5])
  })

  test('its first token comes out as by hand', () => {
    const first = (name: Parameters<typeof carried>[0]) => vector(carried(name, workedTokens).output.data.slice(0, 4))
    expect(first('layer')).toBe('(−1.667, 1, 0.333, 0.333)')
    expect(first('rms')).toBe('(−0.2, 1.4, 1, 1)')
    expect(first('batch')).toBe('(−0.333, 0.6, 1, 0.333)')
    expect(vector(methods.scale.worked(workedTokens))).toBe(first('rms'))
  })
})

describe('the drawn sets', () => {
  test('batch norm reaches into depth, layer norm does not', () => {
    expect(pooledWithCorner(methods.batch.pooling, { deep: 2, down: 3, across: 3 })).toBe(true)
    expect(pooledWithCorner(methods.batch.pooling, { deep: 0, down: 0, across: 2 })).toBe(false)
    expect(pooledWithCorner(methods.layer.pooling, { deep: 1, down: 0, across: 0 })).toBe(false)
    expect(pooledWithCorner(methods.layer.pooling, { deep: 0, down: 0, across: 0 })).toBe(true)
  })

  test('a group is half of the channels', () => {
    const row = [0, 1, 2, 3].map((across) => pooledWithCorner(methods.group.pooling, { deep: 0, down: 1, across }))
    expect(row).toEqual([false, false, true, true])
    expect(inWords('group')).toBe('pools over C, H, W: one statistic for each N, G')
  })
})

describe('the Jacobian', () => {
  const x = [-1, 7, 5, 5]

  test('projects out the token, and with centering a shift', () => {
    for (const value of applied(jacobian('layer', x), [1, 1, 1, 1])) expect(value).toBeCloseTo(0, 12)
    for (const name of ['layer', 'rms'] as const)
      for (const value of applied(jacobian(name, x), x)) expect(value).toBeCloseTo(0, 12)
  })

  test('has one over the spread as its other eigenvalues', () => {
    const rounded = (name: 'layer' | 'rms') => eigenvalues(jacobian(name, x)).map((value) => Number(value.toFixed(9)))
    expect(rounded('layer').map(Math.abs)).toEqual([0, 0, 0.333333333, 0.333333333])
    expect(rounded('rms').map(Math.abs)).toEqual([0, 0.2, 0.2, 0.2])
  })
})

describe('the simulations', () => {
  test('the variance of a batch is as noisy as theory says', () => {
    for (const { size, ofVariance } of batchNoise(4000)) expect(ofVariance / noiseInTheory(size)).toBeCloseTo(1, 1)
  })

  test('a running mean arrives sooner with the larger momentum', () => {
    const [quick, slow] = runningMeans([0.1, 0.01], 50).running
    expect(quick![49]).toBeGreaterThan(3)
    expect(slow![49]).toBeLessThan(2.5)
  })

  test('the stream doubles without a norm, grows by one with pre-norm, stays with post-norm', () => {
    const end = (name: keyof typeof placements) => stack(placements[name], 24).stream.at(-1)!
    expect(Math.log2(end('none'))).toBeGreaterThan(18)
    expect(end('pre')).toBeGreaterThan(15)
    expect(end('pre')).toBeLessThan(35)
    expect(end('post')).toBeCloseTo(1, 3)
  })

  test('the weights do not matter to a stream whose branches end in a norm', () => {
    const [one, two] = [1, 2].map((gain) => stack(placements.sandwich, 12, gain).stream.at(-1)!)
    expect(one).toBeCloseTo(two!, 3)
  })
})

test('costs are those of the conventions', () => {
  expect(normCosts.layer).toMatchObject({ vector: 7, perRow: { vector: 3, transcendental: 1 } })
  expect(normCosts.rms).toMatchObject({ vector: 4, perRow: { vector: 2, transcendental: 1 } })
  expect(normCosts.layerNoShift.vector).toBe(6)
})

test('what models use is read off their graphs', () => {
  const use = (name: string) => {
    const { graph, sizes } = publishedModel(name)
    return useOf(graph, complete(graph, { ...sizes, T: 512 }))
  }
  expect(use('bert-base')).toMatchObject({ kind: 'LayerNorm', placement: 'after the sum', epsilon: 1e-12, norms: 25n })
  expect(use('llama-7b')).toMatchObject({ kind: 'RMSNorm', placement: 'before each sub-layer', norms: 65n })
  expect(use('llama-7b').parameters).toBe(266240n)
})

test('a placement is written as it is simulated', () => {
  expect(placementLatex(placements.pre)).toBe("x' = x + F(\\operatorname{N}(x))")
  expect(placementLatex(placements.post)).toBe("x' = \\operatorname{N}\\big(x + F(x)\\big)")
})
