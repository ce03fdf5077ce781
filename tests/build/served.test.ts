import { rmSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { toString } from 'hast-util-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks, faultsOf } from './checks.ts'
import { serve, type Server } from './nginx.ts'
import { buildElsewhere } from './project.ts'
import { attribute, named, siteIn, type Site } from './site.ts'

const { BASE_PATH = '/' } = process.env

describe('the built site', () => {
  servedBy('.', BASE_PATH)
})

describe('the site built for a folder of its host', () => {
  const [host, base] = ['https://example.org', '/blog/']
  let root = ''
  let site: Site
  beforeAll(async () => {
    root = await buildElsewhere({ BASE_PATH: base, SITE_URL: host })
    site = siteIn(path.join(root, 'dist'), base, host)
  }, 600_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  for (const check of checks) test(check.title, async () => expect(await faultsOf(check, site)).toEqual([]))

  servedBy(() => root, base, host)
})

/** What nginx makes of a site, with the configuration that was built beside it. */
function servedBy(folder: string | (() => string), basePath: string, host?: string): void {
  const base = basePath.replace(/\/?$/, '/')
  let site: Site
  let server: Server
  beforeAll(async () => {
    const root = typeof folder === 'string' ? folder : folder()
    site = siteIn(path.join(root, 'dist'), base, host)
    server = await serve(path.join(root, 'deploy/nginx.conf'), path.join(root, 'dist'))
  }, 120_000)
  afterAll(() => server.stop())

  test('a page has its headers', async () => {
    const { status, headers } = await get(server, base)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['cache-control']).toContain('must-revalidate')
  })

  test('a file whose name has a hash is kept forever', async () => {
    const assets = [...site.files].filter((file) => /^_astro\/.*\.(css|js|woff2)$/.test(file))
    expect(assets.length).toBeGreaterThan(5)
    for (const asset of assets) {
      const { headers } = await get(server, base + asset)
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('a browser that can is sent the compressed file, and another one the file', async () => {
    const [plain, packed] = [await get(server, base), await get(server, base, { 'accept-encoding': 'gzip' })]
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.body.length).toBeLessThan(plain.body.length / 2)
    expect(packed.body).toEqual(site.read('index.html.gz'))
    expect(gunzipSync(packed.body)).toEqual(plain.body)
  })

  test('an address without its slash leads to the one with it, and an unknown one to the page for that', async () => {
    const { status, headers } = await get(server, `${base}notation`)
    expect([status, headers['location']]).toEqual([301, `${base}notation/`])
    const lost = await get(server, `${base}nowhere/`)
    expect(lost.status).toBe(404)
    expect(lost.body).toEqual(site.read('404.html'))
    expect(lost.headers['content-security-policy']).toContain('frame-ancestors')
  })

  test('everything that pages, style sheets and scripts name is there', async () => {
    const [origin, seen] = [server.origin, new Set<string>()]
    const queue = [base]
    while (queue.length > 0) {
      const address = queue.pop()!
      if (seen.has(address)) continue
      seen.add(address)
      const { status, body } = await get(server, address)
      expect(status, address).toBe(200)
      queue.push(
        ...namedIn(address, String(body), site)
          .map((link) => new URL(link, origin + address))
          .filter((url) => url.origin === origin)
          .map(({ pathname }) => pathname),
      )
    }
    const pages = [...site.pages.keys()].filter((page) => page !== '404.html' && !page.startsWith('gallery/'))
    expect(pages.filter((page) => !seen.has(base + page))).toEqual([])
    expect([...seen].filter((address) => !address.startsWith(base))).toEqual([])
  })
}

const linking = ['href', 'src', 'dataBundle', 'dataVariants']

/** The addresses that a file names. A page's full addresses of the site are taken as the paths they are. */
function namedIn(address: string, text: string, { base, pages }: Site): string[] {
  const page = pages.get(address.slice(base.pathname.length))
  if (page)
    return [
      ...page.elements.flatMap((element) => linking.flatMap((name) => attribute(element, name) ?? [])),
      ...named(page, 'style').flatMap((style) =>
        [...toString(style).matchAll(/url\(["']?([^"')]+)/g)].map(([, link]) => link!),
      ),
    ].map((link) => link.replace(base.origin, ''))
  // Pagefind's own script names a file that it is never asked for.
  if (address.endsWith('.js') && !address.includes('/pagefind/'))
    return [...text.matchAll(/["'](\.{0,2}\/[\w./-]+\.js)["']/g)].map(([, link]) => link!)
  if (address.endsWith('.xml'))
    return [...text.matchAll(/<(?:loc|link)>([^<]+)/g)].map(([, link]) => link!.replace(base.origin, ''))
  return []
}

type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }

/** As `fetch`, but it unpacks nothing and follows nowhere. */
function get({ origin }: Server, address: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(origin + address, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}
