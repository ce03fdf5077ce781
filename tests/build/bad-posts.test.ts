import { describe, test } from 'vitest'
import { buildWith } from './project.ts'

/** Each post has a mistake, one of them two: the build must stop, and say where each mistake is and what it is. */
const cases = [
  { post: 'unknown-key', lines: [8], says: 'autor' },
  { post: 'month-13', lines: [7], says: 'calendar' },
  { post: 'unquoted-date', lines: [7], says: 'quotes' },
  { post: 'broken-yaml', lines: [2], says: 'YAML' },
  { post: 'broken-formula', lines: [12, 16], says: 'Double superscript' },
  { post: 'unknown-macro', lines: [12], says: '\\widht' },
  { post: 'bare-dollar', lines: [12], says: '$5 and then $6' },
  { post: 'unknown-component', lines: [12], says: 'unknown component <Nonsense>' },
  { post: 'unknown-scope', lines: [13], says: 'the model has no part nonsense' },
]

describe.concurrent('a bad post stops the build', () => {
  test.for(cases)('$post is named with its line', { timeout: 60_000 }, async ({ post, lines, says }, { expect }) => {
    const { code, output } = await buildWith(`tests/fixtures/bad-posts/${post}.mdx`)
    expect(code).not.toBe(0)
    for (const line of lines) expect(output).toContain(`content/posts/${post}.mdx:${line}:`)
    expect(output).toContain(says)
  })
})
