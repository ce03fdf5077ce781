import type { Post } from '../../content/posts.ts'
import { siteName } from './links.ts'

/** A post as others cite it: with the day of its last change, since that is what they read. */
export function citationOf(
  { id, data: { title, published, updated } }: Pick<Post, 'id' | 'data'>,
  url: URL,
): { readonly text: string; readonly bibtex: string } {
  const date = updated ?? published
  const fields = {
    author: `{${siteName}}`,
    title: capitalsKept(title),
    year: date.slice(0, 4),
    month: String(Number(date.slice(5, 7))),
    url: url.href,
  }
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`)
  return {
    text: `“${title}.” ${siteName}, ${date}. ${url.href}`,
    bibtex: `@misc{${id.replaceAll(/[^a-z0-9]/g, '')}${date.slice(0, 4)},\n${lines.join(',\n')}\n}`,
  }
}

/** BibTeX styles set titles in small letters; braces keep a word with a capital that is not its first letter, or with a digit. */
const capitalsKept = (title: string): string =>
  title.replaceAll(/[\p{L}\p{N}-]+/gu, (word) => (/\p{L}.*\p{Lu}|\p{N}/u.test(word) ? `{${word}}` : word))
