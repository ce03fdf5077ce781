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
  const pages = [pageOf('', goodPage(head, body)), pageOf('posts/one/', goodPage('', ''))]
  return {
    base: new URL('https://example.org/blog/'),
    pages: new Map(pages.map((page) => [page.path, page])),
    files: new Set(['index.html', 'posts/one/index.html', 'card.png']),
    read: () => Buffer.alloc(0),
  }
}

const goodPage = (head: string, body: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="content-security-policy" content="${directives.join(';')};script-src 'self';style-src 'self'">
    <title>A page</title>
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
