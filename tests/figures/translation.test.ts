import { describe, expect, it, test } from 'vitest'
import { count, fromNested, parameterCount, parameters, polynomial, run, workOfScope } from '../../src/engine/index.ts'
import { publishedModel } from '../../src/models/index.ts'
import { beamSearch, end, invented } from '../../src/figures/translation/beam.ts'
import { cells } from '../../src/figures/translation/cells.ts'
import { describe as describeFamily, familiesFigure, stacks } from '../../src/figures/translation/families.ts'
import { dotProduct, draw, saturation } from '../../src/figures/translation/dot-products.ts'
import { crossing, layers } from '../../src/figures/translation/layers.ts'
import { numbers } from '../../src/figures/translation/numbers.ts'
import { likeness, place, shuffled, wavelength } from '../../src/figures/translation/places.ts'
import { reach } from '../../src/figures/translation/reach.ts'
import { counted, learningRate, rented, ruled, smoothing, trainings } from '../../src/figures/translation/training.ts'
import { common, ranges } from '../../src/figures/translation/vocabulary.ts'
import { arrays, distance, reference, type Nested } from '../reference.ts'

interface Step {
  readonly weights: Readonly<Record<string, Nested>>
  readonly outputs: Readonly<Record<string, Nested>>
  readonly flops: number
}
type Recurrent = Readonly<Record<'rnn' | 'lstm' | 'gru' | 'additive', Step>> & {
  readonly inputs: Readonly<Record<string, Nested>>
}
const torch = reference<Recurrent>('recurrent')
const sizes = { B: 2, S: 5, d: 4 }

describe('one step of a network before the Transformer', () => {
  test.each(['rnn', 'lstm', 'gru', 'additive'] as const)(
    '%s gives the numbers of torch and costs its FLOPs',
    (name) => {
      const { graph } = cells[name]
      const { weights, outputs, flops } = torch[name]
      const result = run(graph, { weights: arrays(weights), inputs: arrays(torch.inputs), bindings: sizes })
      expect(Object.keys(result.outputs).sort()).toEqual(Object.keys(outputs).sort())
      for (const [output, nested] of Object.entries(outputs))
        expect(distance(result.outputs[output]!, nested)).toBeLessThan(1e-12)
      expect(Number(count(workOfScope(graph).matmul, sizes))).toBe(flops)
      expect(
        parameters(graph)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(Object.keys(weights).sort())
    },
  )

  it('has one, four or three times the weights of a plain cell', () => {
    const at512 = ({ graph }: (typeof cells)['rnn' | 'lstm' | 'gru']) =>
      Number(count(parameterCount(graph), { d: 512 }))
    expect([cells.rnn, cells.gru, cells.lstm].map(at512)).toEqual([524800, 1574400, 2099200])
  })

  it('of dot-product attention needs no weights, and no more than one exponential a source word', () => {
    expect(parameterCount(cells.dot.graph)).toEqual(polynomial.zero)
    expect(polynomial.print(workOfScope(cells.dot.graph).transcendental)).toBe('BS')
    expect(polynomial.print(workOfScope(cells.additive.graph).transcendental)).toBe('BSd+BS')
  })
})

describe('what is left of the first state', () => {
  it('is, for a plain cell whose state stays near zero, a product of its matrix', () => {
    // With tiny weights tanh is the identity, and a random matrix shrinks a random direction by its gain.
    const left = reach({ name: '', cell: 'rnn', gain: 0.05 }, 3, { d: 64, draws: 6 })
    expect(left[1]! / left[0]!).toBeGreaterThan(0.03)
    expect(left[1]! / left[0]!).toBeLessThan(0.06)
  })

  it('falls with weights of one, grows with weights of three, and is held by an open forget gate', () => {
    const after = (name: 'rnn' | 'lstm', gain: number, bias = 0) =>
      reach({ name: '', cell: name, gain, biases: { 'f.input.bias': bias } }, 40, { d: 16, draws: 3 }).at(-1)!
    expect(after('rnn', 1)).toBeLessThan(1e-2)
    expect(after('rnn', 3)).toBeGreaterThan(10)
    expect(after('lstm', 0.5)).toBeLessThan(1e-6)
    expect(after('lstm', 0.5, 4)).toBeGreaterThan(0.1)
  })
})

describe('dot products of random vectors', () => {
  it.each([4, 64, 256])('spread by the root of their width, %i', (k) => {
    expect(draw(k).spread / Math.sqrt(k)).toBeCloseTo(1, 1)
  })

  it('leave softmax a slope only when they are divided by it', () => {
    const [narrow, wide] = [draw(16), draw(1024)]
    expect(wide.plain.slope).toBeLessThan(narrow.plain.slope / 5)
    expect(wide.scaled.slope).toBeCloseTo(narrow.scaled.slope, 1)
  })

  it('are judged by closed forms: equal scores share, one high score takes all', () => {
    const { largest, entropy, slope } = saturation([Float64Array.of(2, 2, 2, 2)])
    expect(largest).toBe(0.25)
    expect(entropy).toBeCloseTo(Math.log(4), 12)
    expect(slope).toBeCloseTo(0.75, 12)
    expect(saturation([Float64Array.of(0, 800)])).toEqual({ largest: 1, entropy: 0, slope: 0 })
  })
})

describe('the vector of a position', () => {
  it('for four features at position 3 is two sines and two cosines', () => {
    expect(place(3, 4)).toEqual([Math.sin(3), Math.cos(3), Math.sin(0.03), Math.cos(0.03)])
  })

  it('is as like another as their distance says, wherever they stand', () => {
    const expected = [256, 249.1, 231.73, 189.6, 173.79, 131.09, 111.95]
    const offsets = [0, 1, 2, 5, 10, 50, 100]
    offsets.forEach((offset, i) => expect(likeness(offset, 512)).toBeCloseTo(expected[i]!, 2))
    for (const from of [7, 300]) expect(likeness(10, 512, from)).toBeCloseTo(likeness(10, 512), 9)
  })

  it('repeats after 2π positions in the fastest pair and far beyond every sentence in the slowest', () => {
    expect(wavelength(0, 512)).toBeCloseTo(2 * Math.PI, 12)
    expect(wavelength(255, 512)).toBeCloseTo(60611.5, 1)
  })

  it('is what tells an encoder the order: without it, shuffled tokens give shuffled results', () => {
    expect(shuffled([2, 0, 1], false)).toBeLessThan(1e-12)
    expect(shuffled([2, 0, 1], true)).toBeGreaterThan(0.1)
    expect(shuffled([0, 1, 2], true)).toBe(0)
  })
})

describe('attention on paper', () => {
  it('has the weights and mixtures of a worked example, with the mask and without', () => {
    const { free, masked } = numbers().byHand
    const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)))
    expect(rounded(free[0]!.weights)).toEqual([0.4011, 0.1978, 0.4011])
    expect(free.map(({ mixed }) => rounded(mixed))).toEqual([
      [3, 4],
      [3.4067, 4.4067],
      [3.5105, 4.5105],
    ])
    expect(masked.map(({ mixed }) => rounded(mixed))).toEqual([
      [1, 2],
      [2.3395, 3.3395],
      [3.5105, 4.5105],
    ])
  })

  it('follows the first row of the twin as its own run has it', () => {
    const { scores, weights, values, mixed } = numbers().row
    const powers = scores.map(Math.exp)
    const sum = powers.reduce((a, b) => a + b, 0)
    weights.forEach((weight, i) => expect(weight).toBeCloseTo(powers[i]! / sum, 12))
    expect(mixed[1]).toBeCloseTo(
      weights.reduce((total, weight, i) => total + weight * values[i]![1]!, 0),
      12,
    )
  })
})

