import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { builtPages } from '../pages.ts'

/** The scripts that a page loads with its first view: those that it names, and what they import. */
function scriptsOf(page: string): Set<string> {
  const html = readFileSync(path.join('dist', page, 'index.html'), 'utf8')
  const found = new Set<string>()
  const add = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    for (const [, name] of textOf(file).matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) add(name!)
  }
  for (const [, name] of html.matchAll(/src="[^"]*\/_astro\/([\w.-]+\.js)"/g)) add(name!)
  return found
}

const textOf = (file: string): string => readFileSync(path.join('dist/_astro', file), 'utf8')

describe.each(['explore/', 'compare/'])('/%s', (page) => {
  const own = scriptsOf(page)

  test('loads at most 40 kB of script, compressed', () => {
    const bytes = [...own].reduce((sum, file) => sum + gzipSync(textOf(file), { level: 9 }).length, 0)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThan(40_000)
  })

  test('loads what reads a configuration, which no other page does', () => {
    const reads = (file: string): boolean => textOf(file).includes('num_hidden_layers')
    expect([...own].filter(reads)).not.toEqual([])
    for (const other of builtPages().filter((path) => path.endsWith('/') && !/^(explore|compare)\//.test(path)))
      expect([...scriptsOf(other)].filter(reads), other).toEqual([])
  })
})
