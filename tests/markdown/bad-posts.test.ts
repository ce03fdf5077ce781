import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { problemsOf } from '../../src/cli/checks.ts'
import { report } from '../../src/markdown/problem.ts'

/**
 * Every post of the folder has a mistake, and beside it, in a text file, all that is said of it. What only shows when
 * a component runs, such as a part that its model does not have, is left to the builds in `tests/build/`.
 */
const folder = 'tests/fixtures/bad-posts'
const atBuild = ['unknown-scope']

describe('a bad post is told', async () => {
  for (const file of globSync(`${folder}/*.mdx`).sort()) {
    const name = path.basename(file, '.mdx')
    if (atBuild.includes(name)) continue
    test(name, async () => {
      const problems = await problemsOf([{ file, text: readFileSync(file, 'utf8') }])
      expect(problems).not.toEqual([])
      await expect(`${report(problems)}\n`).toMatchFileSnapshot(`../fixtures/bad-posts/${name}.txt`)
    })
  }
})