describe('Table 1 of the paper, counted', () => {
  const base = { d: 512, h: 8, k: 64, f: 2048 }

  it('has scores and mixture cross a recurrent layer at its width, with other constants at multiples of it', () => {
    expect(crossing('square', 'rnn', base)).toBe(512)
    expect(crossing('square', 'gru', base)).toBe(3 * 512)
    expect(crossing('square', 'lstm', base)).toBe(4 * 512)
    expect(crossing('attention', 'lstm', base)).toBe(2 * 512)
  })

  it('agrees with a search along the lengths', () => {
    const at = (name: 'attention' | 'gru', S: number) =>
      polynomial.toNumber(polynomial.evaluate(layers[name].perToken, { ...base, S }))
    const first = Array.from({ length: 2000 }, (_, S) => S).find((S) => at('attention', S) >= at('gru', S))
    expect(first).toBe(crossing('attention', 'gru', base))
  })

  it('never has a whole block cheaper than an LSTM', () => {
    expect(crossing('block', 'lstm', base)).toBeLessThan(0)
  })
})

describe('the vocabulary behind the printed sizes', () => {
  it('is one for ten of the eleven models, and neither 37,000 nor that of the big one', () => {
    const ten = ranges.filter(({ name }) => name !== 'big')
    expect(common(ten)).toEqual({ from: 41004, to: 41208 })
    expect(ranges.find(({ name }) => name === 'big')).toEqual({ name: 'big', from: 35368, to: 36344 })
    expect(common(ranges).from).toBeGreaterThan(common(ranges).to)
  })

  it('for narrow keys beside full values is found from the paper’s own formula', () => {
    // 18 attention blocks of 2·512·8·16 for queries and keys and 2·512·8·64 for values and output; the rest as in base.
    const rest = 18 * 2 * 512 * 8 * (16 + 64) + 12 * 2099712 + 6 * (2 + 3) * 1024
    const { from, to } = ranges.find(({ name }) => name === 'heads of 16')!
    expect(Math.round((rest + from * 512) / 1e6)).toBe(58)
    expect(Math.round((rest + (from - 1) * 512) / 1e6)).toBe(57)
    expect(Math.round((rest + to * 512) / 1e6)).toBe(58)
    expect(Math.round((rest + (to + 1) * 512) / 1e6)).toBe(59)
  })
})

