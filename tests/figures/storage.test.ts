import { describe, expect, it } from 'vitest'
import { pairing, pairings, permutation } from '../../src/figures/pairing.ts'
import { placesOf, storage, where } from '../../src/figures/storage.ts'
import { expectGolden } from './golden.ts'

const stacked = { stored: '(h k) d', sizes: { h: 3, k: 2, d: 4 } }
const fused = { stored: 'd (3 h k)', sizes: { h: 2, k: 3, d: 4 }, words: ['Q', 'K', 'V'] }

describe('a stored weight', () => {
  it('has the rows of a head together where heads are rows', () => {
    expect(where(stacked, { axis: 'h', index: 1 })).toBe('rows 3 to 4')
  })

  it('has a head in three strips where queries, keys and values are fused', () => {
    expect(where(fused, { axis: 'h', index: 1 })).toBe('columns 4 to 6, 10 to 12, 16 to 18')
  })

  it('gives every element one place along every axis', () => {
    const { rows, columns, indices } = placesOf(fused)
    const all = Array.from({ length: rows * columns }, (_, i) => indices(Math.floor(i / columns), i % columns))
    expect(new Set(all.map(({ d, 3: part, h, k }) => `${d} ${part} ${h} ${k}`)).size).toBe(4 * 3 * 2 * 3)
  })

  it('is drawn as the golden files have it', () => {
    expectGolden('storage-stacked.svg', storage(stacked, { axis: 'h', index: 0 }, 616))
    expectGolden('storage-fused.svg', storage(fused, { axis: 'h', index: 1 }, 350))
  })
})

describe('the pairs of rotary codes', () => {
  it('are the same pairs after the permutation', () => {
    for (const [from, to] of permutation(8).entries()) expect(pairings.halves(to, 8)).toEqual(pairings.neighbors(from))
  })

  it('are drawn as the golden file has it', () => {
    expectGolden('pairing.svg', pairing(8, 616))
  })
})
