import { describe, expect, test } from 'vitest'
import { copiesFigure, copiesOf, tallyOf } from '../../src/figures/bert/copies-figure.ts'
import { geluDrift } from '../../src/figures/bert/gelu-drift.ts'
import { chosenOf, corrupted, fates, packed, type Fate } from '../../src/figures/bert/input.ts'
import { keptBytes, keptParts, largestBatch } from '../../src/figures/bert/memory.ts'
import {
  accounts,
  electraInference,
  electraTraining,
  forward,
  scheduledTokens,
  trained,
} from '../../src/figures/bert/pretraining.ts'
import { probesFigure } from '../../src/figures/bert/probes-figure.ts'
import { coveredWords } from '../../src/figures/bert/vocabulary.ts'
import { idsOf, piecesOf, probes, split, wordsOf } from '../../src/figures/bert/wordpiece.ts'
import { shapesIn, troubles, wordsIn } from './labels.ts'

describe('WordPiece', () => {
  // The ids are those of Hugging Face's tokenizer with the vocabulary of bert-base-uncased.
  test.for([
    ['unaffable', 'una ##ffa ##ble', '14477 20961 3468'],
    ['tokenization', 'token ##ization', '19204 3989'],
    ['Attention is all you need', 'attention is all you need', '3086 2003 2035 2017 2342'],
    ['The cellist tuned her cello.', 'the cell ##ist tuned her cello .', '1996 3526 2923 15757 2014 10145 1012'],
  ] as const)('cuts %s into %s', ([text, pieces, ids]) => {
    expect(split(text)).toBe(pieces)
    expect(idsOf(text)).toBe(ids)
  })

  test('makes words plain before it cuts them', () => {
    expect(wordsOf('Thé  cellist, tuned!')).toEqual(['the', 'cellist', ',', 'tuned', '!'])
  })

  test('puts every covered word together again, the longest piece at each place', () => {
    for (const word of coveredWords) {
      const pieces = piecesOf(word).map(({ piece }) => piece.replace(/^##/, ''))
      expect(pieces.join('')).toBe(word)
      const looks = probes(word)
      for (const [i, { from, to, id }] of looks.entries()) {
        const next = looks[i + 1]
        if (next && id === undefined) expect([next.from, next.to]).toEqual([from, to - 1])
        if (next && id !== undefined) expect([next.from, next.to]).toEqual([to, word.length])
      }
    }
  })

  test('refuses a word that the excerpt does not cover', () => {
    expect(() => piecesOf('a trombone')).toThrow(/covers .*; not a$/)
  })

  test('is drawn as a row a look, the matches with their ids', () => {
    const svg = probesFigure(['unaffable'], 616, 'x')
    expect(shapesIn(svg, 'probe ')).toBe(probes('unaffable').reduce((sum, { from, to }) => sum + to - from, 0))
    const said = wordsIn(svg).map(({ words }) => words)
    expect(said).toEqual(expect.arrayContaining(['una  14477', '##ffa  20961', '##ble  3468']))
    for (const width of [350, 616])
      expect(troubles(probesFigure(['cellist', 'tokenization'], width, 'x'), width)).toEqual([])
  })
})

const places = packed('The cellist tuned her cello.', 'Nobody noticed.')

describe('what BERT reads', () => {
  test('is packed with a segment for each sentence', () => {
    expect(places.map(({ piece }) => piece).join(' ')).toBe(
      '[CLS] the cell ##ist tuned her cello . [SEP] nobody noticed . [SEP]',
    )
    expect(places.map(({ segment }) => segment).join('')).toBe('0000000001111')
  })

  // Python: min(20, max(1, int(round(length * 0.15))))
  test.for([
    [128, 19],
    [512, 20],
    [13, 2],
    [10, 2],
    [30, 4],
    [3, 1],
  ] as const)('of %i places %i are asked for', ([length, count]) => expect(chosenOf(length)).toBe(count))

  test('hides 80, replaces 10 and keeps 10 of 100, and never a mark', () => {
    const all = Array.from({ length: 4000 }, (_, i) => fates(places, `seed ${i}`))
    const share = (fate: Fate) => tallyOf(all, fate) / (4000 * 2)
    expect(share('mask')).toBeCloseTo(0.8, 1)
    expect(share('keep')).toBeCloseTo(0.1, 1)
    expect(share('random')).toBeCloseTo(0.1, 1)
    for (const copy of all) expect([copy[0], copy[8], copy[12]]).toEqual(['none', 'none', 'none'])
    const chosen = all.flatMap((copy) => copy.flatMap((fate, i) => (fate === 'none' ? [] : [i])))
    for (const i of [1, 2, 3, 4, 5, 6, 7, 9, 10, 11])
      expect(chosen.filter((one) => one === i).length / chosen.length).toBeCloseTo(0.1, 1)
  })

  test('changes only what is hidden or replaced', () => {
    const own = fates(places, 'any')
    const reads = corrupted(places, own, 30522, 'any')
    for (const [i, fate] of own.entries()) {
      if (fate === 'mask') expect(reads[i]).toBe(103)
      if (fate === 'none' || fate === 'keep') expect(reads[i]).toBe(places[i]!.id)
      expect(reads[i]).toBeLessThan(30522)
    }
  })

  test('is drawn with a cell for every place of every copy', () => {
    const copies = copiesOf(places, 10)
    expect(copies).toEqual(copiesOf(places, 10))
    const svg = copiesFigure(places, copies, 350, 'x')
    expect(shapesIn(svg, 'fate none')).toBe(10 * (13 - 2))
    expect(shapesIn(svg, 'fate mask')).toBe(tallyOf(copies, 'mask') + 1)
  })
})

describe('pre-training', () => {
  // Counted by hand from the formulas: encoder and pooler, the head at 19 or 77 places, the pair.
  test.for([
    ['bert-base', 128, 23261601792],
    ['bert-base', 512, 100338677760],
    ['bert-large', 128, 80149643264],
    ['bert-large', 512, 339984228352],
  ] as const)('%s at %i tokens takes %i FLOPs forward', ([name, T, flops]) => expect(forward(name, T)).toBe(flops))

  test('reads 42.6 billion tokens by the schedule', () => {
    expect(scheduledTokens).toBe(42598400000)
    expect(trained('bert-base')).toBe(110106428)
  })

  test('by ELECTRA’s rules is what its script prints', () => {
    expect(electraInference('bert-base', 128)).toBe(28616498688)
    expect(electraTraining('bert-base').toPrecision(4)).toBe('6.428e+19')
    expect(electraTraining('bert-large').toPrecision(4)).toBe('1.917e+20')
  })

  test.for([
    ['bert-base', '6.4e+19', '1.64e+20'],
    ['bert-large', '1.9e+20', '5.33e+20'],
  ] as const)('of %s rounds to what Clark et al. and Brown et al. print', ([name, electra, table]) => {
    const own = accounts(name)
    // Their 1.64 and 5.33 are 1.635 and 5.325 rounded up.
    expect(own[1]!.total.toPrecision(2)).toBe(electra)
    expect(Math.abs(own[3]!.total - Number(table)) / Number(table)).toBeLessThan(0.0031)
    expect(own.map(({ total }) => total)).toEqual(own.map(({ total }) => total).toSorted((a, b) => a - b))
  })
})

describe('memory', () => {
  test.for([128, 512])('of one block at %i tokens in 32 bits is 66·T·d + 9·h·T²', (T) => {
    const block = keptParts('bert-base', T).reduce((sum, { bytes }) => sum + bytes, 0)
    expect(block).toBe(66 * T * 768 + 9 * 12 * T * T)
    expect(keptBytes('bert-base', T)).toBeGreaterThan(12 * block)
  })

  // google-research/bert, README: the largest batch in 12 GB.
  test.for([
    ['bert-base', { 64: 64, 128: 32, 256: 16, 320: 14, 384: 12, 512: 6 }],
    ['bert-large', { 64: 12, 128: 6, 256: 2, 320: 1, 384: 0, 512: 0 }],
  ] as const)('of %s allows every batch that was measured', ([name, measured]) => {
    for (const [T, batch] of Object.entries(measured))
      expect(largestBatch(name, Number(T), 12e9)).toBeGreaterThanOrEqual(batch)
  })
})

test('two forms of GELU drift apart by less than a hundredth, from nothing', () => {
  const { states, changed, places } = geluDrift()
  expect(states).toHaveLength(13)
  expect(states[0]).toEqual({ largest: 0, typical: 0 })
  for (const { largest, typical } of states.slice(1)) {
    expect(largest).toBeGreaterThan(typical)
    expect(typical).toBeGreaterThan(1e-5)
    expect(largest).toBeLessThan(1e-2)
  }
  expect(states[12]!.typical / states[1]!.typical).toBeLessThan(4)
  expect([changed, places]).toEqual([0, 32])
})
