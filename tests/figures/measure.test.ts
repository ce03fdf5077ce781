import { expect, test } from 'vitest'
import { readAdvances, characters } from '../../scripts/advances.ts'
import * as table from '../../src/figures/advances.ts'
import { measure } from '../../src/figures/measure.ts'

test('the table of widths is that of the fonts which the site serves', async () => {
  expect(table.characters).toBe(characters)
  expect(table.advances).toEqual(await readAdvances())
})

test('a text is as wide as its characters, in proportion to its size', () => {
  expect(measure('1,862', 'mono', 10)).toBe(30)
  expect(measure('WQ', 'serif-italic', 20)).toBeCloseTo((917 + 674) / 50, 5)
  expect(measure('softmax', 'sans', 26)).toBeCloseTo(2 * measure('softmax', 'sans', 13), 9)
})

test('a character from another font is taken to be wide, and a zero-width space to be nothing', () => {
  expect(measure('√', 'serif', 10)).toBeGreaterThan(7)
  expect(measure('\u200b', 'serif', 10)).toBe(0)
})
