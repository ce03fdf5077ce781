import type { Element, Root } from 'hast'
import { describe, expect, it } from 'vitest'
import { rehypeLinks } from '../../src/markdown/links.ts'
import type { Page, Site } from '../../src/markdown/site.ts'
import { remarkDestinations } from '../../src/markdown/destinations.ts'
import { remarkCrossReferences } from '../../src/markdown/cross-references.ts'
import { VFile } from 'vfile'
import { headlines } from './compile.ts'

describe('a link within the site', () => {
  it.each([
    '/',
    '/notation/',
    '/notation/#the-sizes',
    '/favicon.svg',
    '/posts/bert/#self-attention',
    '#top',
    '/conventions/?x#rules',
  ])('passes: %s', async (url) => {
    expect(await headlines(`[a](${url}) <a href="${url}">b</a>\n`)).toEqual([])
  })

  it.each([
    ['/notations/', 'no such page'],
    ['/notation', 'the address of a page ends in a slash'],
    ['notation/', 'a link within the site begins at its root'],
    ['/notation/#sizes', 'src/pages/notation.mdx has no id sizes'],
    ['/nothing.svg', 'no such page'],
    ['#nope', 'this page has no id nope'],
  ])('fails: %s', async (url, message) => {
    expect(await headlines(`[a](${url})\n`)).toEqual([`content/posts/x.mdx:1:1  link  ${message}`])
    expect(await headlines(`<a href="${url}">b</a>\n`)).toEqual([`content/posts/x.mdx:1:4  link  ${message}`])
  })

  it('leads to a footnote, a citation, a term and an element that are there', async () => {
    const source =
      '[a](#term-x) [b](#ref-vaswani2017) [c](#d)\n\n<div id="d"><Define term="x">x</Define></div>\n\n[@vaswani2017][^1]\n\n[^1]: A note.\n'
    expect(await headlines(source)).toEqual([])
  })
})

describe('a post that is not published', () => {
  const page = (path: string, visible: boolean): Page => ({
    ...{ path, file: `content${path.slice(0, -1)}.mdx`, title: path, order: 1, visible },
    outline: () => ({ ids: new Set(['a']), terms: [] }),
  })
  const pages = new Map([page('/posts/draft/', false), page('/posts/out/', true)].map((p) => [p.path, p]))
  const site: Site = { references: new Map(), pages, serves: () => false }

  function linkFrom(path: string, url: string): string[] {
    const file = new VFile({ path, value: '' })
    Object.assign(file.data, { site, ids: new Set() })
    const tree = {
      type: 'root',
      children: [{ type: 'paragraph', children: [{ type: 'link', url, children: [] }] }],
    } as const
    remarkCrossReferences()(structuredClone(tree) as never, file)
    remarkDestinations()(structuredClone(tree) as never, file)
    return (file.data.problems ?? []).map(({ message }) => message)
  }

  it('is no destination for one that is', () => {
    expect(linkFrom('content/posts/out.mdx', '/posts/draft/')).toEqual(['that post is not published'])
  })

  it('may link to itself and to others', () => {
    expect(linkFrom('content/posts/draft.mdx', '/posts/draft/#a')).toEqual([])
    expect(linkFrom('content/posts/draft.mdx', '/posts/out/#a')).toEqual([])
  })
})

describe('a site below a folder of its host', () => {
  it('gets its own links and pictures led there, and no others', () => {
    const element = (tagName: string, properties: Element['properties']): Element => ({
      type: 'element',
      tagName,
      properties,
      children: [],
    })
    const links = ['/posts/bert/', '#a', 'https://example.org/', '//example.org/'].map((href) => element('a', { href }))
    const tree: Root = { type: 'root', children: [...links, element('img', { src: '/a.svg' })] }
    rehypeLinks({ base: '/blog/' })(tree)
    expect(tree.children.map((node) => (node as Element).properties.href ?? (node as Element).properties.src)).toEqual([
      '/blog/posts/bert/',
      '#a',
      'https://example.org/',
      '//example.org/',
      '/blog/a.svg',
    ])
  })
})
