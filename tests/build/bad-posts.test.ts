import { describe, test } from 'vitest'
import { buildWith } from './project.ts'

/**
 * One post for each way in which a build can stop; what is said of every kind of mistake is tested, without a build, in
 * `tests/markdown/bad-posts.test.ts`.
 */
const cases = [
  { post: 'unknown-key', lines: [8], says: 'autor' },
  { post: 'broken-yaml', lines: [2], says: 'YAML' },
  { post: 'broken-formula', lines: [12, 16], says: 'Double superscript' },
  { post: 'unknown-citation', lines: [10], says: 'vaswani2017, perhaps' },
  { post: 'unclosed-brace', lines: [10], says: 'corresponding closing brace' },
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
