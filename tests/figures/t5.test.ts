import { describe, expect, test } from 'vitest'
import { uniforms } from '../../src/figures/nonlinear/random.ts'
import { classesBehind, classOf, lastFrom, unused } from '../../src/figures/t5/buckets.ts'
import { apart } from '../../src/figures/t5/folding.ts'
import { numbers } from '../../src/figures/t5/numbers.ts'
import { pretraining } from '../../src/figures/t5/pretraining.ts'
import { sharpness } from '../../src/figures/t5/sharpness.ts'
import { spansFigure } from '../../src/figures/t5/spans-figure.ts'
import { corrupt, corruptionFor, corruptionOf, drawSpans, shareOfLength } from '../../src/figures/t5/spans.ts'
import { besideOneStack, parts, splits } from '../../src/figures/t5/splits.ts'
import { prelude, stepBytes, stepCost, writing } from '../../src/figures/t5/writing.ts'

describe('span corruption', () => {
  test('turns 568 tokens into 512 of input and 114 of target, as the released helper does', () =>
    expect(corruptionFor(512)).toEqual({ tokens: 568, dropped: 85, kept: 483, spans: 28, input: 512, target: 114 }))

  test('rounds halves to the even number and never cuts nothing or everything', () => {
    expect(corruptionOf(10).dropped).toBe(2)
    expect(corruptionOf(30, { density: 0.15, mean: 3 }).dropped).toBe(4)
    expect(corruptionOf(2).dropped).toBe(1)
    expect(corruptionOf(4, { density: 1, mean: 3 }).kept).toBe(1)
  })

  test('draws spans that alternate with kept runs, a kept one first and a dropped one last', () => {
    const counts = corruptionOf(400)
    const spans = drawSpans(counts, uniforms('a test'))
    expect(spans).toHaveLength(counts.spans)
    expect(spans.reduce((sum, { length }) => sum + length, 0)).toBe(counts.dropped)
    expect(spans[0]!.start).toBeGreaterThan(0)
    expect(spans.at(-1)!.start + spans.at(-1)!.length).toBe(400)
    spans.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThan(spans[i]!.start + spans[i]!.length))
  })

  test('puts a mark for each gap into the input, and before its words into the target', () => {
    const words = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join(' ')
    const sides = corrupt('a b c d e f'.split(' '), [
      { start: 1, length: 2 },
      { start: 5, length: 1 },
    ])
    expect(words(sides.input)).toBe('a <X> d e <Y> </s>')
    expect(words(sides.target)).toBe('<X> b c <Y> f </s>')
  })

  test('gives lengths whose shares sum to one, with the mean that was asked for', () => {
    const lengths = Array.from({ length: 58 }, (_, i) => i + 1)
    const shares = lengths.map((length) => shareOfLength(length, 85, 28))
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(lengths.reduce((sum, length, i) => sum + length * shares[i]!, 0)).toBeCloseTo(85 / 28, 12)
    expect(shares[0]).toBeCloseTo(27 / 84, 12)
  })

  test('agrees with those shares when spans are drawn', () => {
    const draw = uniforms('many')
    const drawn = Array.from({ length: 400 }, () => drawSpans(corruptionOf(568), draw)).flat()
    const single = drawn.filter(({ length }) => length === 1).length / drawn.length
    expect(single).toBeCloseTo(shareOfLength(1, 85, 28), 1)
  })

  test.each([616, 350])('is drawn inside a width of %i', (width) => {
    const { text } = corrupt(
      Array.from({ length: 40 }, (_, i) => `word${i}`),
      [{ start: 3, length: 2 }],
    )
    const svg = spansFigure([{ name: 'Text', pieces: text }], 't', width, 'chart-svg')
    const boxes = [...svg.matchAll(/M([\d.]+) [\d.]+h([\d.]+)v24/g)]
    expect(boxes).toHaveLength(40)
    boxes.forEach(([, x, wide]) => expect(Number(x) + Number(wide)).toBeLessThanOrEqual(width))
  })
})

describe('classes of distance', () => {
  test.each([
    [-5, 5, 5],
    [5, 21, 0],
    [-16, 10, 16],
    [-37, 12, 22],
    [37, 28, 0],
    [-200, 15, 31],
  ])('of %i are those of transformers', (distance, both, back) =>
    expect([classOf(distance, 'both'), classOf(distance, 'back')]).toEqual([both, back]),
  )

  test('saturate before the longest distance, and leave one row of the encoder unused', () => {
    expect([lastFrom('both'), lastFrom('back')]).toEqual([91, 113])
    expect(unused('both')).toEqual([16])
    expect(unused('back')).toEqual([])
  })

  test('are drawn as a stair that never falls', () => {
    const stair = classesBehind('back', 20)
    expect(stair.slice(0, 4)).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
      [3, 2],
    ])
    expect(stair.at(-1)).toEqual([20, 17])
    stair.slice(1).forEach(([, bucket], i) => expect(bucket).toBeGreaterThanOrEqual(stair[i]![1]))
  })
})

