import { expect, test } from 'vitest'
import { citationOf } from '../../src/components/site/citation.ts'

const data = { title: 'GPT-2 Internals: How a Transformer Works', published: '2026-01-02', updated: '2026-11-25' }

test('a post is cited with the day of its last change, and with capitals that BibTeX keeps', () => {
  const post = { id: 'gpt-2', data } as Parameters<typeof citationOf>[0]
  expect(citationOf(post, new URL('https://example.org/posts/gpt-2/'))).toEqual({
    text: '“GPT-2 Internals: How a Transformer Works.” Deep Learning from the Inside Out, 2026-11-25. https://example.org/posts/gpt-2/',
    bibtex: [
      '@misc{gpt22026,',
      '  author = {{Deep Learning from the Inside Out}},',
      '  title = {{GPT-2} Internals: How a Transformer Works},',
      '  year = {2026},',
      '  month = {11},',
      '  url = {https://example.org/posts/gpt-2/}',
      '}',
    ].join('\n'),
  })
})
