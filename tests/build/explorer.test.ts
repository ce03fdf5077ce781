import { expect, describe, test } from 'vitest'
import { builtPages } from '../pages.ts'
import { pageAt, readBuilt, scriptsOf } from './page-files.ts'

/** The scripts of a page that can read a configuration. */
const readers = (page: string): string[] =>
  scriptsOf(pageAt(page)).filter((file) => readBuilt(file).includes('num_hidden_layers'))

describe.each(['explore/', 'compare/'])('/%s', (page) => {
  test('has one script that reads configurations, which no other page loads', () => {
    const [own, ...more] = readers(page)
    expect(own).toBeDefined()
    expect(more).toEqual([])
    expect(readBuilt(own!).toString()).not.toMatch(/\bimport\b\s*[({"'`]/)
    for (const other of builtPages().filter((path) => path !== page))
      expect(scriptsOf(pageAt(other)), other).not.toContain(own)
  })
})

test('no post loads a piece of the explorer', () => {
  for (const page of builtPages().filter((path) => !/^(?:explore|compare)\//.test(path)))
    expect(readers(page), page).toEqual([])
})
