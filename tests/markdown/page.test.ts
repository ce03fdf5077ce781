import { getContainerRenderer } from '@astrojs/mdx/container-renderer'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { loadRenderers } from 'astro:container'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Derived } from '../../src/markdown/front-matter.ts'
import * as Page from '../fixtures/markdown/page.mdx'
import { withPlainFormulas } from './plain-formulas.ts'

const { contents, words, minutes, maths } = Page.frontmatter as unknown as Derived
let html = ''
beforeAll(async () => {
  const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) })
  html = await container.renderToString(Page.default)
})

describe('a page through the whole pipeline of Astro', () => {
  it('has the structure of the golden file', async () => {
    await expect(`${withPlainFormulas(html)}\n`).toMatchFileSnapshot('../fixtures/markdown/page.golden.txt')
  })

  it('gives every formula as MathML with its source, and as HTML hidden from screen readers', () => {
    expect(html.match(/<math /g)).toHaveLength(9)
    expect(html.match(/<span class="katex-html\b[^>]* aria-hidden="true"/g)).toHaveLength(9)
  })

  it('marks each size symbol with its class', () => {
    for (const symbol of 'BTdSh') expect(html).toContain(`<span class="dim-${symbol} mathnormal"`)
  })

  it('leaves the quotes and dashes of a formula alone', () => {
    expect(html).toContain('f&#x27;(x) \\text{ &quot;as is&quot; -- }"><msup>')
  })

  it('has no id twice', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  })
})

describe('the front matter of a page', () => {
  it('lists the sections by number, id and plain title', () => {
    expect(contents.map(({ depth, number, id, title }) => [depth, number, id, title])).toEqual([
      [2, '1', 'the-epsilon-policy', 'The ϵ policy'],
      [3, '1.1', 'heads--code', 'Heads & code'],
      [2, '2', 'the-policy-for-ot2', 'The policy for O(T^2)'],
      [3, '2.1', 'the-policy', 'The policy'],
    ])
  })

  it('holds each title as HTML, formulas set and links taken out', () => {
    expect(contents.map((section) => withPlainFormulas(section.html))).toEqual([
      'The [\\epsilon] policy',
      'Heads &#x26; <code>code</code>',
      'The policy for [O(\\T^2)]',
      'The policy',
    ])
  })

  it('says how long the page is, and that it has formulas', () => {
    expect({ words, minutes, maths }).toEqual({ words: 31, minutes: 1, maths: true })
  })
})
