import { readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { budgets } from '../budgets.ts'
import { builtPages } from '../pages.ts'

const base = process.env['BASE_PATH'] ?? '/'
const read = (address: string): Buffer => readFileSync(path.join('dist', address.replace(base, '/')))

/** The scripts that a page asks for by an attribute, and what those import in turn. */
function scriptsOf(html: string): string[] {
  const asked = [...html.matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="([^"]+\.js)"/g)].map(
    ([, address]) => address!,
  )
  const found = new Set(asked)
  for (const file of found)
    for (const [, name] of read(file)
      .toString()
      .matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      found.add(`${path.posix.dirname(file)}/${name}`)
  return [...found]
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

describe.each(builtPages())('/%s', (page) => {
  const html = readFileSync(path.join('dist', page, page.endsWith('.html') ? '' : 'index.html'), 'utf8')
  const isUnlisted = page.startsWith('gallery')
  const runsEngine = /^(?:explore|compare)\//.test(page)

  test('has scripts, and a document with its styles, within their budgets', () => {
    const inline = [...html.matchAll(/<script(?: type="module")?>([^<]+)<\/script>/g)].map(
      ([, code]) => gzipSync(code!).length,
    )
    const scripts = scriptsOf(html).map((file) => gzipSync(read(file)).length)
    expect(sum([...scripts, ...inline])).toBeLessThanOrEqual(runsEngine ? budgets.toolScriptBytes : budgets.scriptBytes)
    // The gallery, which no search engine lists, shows every figure at once.
    if (!isUnlisted) expect(brotliCompressSync(html).length).toBeLessThanOrEqual(budgets.documentBytes)
  })
})
