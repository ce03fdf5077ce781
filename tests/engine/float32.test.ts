import { describe, expect, test } from 'vitest'
import { cos, inverseRms, sin, sine, softmax } from '../../src/engine/float32.ts'
import { reference } from '../reference.ts'

interface Operations {
  readonly angles: readonly number[]
  readonly sin: readonly number[]
  readonly cos: readonly number[]
  readonly scores: readonly (readonly number[])[]
  readonly softmax: readonly (readonly number[])[]
  readonly epsilon: number
  readonly rows: readonly (readonly number[])[]
  readonly inverse_rms: readonly number[]
}

const torch = reference<{ float32: Operations }>('casts').float32

describe('in 32 bits, to the bit of torch', () => {
  test.each([
    ['sine', sin, torch.sin, Math.sin],
    ['cosine', cos, torch.cos, Math.cos],
  ])('a %s is, where the nearest float is not', (_, ours, theirs, exact) => {
    expect(torch.angles.map(ours)).toEqual(theirs)
    expect(torch.angles.map((x) => Math.fround(exact(x)))).not.toEqual(theirs)
  })

  test.each(torch.scores.map((scores, i) => [scores.length, scores, torch.softmax[i]!] as const))(
    'the softmax of a row of %i is',
    (_, scores, expected) => {
      expect([...softmax(Float64Array.from(scores))]).toEqual(expected)
    },
  )

  test.each(torch.rows.map((row, i) => [row.length, row, torch.inverse_rms[i]!] as const))(
    'one over the root mean square of a row of %i is',
    (_, row, expected) => {
      expect(inverseRms(Float64Array.from(row), torch.epsilon)).toBe(expected)
    },
  )
})

test('a score that is masked has no weight', () => {
  expect([...softmax(Float64Array.of(0, -Infinity, 0))]).toEqual([0.5, 0, 0.5])
})

test("the sine's polynomial errs least of its degree: five times as far, to and fro (Chebyshev)", () => {
  const errors = Array.from({ length: 100_000 }, (_, i) => {
    const r = ((i + 1) / 100_000) * (Math.PI / 2)
    return sine(r) / Math.sin(r) - 1
  })
  const worst = Math.max(...errors.map(Math.abs))
  const turns = errors.filter((error) => Math.abs(error) > 0.9999 * worst).map(Math.sign)
  expect(turns.filter((sign, i) => sign !== turns[i - 1])).toEqual([1, -1, 1, -1, 1])
})
