import type { Root } from 'hast'
import { promise, siteName } from '../components/site/links.ts'
import type { Built } from './built-posts.ts'
import { csv, tablesOf, type Table } from './twin-tables.ts'
import { articleAsMarkdown } from './twin-text.ts'

/**
 * What stands beside a post for programs, by the names of the files: `posts/bert.md`, and its tables as
 * `posts/bert/tables/NAME.csv` and `.json`. It is read off the built page, so it says what the page says.
 */
export function twinsOf(post: Built, article: Root, home: string): [file: string, text: string][] {
  const folder = new URL(post.url).href.slice(home.length)
  const tables = tablesOf(article)
  return [
    [`${folder.replace(/\/$/, '')}.md`, asMarkdown(post, article, tables)],
    ...tables.flatMap((table): [string, string][] => [
      [`${folder}tables/${table.name}.csv`, csv(table)],
      [`${folder}tables/${table.name}.json`, `${JSON.stringify(table, null, 1)}\n`],
    ]),
  ]
}

function asMarkdown(post: Built, article: Root, tables: readonly Table[]): string {
  const page = new URL(post.url)
  const list = tables.map(({ name, caption }) => `- [${name}](${new URL(`tables/${name}.csv`, page).href}): ${caption}`)
  return [
    `# ${post.title}`,
    `> ${post.summary}`,
    `${siteName}, ${post.published}. <${post.url}>. Text and figures: CC BY 4.0.`,
    articleAsMarkdown(article, page).trim(),
    ...(list.length > 0 ? ['## Tables as CSV', list.join('\n'), 'Each is there as `.json` too.'] : []),
    '',
  ].join('\n\n')
}

/** What a language model is offered first, and which lists all of these: https://llmstxt.org. */
export function listOf(posts: readonly Built[], home: string): string {
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
