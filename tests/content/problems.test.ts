import { expect, test } from 'vitest'
import { frontMatterProblems } from '../../src/content/problems.ts'

const good = `---
title: A post
kicker: Start Here
part: Foundations
order: 1
abstract: An abstract is the card on the home page, so it has to be long enough to say what a reader gets from it.
published: '2026-11-24'
---

Text, and a line that looks like a fence:

---
`
const problems = (source: string) => frontMatterProblems('content/posts/a.mdx', source)

test('good front matter has no problems', () => {
  expect(problems(good)).toEqual([])
})

test('Windows line ends change neither lines nor verdict', () => {
  expect(problems(good.replaceAll('\n', '\r\n'))).toEqual([])
})

test('all problems come at once, each at its own line', () => {
  const bad = good.replace('Start Here', 'x').replace('Foundations', 'Elsewhere').replace('order: 1', 'order: one')
  expect(problems(bad).map(({ line, received }) => `${line}: ${received}`)).toEqual(['3: x', '4: Elsewhere', '5: one'])
})

test('a date without quotes is turned down, though YAML would read it', () => {
  expect(problems(good.replace("'2026-11-24'", '2026-11-24'))).toEqual([
    {
      file: 'content/posts/a.mdx',
      line: 7,
      column: 12,
      kind: 'front-matter',
      message: 'published is not valid',
      received: '2026-11-24',
      expected: 'a date in quotes, such as "2026-11-24"',
      advice: 'change the value of published',
    },
  ])
})

test('a day that no calendar has is turned down', () => {
  expect(problems(good.replace('11-24', '02-30'))).toMatchObject([
    { line: 7, expected: 'a day that exists in the calendar' },
  ])
})

test('an unknown key is shown where it stands', () => {
  expect(problems(good.replace('order', 'oder'))).toMatchObject([
    { line: 1, message: 'order is missing' },
    { line: 5, message: 'unknown key oder' },
  ])
})

test('a value inside a map is named by its path', () => {
  expect(problems(good.replace('published', 'bindings:\n  T: -1\npublished'))).toMatchObject([
    { line: 8, column: 6, message: 'bindings.T is not valid', received: '-1' },
  ])
})

test('what is not YAML is shown with its line', () => {
  expect(problems(good.replace('A post', 'A post: part two'))).toMatchObject([
    { line: 2, received: 'title: A post: part two' },
  ])
})

test('a file without front matter says so', () => {
  expect(problems('Just text.\n')).toMatchObject([{ line: 1, message: 'no front matter' }])
})
