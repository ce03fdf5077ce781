import { describe, expect, test } from 'vitest'
import { forward, runFixture } from '../../src/cli/forward.ts'
import { polynomial, workOfScope } from '../../src/engine/index.ts'
import { tiny } from './fixtures.ts'

const tolerance = 1e-9

describe.each(Object.entries(tiny))('the tiny %s', (_, fixture) => {
  test.each(Object.entries(fixture.outputs))('returns the %s of transformers', (output, expected) => {
    expect(farthest(forward(fixture)[output], expected)).toBeLessThan(tolerance)
  })

  test('does as many multiply-adds as its formula says', () => {
    const { model, bindings, result } = runFixture(fixture)
    const { matmul } = workOfScope(model.graph)
    expect(2n * BigInt(result.multiplyAdds)).toBe(polynomial.count(matmul, bindings))
  })
})

/** The largest difference between two arrays; infinite where their shapes differ. */
function farthest(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b)
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return Infinity
  return Math.max(0, ...a.map((value, i) => farthest(value, b[i])))
}
