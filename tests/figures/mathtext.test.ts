import { expect, test } from 'vitest'
import { widthOf } from '../../src/figures/lettering.ts'
import { mathRuns } from '../../src/figures/mathtext.ts'

/** Runs as a reader sees them: `_` and `^` before what is set below or above the line. */
const seen = (latex: string): string =>
  mathRuns(latex, 10)
    .map(({ text, drop = 0 }) => (drop > 0 ? `_${text}` : drop < 0 ? `^${text}` : text))
    .join('')

test('subscripts go down and superscripts go up', () => {
  expect(seen('W_Q')).toBe('W_Q')
  expect(seen('W_{\\text{word}}')).toBe('W_word')
  expect(seen('Q\\,K^\\top')).toBe('QK^⊤')
  expect(mathRuns('W_Q', 10)[1]).toMatchObject({ size: 7, drop: 2.2 })
})

test('letters are italic, numbers and functions upright, sizes in their color', () => {
  expect(mathRuns('X', 10)[0]?.face).toBe('serif-italic')
  expect(mathRuns('\\operatorname{softmax}', 10)[0]).toMatchObject({ text: 'softmax', face: 'serif' })
  expect(mathRuns('\\k', 10)[0]).toMatchObject({ text: 'k', face: 'serif-italic', class: 'dim-k' })
})

test('a fraction is written with a stroke, with parentheses around a sum', () => {
  expect(seen('\\frac{Q\\,K^\\top}{\\sqrt{\\k}}')).toBe('QK^⊤/√k')
  expect(seen('\\frac{a + b}{c}')).toBe('(a+b)/c')
  expect(seen('\\sqrt{\\h\\k}')).toBe('√(hk)')
})

test('a hat stands over its letter and takes no room of its own', () => {
  expect(widthOf(mathRuns('\\hat{X}\\,W', 10))).toBeCloseTo(widthOf(mathRuns('X\\,W', 10)), 6)
})

test('an unknown command is an error that names it and what is known', () => {
  expect(() => mathRuns('\\mathbf{X}', 10)).toThrow(
    /^the formula \\mathbf\{X\} cannot be drawn: it has the unknown command \\mathbf; figures know \\frac /,
  )
  expect(() => mathRuns('W_', 10)).toThrow('it ends too early')
  expect(() => mathRuns('W_{Q', 10)).toThrow('a } is missing')
})
