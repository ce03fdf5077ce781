import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { katexOptions } from '../../src/markdown/katex.ts'
import { lean } from '../../src/markdown/lean.ts'

const full = (tex: string): string => katex.renderToString(tex, { ...katexOptions, throwOnError: true })
const elements = (markup: string): number => markup.match(/<\w/g)!.length
const letters = (markup: string): string => markup.replaceAll(/<[^>]*>|\u200B/g, '')

describe('a lean formula', () => {
  it('is four elements for a letter, of which KaTeX makes thirteen', () => {
    expect(elements(full('\\d'))).toBe(13)
    expect(lean(full('\\d'))).toBe(
      '<span class="katex"><math class="katex-mathml" data-tex="\\d"><mi>d</mi></math>' +
        '<span class="katex-html katex-base dim-d mathnormal" aria-hidden="true">d</span></span>',
    )
  })

  it('has an index as a letter that is lowered by as much as KaTeX’s table lowers it', () => {
    const [table] = /top:-2.55em;margin-left:0em;margin-right:0.05em;.*height:2.7em/.exec(full('x_Q')) ?? []
    expect(table).toBeDefined()
    // 2.55 − 2.7 em of the text, in em of an index that is 0.7 times as large.
    expect(lean(full('x_Q'))).toContain('style="vertical-align:-0.214em;margin-right:0.071em;">Q<')
  })

  it('keeps the table where an index and a power stand above each other, or where one is more than a line', () => {
    for (const tex of ['x_i^2', 'x^{\\frac12}', '\\sum_{i}^{n}']) expect(lean(full(tex)), tex).toContain('vlist-t')
    for (const tex of ['x_i', 'x^{y_i}', '10^{-4}']) expect(lean(full(tex)), tex).not.toContain('vlist-t')
  })

  it.each([
    'x',
    '2\\,\\B\\T\\d^2',
    'W_{\\text{word}}',
    'x^{y_{z}}',
    'x^{a^{b^{c^{d}}}}',
    '{\\scriptscriptstyle x_i}',
    'x^{}',
    '\\Large x^2_{}',
    'x_{\\mathrm{a\\ b}}',
    '\\operatorname{softmax}\\left(\\frac{Q K^\\top}{\\sqrt{\\k}}\\right)V',
    '\\underbrace{X\\,W_Q}_{[\\T, \\k]} \\in \\mathbb{R}',
    '\\begin{pmatrix} 1 & 0 \\\\ 0 & \\hat y \\end{pmatrix}',
    '\\begin{aligned} a &= \\text{if } b < "c" \\\\ d &= \\sum_{i=1}^n i^2 \\end{aligned}',
  ])('says what it said, in the same order, with its TeX: %s', (tex) => {
    const [math, html] = full(tex).split(/(?=<span class="katex-html")/) as [string, string]
    const [leanMath, leanHtml] = lean(full(tex)).split(/(?=<span class="katex-html)/) as [string, string]
    expect(letters(leanHtml)).toBe(letters(html))
    expect(letters(leanMath)).toBe(letters(math.replace(/<annotation.*<\/annotation>/s, '')))
    const [, annotation] = /<annotation[^>]*>(.*)<\/annotation>/s.exec(math)!
    expect(leanMath).toContain(` data-tex="${annotation}"`)
    expect(elements(lean(full(tex)))).toBeLessThan(elements(full(tex)))
  })

  it('may break at an operator within brackets that grow, and its other spaces are margins', () => {
    expect(lean(full('\\left(a + b\\,c\\right)')).match(/"mspace"/g)).toHaveLength(2)
    expect(lean(full('a\\,b\\;c'))).not.toContain('"mspace"')
  })

  it('keeps a color where a space or an index is made a margin', () => {
    for (const tex of ['\\textcolor{red}{x}\\,y', 'x\\,\\textcolor{red}{y}', 'x_{\\textcolor{red}{i}}']) {
      expect(lean(full(tex)), tex).toContain('color:red')
      expect(lean(full(tex)).match(/color:red/g), tex).toHaveLength(full(tex).match(/color:red/g)!.length)
    }
  })

  it('closes what it opens', () => {
    const html = lean(full('\\sqrt{\\frac{a}{b}}^{2}_{\\text{x}}'))
    expect(html.match(/<\w/g)).toHaveLength(html.match(/<\/\w/g)!.length)
  })
})
