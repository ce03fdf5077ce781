import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { promise, siteName } from '../components/site/links.ts'
import { feedContent } from './feed-content.ts'
import { homeOf } from './address.ts'
import { builtPosts } from './built-posts.ts'
import { atom, json, rss, type Channel } from './feeds.ts'

/** Full texts are long; who reads a feed has read the older ones. */
const newest = 20

/**
 * The feeds, read off the built posts: what a page says of itself to machines is what the feed says of it, and what is not
 * built is in no feed.
 */
export function feeds(): AstroIntegration {
  let home = ''
  return {
    name: 'feeds',
    hooks: {
      'astro:config:done': ({ config }) => {
        home = homeOf(config)
      },
      'astro:build:done': ({ dir }) => {
        const site = fileURLToPath(dir)
        const posts = builtPosts(site)
          .sort((a, b) => b.published.localeCompare(a.published) || a.position - b.position)
          .slice(0, newest)
          .map(({ article, ...post }) => ({ ...post, content: feedContent(article, new URL(post.url)) }))
        const channel: Channel = { title: siteName, description: promise, home, entries: posts }
        for (const [file, write] of Object.entries({ 'feed.xml': rss, 'atom.xml': atom, 'feed.json': json }))
          writeFileSync(path.join(site, file), write(channel, home + file))
      },
    },
  }
}
