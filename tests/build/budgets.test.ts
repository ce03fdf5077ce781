import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { budgets } from '../budgets.ts'
import { builtPages } from '../pages.ts'
import { pageAt, readBuilt, scriptsOf } from './page-files.ts'

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

describe.each(builtPages())('/%s', (page) => {
  const html = pageAt(page)
  const isUnlisted = page.startsWith('gallery')
  const runsEngine = /^(?:explore|compare)\//.test(page)

  test('has scripts, and a document with its styles, within their budgets', () => {
    const inline = [...html.matchAll(/<script(?: type="module")?>([^<]+)<\/script>/g)].map(
      ([, code]) => gzipSync(code!, { level: 9 }).length,
    )
    const scripts = scriptsOf(html).map((file) => gzipSync(readBuilt(file), { level: 9 }).length)
    const most = runsEngine ? budgets.toolScriptBytes : isUnlisted ? budgets.galleryScriptBytes : budgets.scriptBytes
    expect(sum([...scripts, ...inline])).toBeLessThanOrEqual(most)
    // The gallery, which no search engine lists, shows every figure at once.
    if (!isUnlisted) expect(brotliCompressSync(html).length).toBeLessThanOrEqual(budgets.documentBytes)
  })
})
