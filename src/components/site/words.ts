import type { Post } from '../../content/posts.ts'

/** A title in two: what stands before the colon, with it, and what follows. */
export function titleParts(title: string): { head: string; tail: string | undefined } {
  const at = title.indexOf(': ')
  return at < 0 ? { head: title, tail: undefined } : { head: title.slice(0, at + 1), tail: title.slice(at + 2) }
}

/** The short name of a post inside a sentence: "the Transformer", "BERT from the Inside Out". */
export function shortTitle(title: string): string {
  return titleParts(title)
    .head.replace(/:$/, '')
    .replace(/^(The|An?) /, (article) => article.toLowerCase())
}

/** A title in pieces, so that words with a hyphen, such as GPT-2, are not broken at it. */
export function unbroken(title: string): { text: string; whole: boolean }[] {
  return title
    .split(/(\S*\w-\w\S*)/)
    .filter((text) => text !== '')
    .map((text) => ({ text, whole: /\w-\w/.test(text) }))
}

/** "Post 5 of 10", or "Post 5" while posts of the path are still missing. */
export function placeOnPath(post: Post, posts: readonly Post[]): string {
  const complete = posts.every(({ data }, at) => data.order === at + 1)
  return complete ? `Post ${post.data.order} of ${posts.length}` : `Post ${post.data.order}`
}

/** "2026-11-20" as "20 November 2026". The day is a date without a time, so no time zone may move it. */
export function longDate(date: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${date}T00:00:00Z`))
}
