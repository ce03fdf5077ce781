import { describe, expect, test } from 'vitest'
import { forward, runFixture } from '../../src/report/forward.ts'
import { isCache, nodesOf, polynomial, toNested, workOfScope } from '../../src/engine/index.ts'
import { modelOf } from '../../src/models/index.ts'
import { reference } from '../reference.ts'
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

const casting = reference<{ models: Record<string, Record<string, unknown>> }>('casts').models

describe.each(Object.entries(casting))('the tiny %s as transformers has it', (name, outputs) => {
  const { casts, ...fixture } = tiny[name]!

  test.each(Object.entries(outputs))('returns the %s of its casts to 32 bits', (output, expected) => {
    expect(farthest(forward(fixture)[output], expected)).toBeLessThan(tolerance)
  })

  test('rounds them away in 64 bits throughout', () => {
    expect(casts).toBe('none')
    expect(farthest(outputs['logits'], tiny[name]!.outputs['logits'])).toBeGreaterThan(10 * tolerance)
  })
})

test.each(['bert', 'bert-mlm', 'gpt2'])('the tiny %s has no casts to make a difference', (name) => {
  const { casts, ...fixture } = tiny[name]!
  expect(forward(fixture)).toEqual(forward({ ...fixture, ...(casts && { casts }) }))
})

const writers = Object.entries(tiny).filter(([, fixture]) =>
  nodesOf(modelOf(fixture.config, fixture.class).graph.root).some(isCache),
)

describe.each(writers)('the tiny %s with a cache', (_, fixture) => {
  test('says of the last token alone what it says of it in the whole sequence', () => {
    const own = 'decoder_input_ids' in fixture.inputs ? 'decoder_input_ids' : 'input_ids'
    const tokens = fixture.inputs[own] as number[][]
    const part = (from: number, to?: number) => ({
      ...fixture,
      inputs: { ...fixture.inputs, [own]: tokens.map((row) => row.slice(from, to)) },
    })
    const before = runFixture(part(0, -1))
    const step = runFixture(part(-1), { past: tokens[0]!.length - 1, cache: before.result.cache })
    const whole = fixture.outputs['logits'] as number[][][]
    const last = whole.map((row) => row.slice(-1))
    expect(farthest(toNested(step.result.outputs['logits']!), last)).toBeLessThan(tolerance)
  })
})

/** The largest difference between two arrays; infinite where their shapes differ. */
function farthest(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b)
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return Infinity
  return Math.max(0, ...a.map((value, i) => farthest(value, b[i])))
}
