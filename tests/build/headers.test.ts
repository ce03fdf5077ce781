import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { headersFile, nginxConfig, rulesWith, vercelConfig, type Rule } from '../../src/build/headers.ts'
import { allowingItsOwn, headerPolicy, policyOf } from '../../src/build/policy.ts'

const rules: Rule[] = [
  { under: '/', headers: { 'X-One': 'a', 'Cache-Control': 'short' } },
  { under: '/_astro/', headers: { 'Cache-Control': 'long' } },
]

test('in _headers no two rules set the same header for a file', () => {
  expect(headersFile(rules, '/blog/')).toBe('/blog/*\n  X-One: a\n\n/blog/_astro/*\n  Cache-Control: long\n')
})

test('in vercel.json the later rule wins', () => {
  expect(JSON.parse(vercelConfig(rules, '/'))).toEqual({
    trailingSlash: true,
    headers: [
      {
        source: '/(.*)',
        headers: [
          { key: 'X-One', value: 'a' },
          { key: 'Cache-Control', value: 'short' },
        ],
      },
      { source: '/_astro/(.*)', headers: [{ key: 'Cache-Control', value: 'long' }] },
    ],
  })
})

test('nginx chooses by a map what differs from path to path', () => {
  const config = nginxConfig(rules, '/blog/', '/srv')
  expect(config).toContain('map $uri $site_cache_control {\n    default "short";\n    ~^/blog/_astro/ "long";\n}')
  expect(config).toContain('add_header X-One "a" always;')
  expect(config).toContain('location /blog/ {\n        alias /srv/;')
  expect(nginxConfig(rules, '/', '/srv')).toContain('location / {\n        root /srv;')
})

test('no value of the table breaks the line or the quotes that it stands in', () => {
  const values = rulesWith("script-src 'self'").flatMap(({ headers }) => Object.values(headers))
  expect(values.filter((value) => /["\n\\$]/.test(value))).toEqual([])
})

test('the policy of the header allows what some page needs, and forbids frames', () => {
  const page = (policy: string) => policyOf(`<meta http-equiv="content-security-policy" content="${policy}">`)
  const policies = [page("script-src 'self'"), page("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';")]
  expect(headerPolicy(policies)).toBe(
    "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
  )
})

test('a page allows the inline scripts and styles that it has, and no others', () => {
  const meta = (scripts: string, styles: string) =>
    `<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'${scripts}; style-src 'self'${styles}">`
  const [script, style] = ["document.title='\u00c3\u00a9'", 'p{margin:0}']
  const hash = (text: string) => ` 'sha256-${createHash('sha256').update(text, 'latin1').digest('base64')}'`
  const data =
    '<script type="application/json">{}</script><script type="text/plain"></script><script src="/a.js"></script>'
  const page = (policy: string) => `${policy}<style>${style}</style><script>${script}</script>${data}`
  expect(allowingItsOwn(page(meta(" 'sha256-old'", " 'sha256-gone' 'sha256-older'")))).toBe(
    page(meta(hash(script), hash(style))),
  )
  expect(allowingItsOwn(meta(" 'sha256-old'", '') + data)).toBe(meta('', '') + data)
})

test('no line of _headers is longer than Cloudflare reads, 2,000 characters', () => {
  const lines = readFileSync('dist/_headers', 'utf8').split('\n')
  expect(lines.filter((line) => line.length > 2000)).toEqual([])
})
