import { getCollection, type CollectionEntry } from 'astro:content'
import { parts, type Part } from './schema.ts'
import { href } from './url.ts'

export type Post = CollectionEntry<'posts'>

/** Every post a reader may see, in reading order. The one place where drafts and future dates are filtered. */
export async function allPosts(): Promise<Post[]> {
  const day = buildDate()
  const posts = await getCollection(
    'posts',
    ({ data }) => import.meta.env.DEV || (!data.draft && data.published <= day),
  )
  return posts.sort((a, b) => a.data.order - b.data.order)
}

/** `BUILD_DATE`, or today: the one thing that a build takes from the clock. */
function buildDate(): string {
  const { BUILD_DATE: day = new Date().toISOString().slice(0, 10) } = process.env
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`BUILD_DATE is ${day}: expected a day such as 2026-11-24`)
  return day
}

/** The posts in their parts; a part without posts is left out. */
export async function postsByPart(): Promise<{ part: Part; posts: Post[] }[]> {
  const posts = await allPosts()
  return parts
    .map((part) => ({ part, posts: posts.filter((post) => post.data.part === part) }))
    .filter(({ posts }) => posts.length > 0)
}

/** The posts before and after one in the path through the three parts. */
export function neighbors(posts: readonly Post[], post: Post): { previous: Post | undefined; next: Post | undefined } {
  const at = posts.findIndex(({ id }) => id === post.id)
  return { previous: posts[at - 1], next: posts[at + 1] }
}

export const postHref = (post: Post): string => href(`/posts/${post.id}/`)

/** The path of the picture that is shown with a link to a post; `href` puts it under the base. */
export const pictureOf = (post: Post): string => `/cards/${post.id}.png`
