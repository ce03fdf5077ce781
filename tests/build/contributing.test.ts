import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { examples, postOf } from '../contributing.ts'
import { buildWith } from './project.ts'

test('the examples of the guide build, all in one post', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'guide-'))
  const post = path.join(folder, 'guide.mdx')
  writeFileSync(post, postOf(examples().join('\n\n')))
  // The examples link to a post of this name and to a section of it; the real one links on to others.
  const before = (root: string) =>
    writeFileSync(path.join(root, 'content/posts/bert.mdx'), readFileSync('tests/fixtures/posts/width.mdx'))
  let page = ''
  const after = (root: string) => (page = readFileSync(path.join(root, 'dist/posts/guide/index.html'), 'utf8'))
  try {
    const { code, output } = await buildWith(post, { before, after })
    expect(code, output).toBe(0)
    expect(page.match(/<figcaption/g)!.length).toBeGreaterThan(30)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
