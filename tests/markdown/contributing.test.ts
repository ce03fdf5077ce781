import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { problemsOf } from '../../src/cli/checks.ts'
import { examples, postOf, snippets } from '../contributing.ts'

test('no example of the guide has a problem', { timeout: 60_000 }, async () => {
  const posts = examples().map((text, i) => ({ file: `content/posts/example-${i + 1}.mdx`, text: postOf(text) }))
  expect(await problemsOf(posts)).toEqual([])
})

test('every component has an example in the guide', () => {
  const text = examples().join('\n')
  const names = globSync('src/components/*.astro').map((file) => path.basename(file, '.astro'))
  expect(names.filter((name) => !new RegExp(`<${name}\\b`).test(text))).toEqual([])
})

test('VS Code offers the first example of every component', async () => {
  await expect(await snippets()).toMatchFileSnapshot('../../.vscode/components.code-snippets')
})
