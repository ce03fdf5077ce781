import rss from '@astrojs/rss'
import type { APIContext } from 'astro'
import { promise, siteName } from '../components/site/links.ts'
import { allPosts, postHref } from '../content/posts.ts'

/** The posts as RSS, newest first. */
export async function GET({ site }: APIContext) {
  const posts = await allPosts()
  const newest = posts.toSorted(
    (a, b) => b.data.published.localeCompare(a.data.published) || a.data.order - b.data.order,
  )
  return rss({
    title: siteName,
    description: promise,
    site: site!,
    trailingSlash: true,
    items: newest.map((post) => ({
      title: post.data.title,
      description: post.data.abstract,
      pubDate: new Date(`${post.data.published}T00:00:00Z`),
      link: postHref(post),
      categories: [post.data.part, post.data.kicker],
    })),
  })
}