describe('the cost of training', () => {
  it('as printed is time times processors times a rate', () => {
    expect(rented(trainings.base)).toBeCloseTo(3.2832e18, -14)
    expect(rented(trainings.big)).toBeCloseTo(2.29824e19, -15)
  })

  it('as counted is a third to two fifths of it, and within a percent of the rule of six', () => {
    for (const [training, share] of [
      [trainings.base, 0.29],
      [trainings.big, 0.42],
    ] as const) {
      expect(counted(training) / rented(training)).toBeCloseTo(share, 2)
      expect(Math.abs(counted(training) / ruled(training) - 1)).toBeLessThan(0.01)
    }
  })

  it('has a learning rate that peaks at the end of the warm-up', () => {
    const rates = [1000, 4000, 16000].map((step) => learningRate(step, 512))
    expect(rates.map((rate) => Number(rate.toPrecision(4)))).toEqual([1.747e-4, 6.988e-4, 3.494e-4])
    expect(learningRate(4000, 1024)).toBeCloseTo(4.941e-4, 7)
  })

  it('has a loss that smoothing keeps above zero', () => {
    const { loss, gap, right } = smoothing(0.1, 37000)
    expect(loss).toBeCloseTo(1.3769, 4)
    expect(gap).toBeCloseTo(12.72, 2)
    // The gap is that of the logits which give the target itself.
    const wrong = (1 - right) / 36999
    expect(right / wrong).toBeCloseTo(Math.exp(gap), 0)
  })
})

describe('beam search', () => {
  it('of width one is greedy and misses what a wider beam finds', () => {
    expect(beamSearch(invented, 1)[0]).toMatchObject({ words: ['the', 'cat', end] })
    expect(beamSearch(invented, 2)[0]).toMatchObject({ words: ['a', 'cat', end] })
  })

  it('finds the most probable sentence when the beam is as wide as the tree', () => {
    const all = beamSearch(invented, 100)
    expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
    expect(all[0]!.probability).toBe(Math.max(...all.map(({ probability }) => probability)))
  })

  it('prefers a longer sentence once length is paid for', () => {
    expect(beamSearch(invented, 2, 0.6)[0]).toMatchObject({ words: ['a', 'cat', 'sat', end] })
  })
})

describe('the families', () => {
  const family = (title: string, name: string) => {
    const { graph, sizes } = publishedModel(name)
    const numeric = Object.fromEntries(Object.entries(sizes).map(([symbol, size]) => [symbol, Number(size)]))
    return { title, model: name, stacks: stacks(graph, numeric), gives: 'scores' }
  }
  const three = [family('Encoder', 'bert-base'), family('Decoder', 'gpt2'), family('Pair', 't5-base')]

  it('are told apart by the masks and the bridge that their graphs have', () => {
    const masks = three.map(({ stacks }) => stacks.map(({ parts }) => parts.map(({ mask }) => mask)))
    expect(masks).toEqual([
      [['bidirectional', undefined]],
      [['causal', undefined]],
      [
        ['bidirectional', undefined],
        ['causal', 'cross', undefined],
      ],
    ])
    expect(describeFamily(three[2]!)).toContain(
      'decoder of 12 blocks of self-attention (causal), cross-attention (cross)',
    )
  })

  it('stand side by side on a page, and the pair below on a phone', () => {
    const columns = (svg: string) => [...svg.matchAll(/<g transform="translate\((\S+) (\S+)\)"><text class="heading"/g)]
    const places = (width: number) => columns(familiesFigure(three, width)).map(([, x, y]) => [Number(x), Number(y)])
    expect(new Set(places(896).map(([, y]) => y)).size).toBe(1)
    const [first, second, third] = places(350)
    expect(first![1]).toBe(second![1])
    expect(third).toEqual([0, expect.any(Number)])
    expect(third![1]).toBeGreaterThan(first![1]!)
  })
})

test('a dot product is the sum of products', () => {
  expect(dotProduct([1, 2, 3], fromNested([4, 5, 6]).data)).toBe(32)
})
