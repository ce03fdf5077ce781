import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compact, exact, percent, short, word } from '../../src/engine/format.ts'

describe('numbers as text', () => {
  test('an exact number has its digits in groups', () => {
    expect(exact(1862270976n)).toBe('1,862,270,976')
    expect(exact(10n ** 24n + 1n)).toBe('1,000,000,000,000,000,000,000,001')
    expect(exact(1e21)).toBe('1,000,000,000,000,000,000,000')
    expect(exact(-1234567.25)).toBe('-1,234,567.25')
  })
  test('an exact number is as the language has it', () => {
    const english = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 })
    const decimal = fc.tuple(fc.integer(), fc.nat(5)).map(([digits, places]) => digits / 10 ** places)
    fc.assert(fc.property(fc.oneof(fc.bigInt(), fc.maxSafeInteger(), decimal), (n) => exact(n) === english.format(n)))
  })
  test('a short number has three digits and an SI prefix', () => {
    expect(short(1862270976n, 'FLOPs')).toBe('1.86\u00a0GFLOPs')
    expect(short(999, 'FLOPs')).toBe('999\u00a0FLOPs')
    expect(short(999_999, 'FLOPs')).toBe('1.00\u00a0MFLOPs')
    expect(short(607e12, 'FLOPs')).toBe('607\u00a0TFLOPs')
  })
  test('a model size is written as people write it', () => {
    expect(compact(109482240n)).toBe('109M')
    expect(compact(6738415616n)).toBe('6.74B')
  })
  test('a share too small for its digits says so', () => {
    expect(percent(27, 1000)).toBe('2.7\u00a0%')
    expect(percent(1, 1_000_000, 2)).toBe('<\u20090.01\u00a0%')
    expect(percent(0, 5)).toBe('0.0\u00a0%')
  })
  test('a small number is a word', () => {
    expect(word(12n)).toBe('twelve')
    expect(word(13n)).toBe('13')
  })
})
