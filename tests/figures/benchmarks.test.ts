import { describe, expect, test } from 'vitest'
import { scoreRows } from '../../src/figures/benchmarks/card.ts'
import { confusion, mosaic, scoreBar } from '../../src/figures/benchmarks/confusion.ts'
import { bertInputs, t5Input, t5Target } from '../../src/figures/benchmarks/encode.ts'
import { runs } from '../../src/figures/benchmarks/hans.ts'
import { accuracyAt, f1At, ratesOf, shareBehind } from '../../src/figures/benchmarks/prevalence.ts'
import { ladderLines, place, rankFigure } from '../../src/figures/benchmarks/ranks.ts'
import { gapRows, powerRows, sizeRows, withoutRows } from '../../src/figures/benchmarks/rows.ts'
import { bertPaperAverage, glue, official, superglue } from '../../src/figures/benchmarks/scores.ts'
import { tally } from '../../src/figures/benchmarks/tally.ts'
import { constantAnswer, taskNamed, tasks } from '../../src/figures/benchmarks/tasks.ts'
import { mean } from '../../src/figures/metrics.ts'
import { shapesIn } from './labels.ts'

describe('the averages that were published follow from the rows, so the rows are copied without a slip', () => {
  test.for([
    [glue.elmo, 70.5],
    [glue.bertLarge, 80.5],
    [glue.bertBase, 78.3],
    [glue.human, 87.1],
    [superglue.commonest, 47.1],
    [superglue.cbow, 44.5],
    [superglue.bertLarge, 69],
    [superglue.t5, 89.3],
    [superglue.debertaSingle, 89.9],
    [superglue.deberta, 90.3],
    [superglue.gpt3, 71.8],
    [superglue.human, 89.8],
  ] as const)('$0.name', ([system, published]) => {
    expect(Math.abs(official(system) - published)).toBeLessThan(0.0501)
  })

  test('the other average of the BERT paper', () => {
    expect(bertPaperAverage(glue.bertLarge)).toBeCloseTo(82.08, 2)
    // Its QNLI is 90.1 on the server and 90.5 in the paper.
    expect(bertPaperAverage(glue.bertBase)).toBeCloseTo(79.6 - 0.4 / 9, 1)
  })

  test('people lead SuperGLUE without MultiRC', () => {
    expect(official(superglue.human, 'MultiRC')).toBeCloseTo(93.06, 2)
    expect(official(superglue.debertaSingle, 'MultiRC')).toBeCloseTo(91.86, 2)
  })

  test('a system that lacks a metric has no official score', () => {
    expect(() => official(glue.roberta)).toThrow(RangeError)
  })
})

test('label counts add up to the part that they count', () => {
  for (const task of tasks) {
    const { balance, dev, train } = task
    const counted = balance?.counts.reduce((sum, [, count]) => sum + count, 0)
    if (balance === undefined) continue
    expect(counted, task.name).toBe({ train, dev, 'the matched half of dev': 9815 }[balance.part])
  }
})

test('what a constant answer earns', () => {
  const points = (name: string) => constantAnswer(taskNamed(name))!.map((value) => Number(value.toFixed(2)))
  expect(points('CoLA')).toEqual([0])
  expect(points('MRPC')).toEqual([81.22, 68.38])
  expect(points('QQP')).toEqual([0, 63.18])
  expect(points('WNLI')).toEqual([56.34])
  expect(points('CB')).toEqual([22.22, 50])
})

test('a card has its rows, and a diagnostic none', () => {
  expect(scoreRows(taskNamed('MRPC')).at(-1)).toMatchObject({ words: '86.3 / 80.8', strong: true })
  expect(scoreRows(taskNamed('QQP'))[3]).toMatchObject({ words: '– / 90.2', value: 90.2 })
  expect(scoreRows(taskNamed('MNLI'))[0]).toMatchObject({ words: '35.4 / –', sources: [] })
  expect(scoreRows(taskNamed('MultiRC'))[0]).toMatchObject({ words: '61.1 / 0.3', sources: ['wang2019superglue'] })
  expect(scoreRows(taskNamed('AX'))).toEqual([])
})

