import { describe, expect, test } from 'vitest'
import { directives } from '../../src/build/policy.ts'
import { checks, faultsOf } from './checks.ts'
import { pageOf, siteIn, type Site } from './site.ts'

const built = siteIn()

describe('on every page of the built site', () => {
  for (const check of checks) test(check.title, async () => expect(await faultsOf(check, built)).toEqual([]))
})

describe('a planted fault is found', () => {
  test('and on the good page that it is planted in, there is none', async () => {
    for (const check of checks) expect(await faultsOf(check, siteWith({})), check.title).toEqual([])
  })

  for (const check of checks)
    for (const planted of check.planted)
      test(`${check.title}: ${planted.head ?? planted.body}`, async () =>
        expect(await faultsOf(check, siteWith(planted))).not.toEqual([]))
})

/** A site under a base path, of a home page and a post; the fault is on the home page. */
function siteWith({ head = '', body = '' }: { head?: string; body?: string }): Site {
  const post = pageOf('posts/one/', goodPage('posts/one/', linkedData, ''))
  const pages = [pageOf('', goodPage('', head, body)), post]
  return {
    base: new URL(address),
    pages: new Map(pages.map((page) => [page.path, page])),
    files: new Set(['index.html', 'posts/one/index.html', 'card.png', 'small.png']),
    read: (file) => headOfPng(file === 'card.png' ? [1200, 630] : [600, 315]),
  }
}

const address = 'https://example.org/blog/'

const goodPage = (path: string, head: string, body: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="content-security-policy" content="${directives.join(';')};script-src 'self';style-src 'self'">
    <title>A page</title>
    <link rel="canonical" href="${address}${path}">
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="A site">
    <meta property="og:title" content="A page">
    <meta property="og:description" content="What it is about">
    <meta property="og:url" content="${address}${path}">
    <meta property="og:image" content="${address}card.png">
    <meta property="og:image:alt" content="A picture">
    ${head}
  </head>
  <body>
    <main id="main">
      <h1>A page</h1>
      <p><a href="/blog/posts/one/#main">A post</a></p>
      ${body}
    </main>
  </body>
</html>
`

const linkedData = `
    <meta name="citation_title" content="A page">
    <meta name="citation_author" content="A site">
    <meta name="citation_publication_date" content="2026/11/24">
    <meta name="citation_fulltext_html_url" content="${address}posts/one/">
    <script type="application/ld+json">${JSON.stringify({
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': 'TechArticle',
          headline: 'A page',
          description: 'What it is about',
          datePublished: '2026-11-24',
          dateModified: '2026-11-24',
          image: `${address}card.png`,
          author: { '@type': 'Organization', name: 'A site' },
          license: 'https://creativecommons.org/licenses/by/4.0/',
          mainEntityOfPage: `${address}posts/one/`,
        },
        {
          '@type': 'BreadcrumbList',
          itemListElement: [
            { position: 1, item: address },
            { position: 2, item: `${address}posts/one/` },
          ],
        },
      ],
    })}</script>`

function headOfPng([width, height]: [number, number]): Buffer {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
