import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { copyProject } from '../tests/build/project.ts'
import { syntheticBody } from './synthetic.ts'

/** This project, with made-up posts in place of its own. */
export function whole(posts: number): string {
  const root = copyProject((file) => file !== path.join('content', 'posts'))
  writeOurPosts(root, posts)
  return root
}

/** The same without what is published around the posts: no other pages, no pictures to share, nothing made of built pages. */
export function alone(posts: number): string {
  const others = path.join('src', 'pages')
  const kept = path.join(others, 'posts')
  const isOther = (file: string) => file.startsWith(others + path.sep) && !file.startsWith(kept)
  const root = copyProject((file) => file !== path.join('content', 'posts') && !isOther(file))
  renameSync(path.join(root, 'astro.config.ts'), path.join(root, 'site.config.ts'))
  writeFileSync(path.join(root, 'astro.config.ts'), configAlone)
  writeOurPosts(root, posts)
  return root
}

/**
 * A project as a tutorial would have it: Astro, MDX, remark-math and rehype-katex with their default settings, and a page
 * that is nothing but the post. Its table and its diagram are made by this project's components.
 */
export function plain(posts: number): string {
  const own = [path.join('src', 'pages'), path.join('content', 'posts'), path.join('src', 'content.config.ts')]
  const root = copyProject((file) => !own.includes(file))
  const files = {
    'astro.config.ts': plainConfig,
    'src/content.config.ts': plainCollection,
    'src/pages/posts/[slug].astro': plainPage,
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  writePosts(
    root,
    posts,
    (i) => `---
title: Made-up post ${i}
---

import Diagram from '../../src/components/Diagram.astro'
import FlopTable from '../../src/components/FlopTable.astro'

${syntheticBody(i)}

${shown(`model="bert-base" with={{ T: ${128 + i} }} `)}
`,
  )
  return root
}

const writeOurPosts = (root: string, posts: number): void =>
  writePosts(
    root,
    posts,
    (i) => `---
title: 'Made-up post ${i}: what it costs to build'
kicker: Encoder-Only
part: Model Architectures
order: ${i}
abstract: A post that nobody reads. It is as long as a real one, with as many formulas, a table that is computed and a diagram.
published: '2026-01-01'
model: bert-base
bindings: { B: 1, T: ${128 + i} }
---

${syntheticBody(i)}

${shown('')}
`,
  )

const shown = (
  of: string,
): string => `<FlopTable ${of}scope="block">**Where are the FLOPs?** In the long rows.</FlopTable>

<Diagram ${of}scope="block" depth={2}>**Which way does a token take?** Down the heavy line.</Diagram>`

function writePosts(root: string, posts: number, text: (i: number) => string): void {
  mkdirSync(path.join(root, 'content/posts'), { recursive: true })
  for (let i = 1; i <= posts; i++) writeFileSync(path.join(root, `content/posts/made-up-${i}.mdx`), text(i))
}

const configAlone = `import site from './site.config.ts'
import { publishing } from './src/build/publishing.ts'

export default { ...site, integrations: site.integrations.filter((one) => !publishing.includes(one)) }
`

const plainConfig = `import { unified } from '@astrojs/markdown-remark'
import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'

export default defineConfig({
  integrations: [mdx()],
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }) },
})
`

const plainCollection = `import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'

export const collections = { posts: defineCollection({ loader: glob({ base: './content/posts', pattern: '*.mdx' }) }) }
`

const plainPage = `---
import { getCollection, render } from 'astro:content'
import 'katex/dist/katex.min.css'

export async function getStaticPaths() {
  return (await getCollection('posts')).map((post) => ({ params: { slug: post.id }, props: { post } }))
}
const { post } = Astro.props
const { Content } = await render(post)
---
<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>{post.data.title}</title></head>
  <body><h1>{post.data.title}</h1><Content /></body>
</html>
`
