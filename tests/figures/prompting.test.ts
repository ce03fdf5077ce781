import { describe, expect, test } from 'vitest'
import { count, simplify, workOfScope } from '../../src/engine/index.ts'
import { stacked } from '../../src/figures/charts/stacked.ts'
import { answerCost, askings } from '../../src/figures/prompting/answers.ts'
import { calibrated } from '../../src/figures/prompting/calibration.ts'
import { gain, ladder } from '../../src/figures/prompting/ladder.ts'
import { average, inContextTokens, medprompt, roughly, standardError } from '../../src/figures/prompting/numbers.ts'
import { said } from '../../src/figures/prompting/said.ts'
import { searchOnePrompt } from '../../src/figures/prompting/search.ts'
import { correlationFor, majority } from '../../src/figures/prompting/votes.ts'
import { publishedModel } from '../../src/models/index.ts'
import { shapesIn, troubles } from './labels.ts'

describe('a majority of voters', () => {
  test('is as often right as the binomial says, when they are strangers', () => {
    expect(majority(1, 0.7)).toBeCloseTo(0.7, 12)
    expect(majority(3, 0.6)).toBeCloseTo(0.6 ** 3 + 3 * 0.6 ** 2 * 0.4, 12)
    expect(majority(2, 0.6)).toBeCloseTo(0.36 + 0.24, 12)
    expect(majority(5, 0.881)).toBeCloseTo(0.986, 3)
    expect(majority(40, 0.565)).toBeCloseTo(0.794, 3)
  })

  test('gains less the more they agree, and nothing when they are one', () => {
    const gains = [0, 0.05, 0.2, 0.5, 1].map((correlation) => majority(41, 0.6, correlation))
    expect([...gains].sort((a, b) => b - a)).toEqual(gains)
    expect(gains.at(-1)).toBe(0.6)
  })

  test('explains what was observed at one correlation', () => {
    expect(majority(40, 0.565, correlationFor(40, 0.565, 0.744))).toBeCloseTo(0.744, 4)
  })
})

describe('the search for one prompt', () => {
  const search = searchOnePrompt()

  test('promises for the first word what the model says, and finds no word better than the best', () => {
    expect(search.start.estimated).toBe(search.start.actual)
    expect(search.best.actual).toBe(Math.max(...search.words.map(({ actual }) => actual)))
    expect(search.found.actual).toBeGreaterThan(search.start.actual)
    expect(search.found).toEqual(search.best)
  })

  test('trains a vector that no word matches', () => {
    expect(search.trained[0]).toBe(search.start.actual)
    expect(search.trained.at(-1)).toBeGreaterThan(search.best.actual)
  })

  test('is the same every time', () => {
    expect(searchOnePrompt({ steps: 2 }).trained).toEqual(search.trained.slice(0, 3))
  })
})

test('calibration turns a prediction over where the model leans', () => {
  expect(calibrated([0.6, 0.4], [0.7, 0.3]).map((p) => Number(p.toFixed(3)))).toEqual([0.391, 0.609])
  expect(calibrated([0.6, 0.4], [0.65, 0.35]).map((p) => Number(p.toFixed(3)))).toEqual([0.447, 0.553])
})

describe('what an answer costs', () => {
  test('is the sum of its steps, each counted by itself', () => {
    const { graph, sizes } = publishedModel('palm-540b')
    const matmul = simplify(graph, workOfScope(graph).matmul)
    const at = (T: number, p: number) => count(matmul, { ...sizes, B: 1, T, p })
    const steps = Array.from({ length: 6 }, (_, i) => at(1, 20 + i)).reduce((a, b) => a + b, 0n)
    expect(answerCost('palm-540b', { read: 20, written: 7 })).toBe(Number(at(20, 0) + steps))
    expect(answerCost('palm-540b', { read: 20, written: 7, samples: 3 })).toBe(Number(at(20, 0) + 3n * steps))
  })

  test('rises from asking to asking', () => {
    const costs = askings.map((asking) => answerCost('palm-540b', asking))
    expect([...costs].sort((a, b) => a - b)).toEqual(costs)
  })
})

describe('the numbers of the post', () => {
  const n = said()

  test('about producers, orders and voters are those worked out by hand', () => {
    expect(n).toMatchObject({ encoder: 14_698_496, producer: { all: 25_220_096 }, orders: 40_320 })
    expect([n.strangers, n.shuffles].map((share) => Number(share.toFixed(1)))).toEqual([79.4, 98.6])
    expect(n.context.words).toEqual({ inContext: '1.44·10¹⁵', fewShotTuned: '1.13·10¹²', training: '2.7·10¹⁶' })
  })

  test('average to what Lester et al. print for SuperGLUE', () => {
    expect((['mean', 'best', 'vote'] as const).map((of) => Number(average(of).toFixed(2)))).toEqual([
      90.49, 91.06, 91.33,
    ])
  })

  test('are those of Liu et al. for examples in the context and for (IA)³', () => {
    expect(inContextTokens).toBe(4121)
    expect(roughly.inContext / 1e15).toBeCloseTo(1.442, 3)
    expect(roughly.fewShotTuned / 1e12).toBeCloseTo(1.133, 3)
    expect(roughly.cached / 1e13).toBeCloseTo(3.605, 3)
    expect(Math.round(roughly.inContext / roughly.fewShotTuned)).toBe(1273)
    expect(roughly.training / 1e16).toBeCloseTo(2.719, 3)
    expect(roughly.cached / roughly.fewShotTuned).toBeCloseTo(31.8, 1)
  })

  test('climb to 90.2 in both decompositions', () => {
    for (const figure of ['ablation', 'components'] as const) {
      const steps = medprompt.map((step) => step[figure])
      expect(steps[0]![0]).toBe(81.7)
      expect(steps.at(-1)![1]).toBe(90.2)
      steps.slice(1).forEach(([from], i) => expect(from).toBe(steps[i]![1]))
    }
    expect(medprompt.map(({ ablation }) => gain(ablation))).toEqual(['+2.2', '+3.4', '+0.8', '+2.1'])
    expect(medprompt.map(({ components }) => gain(components))).toEqual(['+2.2', '+3.4', '+1.1', '+1.8'])
    expect(standardError(90.2, 1273)).toBeCloseTo(0.833, 3)
    expect(standardError(56.5, 1319)).toBeCloseTo(1.365, 3)
    expect(n.fewerErrors).toBeCloseTo(27.4, 1)
  })
})

describe.each([
  [616, 'wide'],
  [350, 'narrow'],
] as const)('drawn %i px wide', (width, className) => {
  test('the ladder keeps its labels apart and within the figure', () => {
    const marks = [
      { name: 'Med-PaLM 2, tuned for medicine', value: 86.5 },
      { name: 'o1-preview, question alone', value: 96 },
    ]
    const svg = ladder({ title: 't', description: 'd', rungs: medprompt, marks, range: [80, 98] }, width, className)
    expect(troubles(svg, width)).toEqual([])
  })

  test('stacked bars keep their labels apart and within the figure', () => {
    const parts = [2, 4, 8].map((value, i) => ({ name: `part ${i}`, value }))
    const rows = ['full fine-tuning', 'LoRA'].map((name) => ({ name, parts, words: '14 GB' }))
    const svg = stacked({ title: 't', description: 'd', rows }, width, className)
    expect(troubles(svg, width)).toEqual([])
    expect(shapesIn(svg, 'bar-mark')).toBe(6)
  })
})
