import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { problemsOf } from '../../src/cli/checks.ts'
import { report, type Problem } from '../../src/markdown/problem.ts'

/**
 * Every post of the folder has a mistake, and beside it, in a text file, stands all that is said of it. What shows only when
 * a component runs, such as a part that its model does not have, is left to the builds in `tests/build/`.
 */
const folder = 'tests/fixtures/bad-posts'
const files = globSync(`${folder}/*.mdx`)
  .filter((file) => path.basename(file) !== 'unknown-scope.mdx')
  .sort()

describe('a bad post is told', () => {
  let problems: Problem[] = []
  beforeAll(async () => {
    problems = await problemsOf(files.map((file) => ({ file, text: readFileSync(file, 'utf8') })))
  }, 60_000)

  test.each(files.map((file) => path.basename(file, '.mdx')))('%s', async (name) => {
    const own = problems.filter(({ file }) => file === `${folder}/${name}.mdx`)
    await expect(`${report(own)}\n`).toMatchFileSnapshot(`../fixtures/bad-posts/${name}.txt`)
  })

  test('and none is without a word', () => {
    expect(files.filter((file) => !problems.some((problem) => problem.file === file))).toEqual([])
  })
})
