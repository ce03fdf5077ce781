import { describe, expect, test } from 'vitest'
import { Fields } from '../../src/models/config.ts'
import { published, publishedModel } from '../../src/models/index.ts'
import { geometric, rotaryFrequencies, type Frequencies } from '../../src/models/rotary.ts'

describe('rotary frequencies', () => {
  const frequencies = (name: string) => {
    const { config } = published[name]!
    const k = Number(publishedModel(name).sizes['k'])
    return {
      k,
      own: listed(rotaryFrequencies(new Fields(config), k)),
      plain: geometric(Number(config['rope_theta']), k),
    }
  }

  test('run from one radian a position down to nearly θ⁻¹', () => {
    const { own, k } = frequencies('llama-7b')
    expect(own).toHaveLength(k / 2)
    expect(own[0]).toBe(1)
    expect((2 * Math.PI) / own.at(-1)!).toBeCloseTo(54_410, 0)
  })

  test.each([
    ['llama-3.1-405b', 8, [29, 6, 29]],
    ['llama-3.2-1b', 32, [15, 3, 14]],
  ] as const)('of %s stay, are blended, or are divided by %d', (name, factor, expected) => {
    const { own, plain } = frequencies(name)
    const ratios = own.map((frequency, i) => plain[i]! / frequency)
    const kept = ratios.filter((ratio) => ratio === 1).length
    const divided = ratios.filter((ratio) => Math.abs(ratio - factor) < 1e-12).length
    expect([kept, own.length - kept - divided, divided]).toEqual(expected)
  })

  test('stand in either of two places of a configuration', () => {
    const { rope_theta, rope_scaling, ...config } = published['llama-3.1-8b']!.config
    const together = { ...config, rope_parameters: { rope_theta, ...(rope_scaling as object) } }
    expect(listed(rotaryFrequencies(new Fields(together), 128))).toEqual(frequencies('llama-3.1-8b').own)
  })
})

const listed = ({ pairs, of }: Frequencies): number[] => Array.from({ length: pairs }, (_, i) => of(i))
