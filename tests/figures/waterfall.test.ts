import { describe, expect, test } from 'vitest'
import { signed } from '../../src/engine/format.ts'
import { reconciled, waterfall } from '../../src/figures/charts/waterfall.ts'
import { expectGolden } from './golden.ts'
import { troubles } from './labels.ts'

const steps = [{ name: 'without the position table', delta: -786432n }]

describe('a reconciliation', () => {
  test('ends with what is missing, under its name', () => {
    const all = reconciled(124439808n, 117000000n, steps, 'not accounted for')
    expect(all.at(-1)).toEqual({ name: 'not accounted for', delta: -6653376n, residual: true })
    expect(all.reduce((sum, { delta }) => sum + delta, 124439808n)).toBe(117000000n)
  })

  test('that does not add up is refused with what is missing', () => {
    expect(() => reconciled(124439808n, 117000000n, steps, undefined)).toThrow(
      'the steps end at 123,653,376, not at 117,000,000: −6,653,376 has no name',
    )
  })

  test('that adds up must not claim a residual', () => {
    expect(reconciled(124439808n, 123653376n, steps, undefined)).toEqual(steps)
    expect(() => reconciled(124439808n, 123653376n, steps, 'rounding')).toThrow('there is no residual “rounding”')
  })

  test('writes its steps with their signs', () => {
    expect([signed(-1536n), signed(1536n), signed(0n)]).toEqual(['−1,536', '+1,536', '0'])
  })

  test.each([
    [616, 'wide'],
    [350, 'narrow'],
  ] as const)('is drawn %i wide as it was accepted', (width, className) => {
    const chart = {
      title: 'GPT-2',
      from: { name: 'counted', value: 124439808n },
      to: { name: 'as first published', value: 117000000n },
      steps: reconciled(124439808n, 117000000n, steps, 'not accounted for'),
    }
    const svg = waterfall(chart, width, className)
    expect(troubles(svg, width)).toEqual([])
    expectGolden(`charts/waterfall-${className}.svg`, svg)
  })

  test('is not drawn where its steps do not end at its last number', () => {
    const chart = {
      title: '',
      from: { name: 'a', value: 2n },
      to: { name: 'b', value: 4n },
      steps: [{ name: 'c', delta: 1n }],
    }
    expect(() => waterfall(chart, 616, '')).toThrow('the steps end at 3, not at 4')
  })
})
