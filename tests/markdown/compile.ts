import { parseFrontmatter, unified } from '@astrojs/markdown-remark'
import { resolve } from 'node:path'
import type { Derived } from '../../src/markdown/front-matter.ts'
import { markdown } from '../../src/markdown/index.ts'

/** One for all, as Astro has it: the plugins read the site's posts and references once. */
const renderer = unified(markdown).createMdxRenderer!(
  { syntaxHighlight: { type: 'shiki', excludeLangs: ['math'] } },
  { optimize: true, srcDir: new URL('../../src/', import.meta.url), sourcemap: false },
)

/** Compiles a post as Astro does: same processor, same blanked front matter. Rejects with the report of its problems. */
export async function compile(
  source: string,
  path = 'content/posts/x.mdx',
): Promise<{ code: string; derived: Derived }> {
  const { frontmatter, content } = parseFrontmatter(source, { frontmatter: 'empty-with-spaces' })
  const { code } = await (await renderer).process(content, resolve(path), frontmatter)
  return { code, derived: frontmatter as unknown as Derived }
}

/** The report of a post that does not compile; empty if it does. */
export async function problems(source: string, path?: string): Promise<string> {
  return compile(source, path).then(
    () => '',
    (error: Error) => error.message,
  )
}

/** The first line of each problem. */
export const headlines = async (source: string): Promise<string[]> =>
  (await problems(source)).split('\n').filter((line) => !line.startsWith(' ') && line !== '')
