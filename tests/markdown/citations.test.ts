import { describe, expect, it } from 'vitest'
import { compile, headlines, problems } from './compile.ts'

describe('a citation', () => {
  it('is numbered by its first appearance, with its place, in a group or alone', async () => {
    const { code } = await compile('One [@devlin2019], two [@vaswani2017, §3.2; @devlin2019, p. 4].\n')
    const marks = [...code.matchAll(/class=\\"cite\\" id=\\"([^"]+)\\">([^<]+)</g)].map(
      ([, id, text]) => `${id} ${text}`,
    )
    expect(marks).toEqual(['cite-devlin2019 [1]', 'cite-vaswani2017 [2, §3.2]', 'cite-devlin2019-2 [1, p. 4]'])
  })

  it('in a sentence names its authors by their number', async () => {
    const { code } = await compile('@shazeer2020, @zhang2019 and @vaswani2017 [§3] say so.\n')
    const texts = [...code.matchAll(/class=\\"cite-text\\"[^>]*>([^<]+)</g)].map(([, text]) => text)
    expect(texts).toEqual(['Shazeer (2020)', 'Zhang and Sennrich (2019)', 'Vaswani et al. (2017, §3)'])
  })

  it('is not read into an address, code, a link, an attribute or a word that has no year', async () => {
    const source =
      'Mail me@home2024.org or x@vaswani2017, see `[@nobody1999]`, [@nobody1999](https://example.org), @media and user@.\n'
    expect(await headlines(source)).toEqual([])
    expect((await compile(source)).code).not.toContain('references')
  })

  it('brings no list where there is none', async () => {
    expect((await compile('## One\n\nText.\n')).derived.contents).toHaveLength(1)
  })

  it.each([
    ['See [@vaswani2071].', 'citation  unknown work vaswani2071'],
    ['See @vaswani2071.', 'citation  unknown work vaswani2071'],
    ['See [@vaswani2017, $x$].', 'citation  not a citation'],
    ['See [@vaswani2017; devlin2019].', 'citation  not a citation'],
  ])('fails: %s', async (source, message) => {
    expect(await headlines(`${source}\n`)).toEqual([`content/posts/x.mdx:1:5  ${message}`])
  })

  it('guesses what was meant', async () => {
    expect(await problems('See [@vasvani2017].\n')).toContain('expected    vaswani2017, perhaps')
  })

  it('is found on its line, below an escape and inside a list and a component', async () => {
    const source =
      'Costs \\$5 and\n  [@nobody1999].\n\n- a\n- b @nobody1999\n\n<FlopTable>\n  **Why?** [@nobody1999]\n</FlopTable>\n'
    const places = (await headlines(source)).map((line) => line.split('  ')[0])
    expect(places).toEqual(['content/posts/x.mdx:2:3', 'content/posts/x.mdx:5:5', 'content/posts/x.mdx:8:12'])
  })
})
