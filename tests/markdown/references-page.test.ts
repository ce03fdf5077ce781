import { getContainerRenderer } from '@astrojs/mdx/container-renderer'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { loadRenderers } from 'astro:container'
import { beforeAll, describe, expect, it } from 'vitest'
import { components } from '../../src/components/index.ts'
import type { Derived } from '../../src/markdown/front-matter.ts'
import * as Page from '../fixtures/markdown/references.mdx'
import { withPlainFormulas } from './plain-formulas.ts'

let html = ''
beforeAll(async () => {
  const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) })
  html = await container.renderToString(Page.default, { props: { components } })
})

describe('a page that cites, numbers and refers', () => {
  it('has the structure of the golden file', async () => {
    await expect(`${withPlainFormulas(html)}\n`).toMatchFileSnapshot('../fixtures/markdown/references.golden.txt')
  })

  it('leads from every mark to a place that is there', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const hashes = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, hash]) => hash)
    expect(hashes.length).toBeGreaterThan(15)
    expect(hashes.filter((hash) => !ids.has(hash!))).toEqual([])
  })

  it('has no id twice', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('lists the references last, without a number', () => {
    const { contents } = Page.frontmatter as unknown as Derived
    expect(contents.map(({ number, id }) => [number, id])).toEqual([
      ['1', 'citations'],
      ['2', 'labels'],
      ['', 'references'],
    ])
  })
})