describe('scores that nothing divides', () => {
  test('spread with the root of the head width, and not if the query matrix starts smaller', () => {
    const at = (k: number) => [sharpness(k, 'plain').spread / Math.sqrt(k), sharpness(k, 'folded').spread]
    for (const k of [16, 64, 128]) at(k).forEach((spread) => expect(spread).toBeCloseTo(1, 0))
  })

  test('are the divided scores, number for number, at the start', () => {
    const [plain, folded] = [sharpness(64, 'plain'), sharpness(64, 'folded')]
    expect(folded.spread).toBeCloseTo(plain.spread / 8, 12)
    expect(plain.largest).toBeGreaterThan(5 * folded.largest)
  })

  test('stay them under Adafactor, whose steps follow the size of a weight, and leave them under Adam', () => {
    expect(Math.max(...apart('adafactor', 100))).toBeLessThan(1e-9)
    expect(apart('adam', 100).at(-1)).toBeGreaterThan(0.05)
  })
})

describe('writing with T5-base', () => {
  test('takes a step of the cost that the blocks and the scores add up to', () => {
    expect(stepCost('t5-base', 128, 0)).toBe(252_284_928n)
    expect(stepCost('t5-base', 128, 127)).toBe(256_966_656n)
  })

  test('projects the source once for all bridges', () =>
    expect(prelude('t5-base', 128)).toBe(22_347_251_712n + 3_623_878_656n))

  test('costs with everything kept what one pass over the whole target costs, save pairs that a mask hides', () => {
    const all = writing('t5-base', 512, 114)
    const hidden = 12n * 4n * 768n * (114n * 114n - (114n * 115n) / 2n)
    expect(all.at(-1)!.kept).toBe(141_981_401_088n - hidden)
    expect(all.at(-1)!.charged - all.at(-1)!.kept).toBe(113n * 4n * 12n * 512n * 768n * 768n)
    expect(all.at(-1)!.anew).toBeGreaterThan(all.at(-1)!.charged)
  })
})

describe('two stacks beside one', () => {
  test('cost a sixth more in matrix products, whatever the split, and save what source and target do not look at', () => {
    for (const source of [256, 512, 768]) {
      const [n, d] = [1024, 768]
      const one = 24 * n * d * d + 4 * n * n * d
      const two = 28 * n * d * d + 4 * d * (n * n - (n - source) * source)
      expect(besideOneStack(n, source)).toBeCloseTo(two / one, 12)
    }
    expect(splits(1024)).toHaveLength(19)
  })

  test('have parts that add up to their blocks', () => {
    const { encoder, source, rest } = parts('t5-base', 512, 114)
    expect(encoder).toBe(96_636_764_160)
    expect(source).toBe(12 * 1_207_959_552)
    expect(source + rest).toBe(39_718_895_616)
  })
})

test('pre-training costs three forward passes of both stacks, well below six times parameters and tokens', () => {
  const small = pretraining('t5-small')
  expect(small.exact).toBeCloseTo(3 * 35_417_800_704 * 2048 * 1e6, -10)
  expect(small.six / small.exact).toBeCloseTo(1.75, 1)
  expect(small.three).toBe(small.six / 2)
  expect(pretraining('t5-11b').exact).toBeCloseTo(4.66e22, -20)
})

test('the numbers of the post are those that its sentences were written for', () => {
  const n = numbers()
  expect(n.levels).toBe(21)
  expect(n.single).toBeCloseTo(32.1, 1)
  expect(n.measured).toBeCloseTo(4.03e22, -20)
  expect(n.overcharged).toBeGreaterThan(10)
  expect(n.intensity).toBeGreaterThan(0.9)
  expect(n.intensity).toBeLessThan(1.1)
  expect(n.above.electra).toBeCloseTo(1.8, 1)
  expect(n.above.brown).toBeCloseTo(41.3, 1)
})

test('a step of T5-base reads its decoder without the bridge’s keys and values, its word table and both caches', () => {
  const weights = 12 * (6 * 768 * 768 + 2 * 768 * 3072 + 3 * 768) + 32 * 12 + 768 + 32128 * 768
  expect(stepBytes('t5-base', 512, 113)).toBe(2 * weights + 36864 * (512 + 114))
})