describe('what the models are shown', () => {
  test('BERT reads fields in the order of the file, a candidate at a time', () => {
    expect(bertInputs('CoLA', { sentence: 'Dogs bark.', label: 1 })).toEqual(['[CLS] Dogs bark. [SEP]'])
    expect(bertInputs('MNLI', { premise: 'A.', hypothesis: 'B.', label: 0 })).toEqual(['[CLS] A. [SEP] B. [SEP]'])
    expect(bertInputs('COPA', { premise: 'A.', question: 'cause', choice1: 'B.', choice2: 'C.', label: 0 })).toEqual([
      '[CLS] A. cause [SEP] B. [SEP]',
      '[CLS] A. cause [SEP] C. [SEP]',
    ])
  })

  test('T5 reads them in alphabetical order, so MNLI begins with the hypothesis', () => {
    const example = { premise: 'A.', hypothesis: 'B.', label: 2 }
    expect(t5Input('MNLI', example)).toBe('mnli hypothesis: B. premise: A.')
    expect(t5Target('MNLI', example, taskNamed('MNLI').labels)).toBe('contradiction')
    expect(t5Target('STS-B', { label: 3.75 }, [])).toBe('3.8')
  })

  test('T5 reads a Winograd schema with the pronoun between stars and writes the noun', () => {
    const example = {
      text: 'Amara lent Jo the spare tent because she had never been camping before.',
      span1_text: 'Jo',
      span1_index: 2,
      span2_text: 'she',
      span2_index: 7,
      label: 1,
    }
    expect(t5Input('WSC', example)).toBe(
      'wsc: Amara lent Jo the spare tent because *she* had never been camping before.',
    )
    expect(t5Target('WSC', example, [])).toBe('Jo')
  })
})

test('the hundred runs are those of the file: its own means and deviations come out', () => {
  expect(runs).toHaveLength(100)
  for (const [column, average, deviation] of [
    [0, 84.3393, 0.242],
    [1, 27.6572, 12.3643],
  ] as const) {
    const values = runs.map((run) => run[column])
    const middle = mean(values)
    expect(middle).toBeCloseTo(average, 3)
    expect(Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 99)).toBeCloseTo(deviation, 3)
  }
})

describe('figures', () => {
  test('areas of the confusion matrix are its counts', () => {
    const counts = { tp: 660, fp: 128, fn: 61, tn: 194 }
    const area = (rect: { width: number; height: number }) => rect.width * rect.height
    const all = Object.values(mosaic(counts)).reduce((sum, rect) => sum + area(rect), 0)
    for (const [cell, rect] of Object.entries(mosaic(counts)))
      expect(area(rect) / all).toBeCloseTo(counts[cell as keyof typeof counts] / 1043, 9)
    expect(confusion(counts, 'A')).toContain('Matthews 55.7.')
  })

  test('a negative correlation goes left of zero', () => {
    expect(scoreBar(-0.5)[0] + scoreBar(-0.5)[1]).toBe(scoreBar(0.5)[0])
  })

  test('lines of the ladder are level where order is kept', () => {
    const level = (d: string) => /M\S+ (\S+)L\S+ (\S+)/.exec(d)!.slice(1)
    for (const d of ladderLines([0, 1, 2], [3, 4, 5])) expect(level(d)[0]).toBe(level(d)[1])
    expect(place(0, 0)[1]).toBeGreaterThan(place(0, 5)[1])
    expect(rankFigure([0, 1, 2], [0, 2, 1], ['a', 'b', 'c'], 'Ranks')).toContain(
      'b: gold 1, rank 2; predicted 2, rank 3.',
    )
  })

  test('a tally draws each item', () => {
    const svg = tally([{ name: 'x', count: 54, look: 'filled' }], 'T', 350, 'chart-svg')
    expect(shapesIn(svg, 'tally')).toBe(54)
  })
})

describe('how scores move with the share of positives', () => {
  const rates = ratesOf(0.90378, 0.87171, 14885 / 40430)

  test('the rates give back what they were read from', () => {
    expect(rates.hit).toBeCloseTo(0.888, 3)
    expect(rates.alarm).toBeCloseTo(0.087, 3)
    expect(accuracyAt(rates, 14885 / 40430)).toBeCloseTo(0.90378, 9)
    expect(f1At(rates, 14885 / 40430)).toBeCloseTo(0.87171, 9)
  })

  test('at 19 % duplicates F1 falls and accuracy rises', () => {
    expect(f1At(rates, 0.19)).toBeCloseTo(0.786, 3)
    expect(accuracyAt(rates, 0.19)).toBeCloseTo(0.908, 3)
    expect(shareBehind(0.893, 0.721)).toBeCloseTo(0.192, 3)
  })
})

test('rows of the charts: sizes fall, resolution worsens with them, people lead on five of eight', () => {
  expect(sizeRows.map(({ name }) => name).slice(0, 2)).toEqual(['MNLI', 'QQP'])
  expect(sizeRows).toHaveLength(16)
  expect(powerRows.at(-1)).toMatchObject({ value: 7.27 })
  expect(powerRows.at(-1)).not.toHaveProperty('from')
  expect(gapRows.filter(({ from, value }) => value > from).map(({ name }) => name)).toEqual([
    'MultiRC',
    'ReCoRD',
    'BoolQ',
  ])
  expect(withoutRows.find(({ name }) => name === 'without MultiRC')).toMatchObject({ from: 93.06, value: 92.34 })
})
