import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { XMLParser } from 'fast-xml-parser'
import { SyntaxValidator } from 'fast-xml-validator'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { treeOf } from '../../src/build/built-posts.ts'
import { feedContent } from '../../src/build/feed-content.ts'
import { feedFormats, type Channel } from '../../src/build/feeds.ts'
import { attribute, siteIn } from './site.ts'

const site = siteIn()
const posts = [...site.pages.keys()]
  .filter((page) => page.startsWith('posts/'))
  .map((page) => new URL(page, site.base).href)

describe.each(['feed.xml', 'atom.xml', 'feed.json'])('%s', (file) => {
  const source = String(site.read(file))

  test('is what its format asks for', () => expect(formFaults(file, source)).toEqual([]))

  test('holds every post with its text, in full addresses and without anything that runs', () => {
    const { self, entries } = read(file, source)
    expect(self).toBe(new URL(file, site.base).href)
    expect(entries.map(({ url }) => url).sort()).toEqual([...posts].sort())
    for (const { url, content } of entries) {
      expect(content.length, url).toBeGreaterThan(10_000)
      expect(contentFaults(content), url).toEqual([])
      expect(content).toContain('<math')
      expect(content).not.toContain('katex')
    }
  })

  test('is named in the head of every page', () => {
    for (const { elements, path } of site.pages.values()) {
      const links = elements.filter((element) => attribute(element, 'rel') === 'alternate')
      const named = links.map((link) => new URL(attribute(link, 'href')!, site.base).pathname)
      expect(named, path).toContain(site.base.pathname + file)
    }
  })
})

describe('a planted fault is found', () => {
  const entry = {
    title: 'A <post> & more',
    url: 'https://example.org/posts/one/',
    summary: 'What it is about.',
    content: '<p>Text ]]&gt; &amp; <a href="https://example.org/">link</a></p>',
    published: '2026-11-24',
    updated: '2026-11-25',
    tags: ['Foundations'],
  }
  const channel: Channel = { title: 'Blog & co', description: 'All.', home: 'https://example.org/', entries: [entry] }
  for (const [file, write] of Object.entries(feedFormats)) {
    const good = write(channel, `https://example.org/${file}`)
    test(`and in a good ${file} there is none; what goes in comes out`, () => {
      expect(formFaults(file, good)).toEqual([])
      const { entries } = read(file, good)
      expect(entries).toMatchObject([{ title: entry.title, url: entry.url, content: entry.content }])
    })

    test(`${file}: an element that is not closed, is missing, or is no date`, () => {
      for (const [from, to] of [
        [/<\/title>|"title"/, '<'],
        [/<guid.*<\/guid>|<id>.*posts.*<\/id>|"id": .*,/, ''],
        [/\d\d:00:00/g, 'noon'],
        [/https:\/\/example\.org\/posts/g, 'posts'],
      ] as const)
        expect(formFaults(file, good.replace(from, to)), String(from)).not.toEqual([])
    })
  }

  test.each(['<script>x()</script>', '<p><a href="../">up</a></p>', '<p style="color:red">x</p>', '<svg></svg>'])(
    'in a text: %s',
    (content) => expect(contentFaults(content)).not.toEqual([]),
  )
})

test('a text for a feed has MathML for formulas, words for drawings and full addresses', () => {
  const article = `<article><section aria-labelledby="one"><h2 id="one">One<a class="anchor" href="#one">#</a></h2>
<p class="x">See <a href="#two" data-n="1">two</a>: <span class="katex"><math class="katex-mathml" data-tex="d" display="block"><mrow><mi class="dim-d">d</mi></mrow></math><span class="katex-html" aria-hidden="true">d</span></span></p>
<figure id="fig"><svg role="img"><title>A block</title><desc>Two boxes.</desc></svg><svg><title>A block, narrow</title></svg><figcaption>Look.</figcaption></figure>
<button>Copy</button><script>x()</script></section></article>`
  const content = feedContent(treeOf(article), new URL('https://example.org/p/'))
  expect(content.replaceAll('\n', '')).toBe(
    '<h2>One</h2><p>See <a href="https://example.org/p/#two">two</a>: <math display="block"><mrow><mi>d</mi></mrow></math></p>' +
      '<figure><p><a href="https://example.org/p/#fig">A block</a>. Two boxes.</p><figcaption>Look.</figcaption></figure>',
  )
})

