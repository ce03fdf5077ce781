import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { siteReader } from '../../src/markdown/site.ts'

let root: string
let now: number
const write = (name: string, text: string): void => writeFileSync(path.join(root, 'content/posts', name), text)

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'site-'))
  mkdirSync(path.join(root, 'content/posts'), { recursive: true })
  now = Date.parse('2026-11-24')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('a page is known by its address, and what points into it asks for its ids', () => {
  write('one.mdx', "---\ntitle: 'One: a post'\norder: 1\npublished: '2026-11-25'\n---\n\n## A heading\n")
  const page = siteReader(() => new Date(now))(root).pages.get('/posts/one/')!
  expect(page).toMatchObject({ title: 'One', order: 1, visible: false, file: 'content/posts/one.mdx' })
  expect([...page.outline()!.ids]).toEqual(['a-heading'])
})

test('what was found holds for a second, and then what has changed is read again', () => {
  const read = siteReader(() => new Date(now))
  write('one.mdx', '## Old\n')
  expect([...read(root).pages.get('/posts/one/')!.outline()!.ids]).toEqual(['old'])
  write('one.mdx', '## Newer\n')
  write('two.mdx', '')
  now += 900
  expect(read(root).pages.size).toBe(1)
  now += 200
  const { pages } = read(root)
  expect(pages.size).toBe(2)
  expect([...pages.get('/posts/one/')!.outline()!.ids]).toEqual(['newer'])
})
