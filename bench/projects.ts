import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { copyProject } from '../tests/build/project.ts'
import { syntheticBody } from './synthetic.ts'

/** This project, with made-up posts in place of its own. */
export function ours(posts: number): string {
  const root = copyProject((file) => file !== path.join('content', 'posts'))
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

<FlopTable scope="block">**Where are the FLOPs?** In the long rows.</FlopTable>

<Diagram scope="block" depth={2}>**Which way does a token take?** Down the heavy line.</Diagram>
`,
  )
  return root
}

/** A project as a tutorial would have it. Its table and its diagram are ready-made: they cost it nothing to compute. */
export function plain(posts: number): string {
  const root = mkdtempSync(path.join(tmpdir(), 'plain-'))
  mkdirSync(path.join(root, 'node_modules'))
  for (const name of readdirSync('node_modules'))
    if (!name.startsWith('.')) symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name))
  const page = readFileSync('dist/posts/bert/index.html', 'utf8')
  const [table, diagram] = [/<table>.*?<\/table>/s, /<svg class="dg[^]*?<\/svg>/].map((part) => part.exec(page)![0])
  const files = {
    'package.json': '{ "type": "module" }',
    'astro.config.mjs': plainConfig,
    'src/content.config.ts': plainCollection,
    'src/components/Table.astro': `<Fragment set:html={${JSON.stringify(table)}} />`,
    'src/components/Diagram.astro': `<Fragment set:html={${JSON.stringify(diagram)}} />`,
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

import Table from '../../src/components/Table.astro'
import Diagram from '../../src/components/Diagram.astro'

${syntheticBody(i)}

<Table />

<Diagram />
`,
  )
  return root
}

function writePosts(root: string, posts: number, text: (i: number) => string): void {
  mkdirSync(path.join(root, 'content/posts'), { recursive: true })
  for (let i = 1; i <= posts; i++) writeFileSync(path.join(root, `content/posts/made-up-${i}.mdx`), text(i))
}

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
