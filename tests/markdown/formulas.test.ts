import { describe, expect, it } from 'vitest'
import { symbols } from '../../src/engine/symbols.ts'
import { equation, renderMath } from '../../src/markdown/katex.ts'
import { plainMath } from '../../src/markdown/plain-math.ts'
import { compile, headlines, problems } from './compile.ts'

describe('a formula that KaTeX cannot set', () => {
  it('fails with its place in the file, KaTeX’s own text and the culprit underlined', async () => {
    expect(await problems('---\ntitle: x\n---\n\nSo $\\alpha + \\foo{x}$ it is.\n')).toBe(
      [
        'content/posts/x.mdx:5:14  formula  Undefined control sequence: \\foo',
        '    received    \\alpha + \\foo{x}',
        '                         ^^^^',
        '    expected    a command that KaTeX knows, or a size symbol such as \\B, \\T, \\d',
        '    what to do  look for the spelling on https://katex.org/docs/supported',
      ].join('\n'),
    )
  })

  it('underlines the line of a display formula that holds the culprit', async () => {
    const report = await problems('$$\n\\sqrt{a} \\\\\nb \\foo{c}\nd\n$$\n')
    expect(report.split('\n').slice(0, 5)).toEqual([
      'content/posts/x.mdx:3:3  formula  Undefined control sequence: \\foo',
      '    received    \\sqrt{a} \\\\',
      '                b \\foo{c}',
      '                  ^^^^',
      '                d',
    ])
  })

  it('is reported together with every other of its file, in the order of the file', async () => {
    const source =
      'One $x^2^3$.\n\n$$\n\\frac{1}{2\n$$\n\n```math\n\\no\n```\n\n| a |\n| - |\n| $\\nope$ |\n\n## $\\nein$\n\nTwo $x_$.\n'
    expect((await headlines(source)).map((line) => line.split('  ')[0])).toEqual([
      'content/posts/x.mdx:1:9',
      'content/posts/x.mdx:4:11',
      'content/posts/x.mdx:8:1',
      'content/posts/x.mdx:13:4',
      'content/posts/x.mdx:15:5',
      'content/posts/x.mdx:17:7',
    ])
  })

  it('is found inside a quote, a list and a component', async () => {
    const source = '> - $$\n>   a\n>   b^2^3\n>   $$\n\n<Define term="it">\n  In $\\foo$ it.\n</Define>\n'
    expect((await headlines(source)).map((line) => line.split('  ')[0])).toEqual([
      'content/posts/x.mdx:3:8',
      'content/posts/x.mdx:7:7',
    ])
  })

  it('carries line and column for Astro to print', async () => {
    await expect(compile('\n$\\foo$\n')).rejects.toMatchObject({ line: 2, column: 2 })
  })

  it.each([
    ['$\\href{https://example.org}{x}$', 'Command not allowed here: \\href'],
    ['$\\htmlStyle{color: red}{x}$', 'Command not allowed here: \\htmlStyle'],
    ['$\\htmlId{x}{x}$', 'Command not allowed here: \\htmlId'],
    ['$a €$', 'Unrecognized Unicode character "€"'],
  ])('is one that KaTeX would let pass with a warning or in red: %s', async (source, message) => {
    expect(await problems(source)).toContain(message)
  })

  it('does not define a macro for the formulas after it', async () => {
    expect(await headlines('$\\gdef\\foo{x} \\foo$ and $\\foo$\n')).toEqual([
      'content/posts/x.mdx:1:26  formula  Undefined control sequence: \\foo',
    ])
  })
})

describe('a formula in a compiled post', () => {
  it('is one Fragment of raw HTML', async () => {
    const { code } = await compile('Inline $x$.\n\n$$\ny\n$$\n')
    expect(code.match(/_?jsxs?\(Fragment, \{\s*"set:html": /g)).toHaveLength(2)
    expect(code).not.toContain('katex-html",')
  })

  it('stands in an equation box when it is displayed, whether on one line or on three', async () => {
    for (const source of ['$$ x + 1 $$\n', '$$\nx + 1\n$$\n', '```math\nx + 1\n```\n'])
      expect((await compile(source)).code).toContain(`"set:html": "<div class=\\"equation\\" tabindex=\\"0\\"`)
    expect((await compile('In $$x + 1$$ a sentence.\n')).code).not.toContain('equation')
  })

  it('is the markup that a component gets for the same TeX', async () => {
    const { code } = await compile('$\\B\\T + 1$\n')
    expect(code).toContain(JSON.stringify(renderMath('\\B\\T + 1')).slice(1, -1).replaceAll('’', '\\u2019'))
  })
})

describe('a formula in display', () => {
  it('may break its line without an environment', () => {
    expect(renderMath('a \\\\ b', { display: true })).toContain('katex-newline')
  })
})

describe('renderMath', () => {
  it('boxes a display formula', () => {
    expect(renderMath('x', { display: true })).toMatch(
      /^<div class="equation" tabindex="0" role="group" aria-label="Equation"><span class="katex-display">/,
    )
    expect(equation('x')).toContain('>x</div>')
  })

  it('throws KaTeX’s error', () => {
    expect(() => renderMath('\\foo')).toThrow('Undefined control sequence: \\foo')
  })
})

describe('the macro of a size symbol', () => {
  it.each(symbols.map(({ symbol }) => symbol))('\\%s sets its letter in its color', (symbol) => {
    const html = renderMath(`\\${symbol}`)
    expect(html).toContain(` dim-${symbol} mathnormal"`)
    expect(html).toContain(`<mi>${symbol}</mi>`)
  })

  it.each(symbols.map(({ symbol }) => `\\${symbol}`))('%s can be an argument, a base, a script and primed', (macro) => {
    expect(() =>
      renderMath(`x_${macro} ${macro}^${macro} \\frac${macro}${macro} \\sqrt${macro} ${macro}' \\text{a ${macro}}`),
    ).not.toThrow()
  })

  it('leaves accented letters in text alone', () => {
    expect(() => renderMath('\\text{façade, Ångström, naïve}')).not.toThrow()
  })
})

describe('plainMath', () => {
  it.each([
    ['\\epsilon', 'ϵ'],
    ['O(\\T^2)', 'O(T^2)'],
    ['\\sqrt{d_k}', 'sqrt(d_k)'],
    ['a \\times b', 'a × b'],
    ['x\\,<\\,\\text{big}', 'x < big'],
  ])('writes %s as %s', (tex, plain) => expect(plainMath(tex)).toBe(plain))
})
