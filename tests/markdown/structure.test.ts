import { describe, expect, it } from 'vitest'
import { report, type Problem } from '../../src/markdown/problem.ts'
import { compile, headlines } from './compile.ts'

describe('headings', () => {
  it('get their ids from the source of a formula', async () => {
    const { code } = await compile('## The $\\epsilon$ policy\n')
    expect(code).toContain('"slug": "the-epsilon-policy"')
    expect(code).toMatch(/id: "the-epsilon-policy"/)
  })

  it('of the same text get different ids', async () => {
    const { derived } = await compile('## Cost\n\n### Cost\n\n## Cost\n')
    expect(derived.contents.map(({ id, number }) => [id, number])).toEqual([
      ['cost', '1'],
      ['cost-1', '1.1'],
      ['cost-2', '2'],
    ])
  })

  it('fail when they repeat the page’s title or skip a level', async () => {
    expect(await headlines('# One\n\n#### Four\n\n## Two\n\n### Three\n')).toEqual([
      'content/posts/x.mdx:1:1  heading  the page already has its title',
      'content/posts/x.mdx:3:1  heading  a level 4 heading follows level 1',
    ])
  })

  it('hold a component by its text, and an expression by nothing, in the contents', async () => {
    const { derived } = await compile('## The <Term>cache</Term> *of* {1}\n')
    expect(derived.contents[0]?.html).toBe('The cache <em>of</em> ')
  })
})

describe('reading time', () => {
  it('counts prose by words, and adds weight for what is not prose', async () => {
    const prose = 'word '.repeat(440)
    expect((await compile(prose)).derived).toMatchObject({ words: 440, minutes: 2, maths: false })
    const formulas = '$$\nx\n$$\n\n'.repeat(15)
    expect((await compile(`${prose}\n\n${formulas}`)).derived).toMatchObject({ words: 440, minutes: 3, maths: true })
  })

  it('is never less than a minute', async () => {
    expect((await compile('Short.\n')).derived).toMatchObject({ words: 1, minutes: 1 })
  })
})

describe('a component', () => {
  it('is told where it stands in the file, front matter included', async () => {
    const { code } = await compile('---\na: 1\n---\n\n<Shape of="bert" />\n\nSome <Num of="x" /> here.\n')
    expect(code).toContain('at: "content/posts/x.mdx:5:1"')
    expect(code).toContain('at: "content/posts/x.mdx:7:6"')
  })

  it('keeps a place that it was given', async () => {
    const { code } = await compile('<Num at="here" />\n')
    expect(code).toContain('at: "here"')
    expect(code).not.toContain('x.mdx:1:1')
  })

  it('is told the place below content/ when the build runs from another folder', async () => {
    const { code } = await compile('<Num />\n', '/elsewhere/blog/content/posts/y.mdx')
    expect(code).toContain('at: "content/posts/y.mdx:1:1"')
  })

  it('is told nothing if it is a Fragment or an element of HTML', async () => {
    expect((await compile('<Fragment>a</Fragment> <b>c</b>\n')).code).not.toContain('at:')
  })
})

describe('an import below a heading', () => {
  it('stays a child of the root, where Astro looks for it', async () => {
    const { code } = await compile('## One\n\nimport Box from "./box.jsx"\n\n<Box client:only="x" />\n')
    expect(code).toMatch(/^import Box from/m)
    expect(code).toContain('"client:component-path"')
  })
})

describe('a report', () => {
  const problem = (line: number, column: number, received: string): Problem => ({
    ...{ file: 'content/posts/x.mdx', line, column, kind: 'formula', message: 'No.', received },
    ...{ expected: 'yes', advice: 'say yes' },
  })

  it('lists problems by line and column, and indents further lines of what was received', () => {
    expect(report([problem(10, 1, 'a\n^'), problem(2, 9, 'b'), problem(2, 3, 'c')])).toMatchInlineSnapshot(`
      "content/posts/x.mdx:2:3  formula  No.
          received    c
          expected    yes
          what to do  say yes
      content/posts/x.mdx:2:9  formula  No.
          received    b
          expected    yes
          what to do  say yes
      content/posts/x.mdx:10:1  formula  No.
          received    a
                      ^
          expected    yes
          what to do  say yes"
    `)
  })
})
