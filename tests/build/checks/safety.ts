import { createHash } from 'node:crypto'
import { toString } from 'hast-util-to-string'
import { policyOf } from '../../../src/build/policy.ts'
import { attribute, named, type Check } from '../site.ts'

/** What a browser fetches by itself. A link that a reader follows may lead anywhere. */
const fetched = ['src', 'srcSet', 'poster', 'data', 'action', 'formAction', 'background', 'ping']
const linked = ['stylesheet', 'preload', 'modulepreload', 'prefetch', 'preconnect', 'dns-prefetch', 'icon', 'manifest']

export const safety: Check[] = [
  {
    title: 'no element has a style attribute or a handler, and no address is a script',
    faults: ({ elements }) =>
      elements.flatMap((element) => [
        ...Object.keys(element.properties)
          .filter((name) => name === 'style' || /^on[A-Z]/.test(name) || /^on[a-z]+$/.test(name))
          .map((name) => `<${element.tagName} ${name}>`),
        ...['href', 'src', 'action']
          .filter((name) => /^\s*(javascript|vbscript|data):/i.test(attribute(element, name) ?? ''))
          .map((name) => `<${element.tagName} ${name}="${attribute(element, name)}">`),
      ]),
    planted: [
      { body: '<p style="color:red">x</p>' },
      { body: '<button type="button" onclick="x()">x</button>' },
      { body: '<svg aria-hidden="true"><path onload="x()" d="M0 0"></path></svg>' },
      { body: '<p><a href="javascript:x()">x</a></p>' },
    ],
  },
  {
    title: 'nothing is fetched from another site',
    faults: ({ elements, html }, { base }) => {
      const addresses = elements.flatMap((element) => {
        const rel = attribute(element, 'rel')?.split(' ') ?? []
        const names = linked.some((value) => rel.includes(value)) || ['image', 'use'].includes(element.tagName)
        return [...fetched, ...(names ? ['href', 'xLinkHref'] : [])].flatMap((name) => attribute(element, name) ?? [])
      })
      const styled = [...html.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(([, a, b]) => a ?? b!)
      return [...addresses, ...styled].filter((address) => {
        const url = new URL(address, base)
        return url.protocol.startsWith('http') && url.origin !== base.origin
      })
    },
    planted: [
      { body: '<p><img src="https://example.com/pixel.gif" alt=""></p>' },
      { head: '<link rel="stylesheet" href="https://example.com/fonts.css">' },
      { head: '<style>body { background: url(https://example.com/pixel.gif) }</style>' },
      { head: '<script src="//example.com/track.js"></script>' },
      { body: '<form action="https://example.com/"><button type="submit">x</button></form>' },
    ],
  },
  {
    title: 'the policy allows no inline code but by its hash, and covers all there is',
    faults: (page) => {
      const policy = policyOf(page.html)
      const scripts = named(page, 'script').filter(isInlineScript)
      const missing = (directive: string, text: string) => !policy.get(directive)?.has(hashOf(text))
      return [
        ...[...policy].flatMap(([name, sources]) =>
          [...sources].filter(isLoose).map((source) => `${name} allows ${source}`),
        ),
        ...required.filter((name) => !policy.has(name)).map((name) => `no ${name}`),
        ...scripts.filter((script) => missing('script-src', toString(script))).map(() => 'a script without its hash'),
        ...named(page, 'style')
          .filter((style) => missing('style-src', toString(style)))
          .map(() => 'a style sheet without its hash'),
        ...(policy.get('script-src')?.has("'wasm-unsafe-eval'") && page.path !== 'search/' ? ['wasm'] : []),
      ]
    },
    planted: [
      { body: '<script>alert(1)</script>' },
      { head: '<style>p { color: red }</style>' },
      { head: `<meta http-equiv="content-security-policy" content="script-src 'self' 'unsafe-inline'">` },
      { head: `<meta http-equiv="content-security-policy" content="script-src 'self' 'wasm-unsafe-eval'">` },
      { head: `<meta http-equiv="content-security-policy" content="img-src *">` },
    ],
  },
]

const required = [
  'default-src',
  'script-src',
  'style-src',
  'object-src',
  'base-uri',
  'form-action',
  'require-trusted-types-for',
]

const isLoose = (source: string): boolean =>
  ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", '*', 'data:', 'blob:', 'http:', 'https:'].includes(source) ||
  /^https?:|^\*/.test(source)

/** A block of data, such as JSON-LD, is no script to a browser. */
const isInlineScript = (script: Parameters<typeof attribute>[0]): boolean =>
  attribute(script, 'src') === undefined && ['module', 'text/javascript', undefined].includes(attribute(script, 'type'))

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
