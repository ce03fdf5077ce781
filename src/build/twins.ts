import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { promise, siteName } from '../components/site/links.ts'
import { homeOf } from './address.ts'
import { builtPosts, type Built } from './built-posts.ts'
import { csv, tablesOf } from './twin-tables.ts'
import { articleAsMarkdown } from './twin-text.ts'

/**
 * For programs, beside every post: `/posts/bert.md`, its tables as `/posts/bert/tables/NAME.csv` and `.json`, and
 * `/llms.txt`, which lists them all. They are read off the built pages, so they say what the pages say.
 */
export function twins(): AstroIntegration {
  let home = ''
  return {
    name: 'twins',
    hooks: {
      'astro:config:done': ({ config }) => {
        home = homeOf(config)
      },
      'astro:build:done': ({ dir }) => {
        const site = fileURLToPath(dir)
        const write = (file: string, text: string): void => {
          mkdirSync(path.dirname(path.join(site, file)), { recursive: true })
          writeFileSync(path.join(site, file), text)
        }
        const posts = builtPosts(site).sort((a, b) => a.position - b.position)
        for (const post of posts) {
          const folder = new URL(post.url).href.slice(home.length)
          write(`${folder.replace(/\/$/, '')}.md`, asMarkdown(post))
          for (const table of tablesOf(post.article)) {
            write(`${folder}tables/${table.name}.csv`, csv(table))
            write(`${folder}tables/${table.name}.json`, `${JSON.stringify(table, null, 1)}\n`)
          }
        }
        write('llms.txt', listOf(posts, home))
      },
    },
  }
}

function asMarkdown(post: Built): string {
  const page = new URL(post.url)
  const tables = tablesOf(post.article).map(
    ({ name, caption }) => `- [${name}](${new URL(`tables/${name}.csv`, page).href}): ${caption}`,
  )
  return [
    `# ${post.title}`,
    `> ${post.summary}`,
    `${siteName}, ${post.published}. <${post.url}>. Text and figures: CC BY 4.0.`,
    articleAsMarkdown(post.article, page).trim(),
    ...(tables.length > 0 ? ['## Tables as CSV', `${tables.join('\n')}`, 'Each is there as `.json` too.'] : []),
    '',
  ].join('\n\n')
}

/** What a language model is offered first: https://llmstxt.org. */
function listOf(posts: readonly Built[], home: string): string {
  const line = ({ title, url, summary }: Built): string => `- [${title}](${url.replace(/\/$/, '')}.md): ${summary}`
  const parts = [...new Set(posts.map(({ tags }) => tags[0]!))]
  return [
    `# ${siteName}`,
    `> ${promise}`,
    'Numbers about models are computed from the models themselves and checked against PyTorch and Hugging Face transformers.',
    ...parts.flatMap((part) => [
      `## ${part}`,
      posts
        .filter(({ tags }) => tags[0] === part)
        .map(line)
        .join('\n'),
    ]),
    '## Beside the posts',
    [
      `- [How we count](${home}conventions/): the rules of counting`,
      `- [Notation](${home}notation/): the letters of the sizes`,
    ].join('\n'),
    '',
  ].join('\n\n')
}