test('the sitemap lists every page that is meant to be found, and nothing else', () => {
  const index = parser.parse(String(site.read('sitemap-index.xml'))).sitemapindex.sitemap.loc
  expect(index).toBe(new URL('sitemap-0.xml', site.base).href)
  const listed = parser.parse(String(site.read('sitemap-0.xml'))).urlset.url.map(({ loc }: { loc: string }) => loc)
  const pages = [...site.pages.keys()].filter((page) => page !== '404.html' && !page.startsWith('gallery/'))
  expect(listed.sort()).toEqual(pages.map((page) => new URL(page, site.base).href).sort())
})

interface RssItem {
  title: string
  link?: string[]
  guid?: { '#text': string }
  pubDate: string
  description: string
  'content:encoded': string
}

interface AtomItem {
  title: string
  link?: Record<string, string>[]
  id: string
  updated: string
  summary: string
  content?: { '#text': string }
}

interface Feed {
  readonly self: string
  readonly home: string
  readonly entries: readonly Record<'title' | 'url' | 'id' | 'date' | 'summary' | 'content', string>[]
}

/** What a feed says, whatever its format. */
function read(file: string, source: string): Feed {
  if (file === 'feed.json') {
    const feed = JSON.parse(source)
    const entries = feed.items.map((item: Record<string, string>) => ({
      ...item,
      date: item['date_published'],
      content: item['content_html'],
    }))
    return { self: feed.feed_url, home: feed.home_page_url, entries }
  }
  const { rss, feed } = parser.parse(source)
  if (rss) {
    const [self] = rss.channel['atom:link']
    const entries = rss.channel.item.map((item: RssItem) => ({
      title: item.title,
      url: item.link?.[0],
      id: item.guid?.['#text'],
      date: item.pubDate,
      summary: item.description,
      content: item['content:encoded'],
    }))
    return { self: self['@_href'], home: rss.channel.link[0], entries }
  }
  const link = (links: Record<string, string>[] = [], rel: string) =>
    links.find((it) => it['@_rel'] === rel)?.['@_href'] ?? ''
  const entries = feed.entry.map((item: AtomItem) => ({
    title: item.title,
    url: link(item.link, 'alternate'),
    id: item.id,
    date: item.updated,
    summary: item.summary,
    content: item.content?.['#text'],
  }))
  return { self: link(feed.link, 'self'), home: link(feed.link, 'alternate'), entries }
}

/** What a format asks for and a feed lacks. */
function formFaults(file: string, source: string): string[] {
  const syntax = fault(() => (file === 'feed.json' ? JSON.parse(source) : SyntaxValidator.validate(source)))
  if (syntax !== undefined) return [syntax]
  const { self, home, entries } = read(file, source)
  return [
    ...[self, home].filter((url) => !URL.canParse(url)).map((url) => `${url} is no address`),
    ...entries.flatMap((entry) => [
      ...(['title', 'url', 'id', 'date', 'summary', 'content'] as const).filter((name) => !entry[name]),
      ...['url', 'id'].filter((name) => !URL.canParse(entry[name as 'url'])),
      ...(isDate(file, entry.date) ? [] : [`${entry.date} is no date`]),
    ]),
    ...entries.map(({ id }) => id).filter((id, i, ids) => ids.indexOf(id) !== i),
  ]
}

/** RSS writes days as RFC 822 does, the others as RFC 3339. */
const isDate = (file: string, text: string): boolean =>
  (file === 'feed.xml'
    ? /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/
    : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
  ).test(text)

/** What a reader of feeds would drop, run or not find. */
function contentFaults(content: string): string[] {
  const faults: string[] = []
  visit(fromHtml(content, { fragment: true }), 'element', (element: Element) => {
    const { tagName, properties } = element
    if (['script', 'style', 'svg', 'button', 'input', 'iframe', 'data'].includes(tagName)) faults.push(`<${tagName}>`)
    for (const name of Object.keys(properties))
      if (/^(on|style$|className$|data)/.test(name)) faults.push(`<${tagName} ${name}>`)
    for (const address of [attribute(element, 'href'), attribute(element, 'src')])
      if (address !== undefined && !URL.canParse(address)) faults.push(`${address} is not a full address`)
  })
  return faults
}

/** Why something cannot be read; undefined where it can. */
function fault(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return String(error)
  }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e7, maxExpandedLength: 1e8 },
  isArray: (name) => ['item', 'entry', 'link', 'atom:link'].includes(name),
})
