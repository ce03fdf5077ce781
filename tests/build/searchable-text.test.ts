import { expect, test } from 'vitest'
import { renderMath } from '../../src/markdown/katex.ts'
import { searchableText } from '../../src/build/searchable-text.ts'

/** What is left of the copy of a formula that the search reads. */
const read = (tex: string): string =>
  searchableText(renderMath(tex))
    .replace(/<span class="katex-html.*$/s, '')
    .replaceAll(/<[^>]*>/g, '')

test('a formula that is one symbol is read as one would type it, and an ellipsis stands for a longer one', () => {
  expect(read('d')).toBe('d')
  expect(read('\\d')).toBe('d')
  expect(read('W_Q')).toBe('W_Q')
  expect(read('W_{\\text{word}}')).toBe('W_word')
  expect(read('768')).toBe('768')
  expect(read('x \\in \\mathbb{R}^{T \\times d}')).toBe('…')
  expect(read('\\frac{1}{2}')).toBe('…')
})

test('of a page only the main part is read, and two formulas stay two', () => {
  const html = `<nav>n</nav><main id="main">${renderMath('a + b')} or ${renderMath('k')}</main>`
  expect(searchableText(html)).toContain('<main data-pagefind-body id="main">')
  expect(searchableText(html).replaceAll(/<span class="katex-html.*?(?= or|<\/main>)/gs, '')).toMatch(/ or .*k/)
})
