import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../src/cli/checks.ts'
import { compile, headlines, problems } from './compile.ts'

const table = (label: string) => `<FlopTable label="${label}">**What?** A caption.</FlopTable>\n\n`

describe('numbers', () => {
  it('count tables and figures apart, in their section', async () => {
    const { code } = await compile(
      `## One\n\n${table('a')}${table('b')}<Mask label="m">A caption.</Mask>\n\n## Two\n\n${table('c')}@tbl:a @tbl:b @tbl:c @fig:m\n`,
    )
    expect(code.replaceAll('\u00a0', ' ')).toMatch(
      /#tbl-a\\">Table 1.1<.*Table 1.2<.*Table 2.1<.*#fig-m\\">Figure 1.1</,
    )
  })

  it('count exercises through the post, and what stands before the first section by itself', async () => {
    const exercise = (label: string) => `<Exercise label="${label}">\nHow?\n\n<Answer>So.</Answer>\n</Exercise>\n\n`
    const source = `${table('z')}## One\n\n${exercise('a')}## Two\n\n${exercise('b')}@ex:a @ex:b @tbl:z\n`
    const { code } = await compile(source)
    expect(code.replaceAll('\u00a0', ' ')).toMatch(/Exercise 1<.*Exercise 2<.*Table 1</)
  })

  it('are given to components without a label, too', async () => {
    const { code } = await compile('## One\n\n<FlopTable>A caption.</FlopTable>\n')
    expect(code).toContain('number: "1.1"')
    expect(code).not.toContain('label:')
  })

  it('are given to equations with a label only', async () => {
    const { code } = await compile('## One\n\n$$\na\n$$\n\n$$\nb \\label{eq:b}\n$$\n\n@eq:b\n')
    expect(code.match(/class=\\"n\\">\(/g)).toHaveLength(1)
    expect(code).toContain('(1.1)')
    expect(code).not.toContain('label{')
  })
})

describe('a label', () => {
  it('leaves the place of an error in its formula alone', async () => {
    const source = '$$\n\\label{eq:a}\na + \\foo \\label{eq:b}\n$$\n\n@eq:a\n'
    expect(await headlines(source.replace(' \\label{eq:b}', ''))).toEqual([
      'content/posts/x.mdx:3:5  formula  Undefined control sequence: \\foo',
    ])
    expect(await headlines('$$\na \\label{eq:a} + \\foo\n$$\n\n@eq:a\n')).toEqual([
      'content/posts/x.mdx:2:18  formula  Undefined control sequence: \\foo',
    ])
  })

  it('that nothing refers to is a problem, and an id is none', async () => {
    expect(await headlines(`## One\n\n${table('a')}`)).toEqual([
      'content/posts/x.mdx:3:12  label  nothing refers to the label a',
    ])
    expect(await headlines('<FlopTable id="a">A caption.</FlopTable>\n')).toEqual([])
  })
})

describe('a reference', () => {
  it('leads to a section by the id of its heading', async () => {
    const { code } = await compile(
      '## The $\\epsilon$ policy\n\n### Deeper down\n\nSee @sec:the-epsilon-policy, @sec:deeper-down.\n',
    )
    expect(code.replaceAll('\u00a0', ' ')).toMatch(/#the-epsilon-policy\\">Section 1<.*#deeper-down\\">Section 1.1</)
  })

  it('leads to a post, but not to the post itself', async () => {
    expect((await compile('See @post:bert.\n')).code).toContain('href=\\"/posts/bert/\\"')
    const [problem] = await problemsOf([
      { file: 'content/posts/bert.mdx', text: '---\norder: 1\n---\n\n@post:bert\n' },
    ]).then((all) => all.filter(({ kind }) => kind === 'reference'))
    expect(problem).toMatchObject({ line: 5, column: 1, message: 'no other post is called bert' })
  })

  it('to a place in a post needs the place', async () => {
    expect(await problems('See @post:bert#self-atention.\n')).toContain('expected    self-attention, perhaps')
  })
})
