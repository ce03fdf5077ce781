import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { describe, expect, test } from 'vitest'
import { countingOnly, without } from '../../src/build/counting-only.ts'
import { studies } from '../../src/explorer/compare.ts'
import { comparison } from '../../src/explorer/comparison.ts'
import { results } from '../../src/explorer/explore.ts'
import { study } from '../../src/explorer/study.ts'
import { html } from '../../src/explorer/view.ts'
import { published } from '../../src/models/index.ts'
import { publishedChoice, usual } from '../explorer/library.ts'
import { filesIn } from '../pages.ts'

describe('a program without some names', () => {
  test.each([
    ['({ a: 1, b: 2, c: 3 })', '({ a: 1,  c: 3 })'],
    ['({ a: 1, b: f({ b: 2 }) })', '({ a: 1, })'],
    ['const { b } = x; g({ c: b })', 'const { b } = x; g({ c: b })'],
    ['if (x) b(`no ${x}`, 1)', 'if (x) b()'],
    ['({ a: () => b(1), b: 2 })', '({ a: () => b(), })'],
  ])('%s is %s', (code, expected) => {
    expect(without(code, 'x.ts', ['b'])).toBe(expected)
  })

  test.each(filesIn('src/engine/ops'))('%s keeps every rule by which it is counted', (file) => {
    const code = readFileSync(`src/engine/ops/${file}`, 'utf8')
    const left = without(code, file, ['compute', 'source'])
    const rules = (text: string) => text.match(/^ {2}(axes|cost|kept|latex|draw)\b/gm) ?? []
    expect(rules(left)).toEqual(rules(code))
    expect(left).not.toMatch(/^ {2}(compute|source):/m)
  })
})

interface Counted {
  study: typeof study
  studies: typeof studies
  results: typeof results
  comparison: typeof comparison
  html: typeof html
}

/** The explorer as the scripts of its pages have it. */
async function inPages(): Promise<Counted> {
  const files = ['study', 'compare', 'explore', 'comparison', 'view']
  const code = files.map((file) => `export * from '${process.cwd()}/src/explorer/${file}.ts'`).join('\n')
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? id : null),
    load: (id: string) => (id === 'entry' ? code : null),
  }
  const bundle = await rolldown({
    input: 'entry',
    plugins: [entry, { name: 'counting-only', transform: countingOnly.transform as never }],
  })
  const [{ code: script }] = (await bundle.generate({ format: 'esm' })).output
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'explorer-')), 'explorer.mjs')
  writeFileSync(file, script)
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Counted
}

describe('what a page counts', async () => {
  const page = await inPages()
  const surroundings = { conventions: '/conventions/', diagrams: {}, drawn: () => undefined }
  const shown = (of: Counted, name: string): string => {
    const outcome = of.study(publishedChoice(name), usual)
    return 'study' in outcome ? of.html(of.results(outcome.study, surroundings)) : outcome.problems.join()
  }

  test.each(Object.keys(published))('is what the build counts, for %s', (name) => {
    expect(shown(page, name)).toBe(shown({ study, studies, results, comparison, html }, name))
  })

  test('is the same beside another model', () => {
    const compared = (of: Counted): string => {
      const [a, b] = of.studies([publishedChoice('t5-base'), publishedChoice('mistral-7b')], usual)
      return 'study' in a && 'study' in b ? of.html(of.comparison(a.study, b.study)) : 'neither'
    }
    expect(compared(page)).toBe(compared({ study, studies, results, comparison, html }))
  })
})
