import { expect, test } from 'vitest'
import { inWords } from '../../src/build/in-words.ts'
import { renderMath } from '../../src/markdown/katex.ts'

test('a formula is left as MathML, and what follows it stays', () => {
  const left = inWords(`<p>${renderMath('\\sqrt{x^2}')}, or ${renderMath('k')}.</p>`)
  expect(left).not.toContain('katex-html')
  expect(left).toMatch(/^<p><span class="katex">.*<\/math><\/span>, or <span class="katex">.*<\/span>\.<\/p>$/)
  expect(left.match(/ data-tex="/g)).toHaveLength(2)
})

test('a drawing is left with its title and its description', () => {
  expect(inWords('<svg role="img"><title>A</title><desc>B</desc><g><text>1</text></g></svg> <svg><path/></svg>')).toBe(
    '<svg role="img"><title>A</title><desc>B</desc></svg> <svg></svg>',
  )
})

test('markup that is not closed is an error', () => {
  expect(() => inWords('<span class="katex-html"><span>x</span>')).toThrow('a span is not closed')
})
