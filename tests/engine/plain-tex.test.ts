import { expect, test } from 'vitest'
import { plainTex } from '../../src/engine/plain-tex.ts'

test.each([
  ['2\\d^2', '2d^2'],
  ['\\L\\d', 'Ld'],
  ['\\sqrt{\\k}', '\\sqrt{k}'],
  ['\\ln\\V + \\tfrac12', '\\ln V + \\tfrac12'],
  ['\\alpha\\beta\\d', '\\alpha\\beta d'],
  ['\\alpha\\d\\T', '\\alpha dT'],
])('%s is %s for who does not have the macros of this site', (source, plain) => {
  expect(plainTex(source)).toBe(plain)
})
