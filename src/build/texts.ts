import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { promise, siteName } from '../components/site/links.ts'
import { homeOf } from './address.ts'
import { builtPosts, type Built } from './built-posts.ts'
import { feedContent } from './feed-content.ts'
import { feedFormats, type Entry } from './feeds.ts'
import { listOf, twinsOf } from './twins.ts'

/** Full texts are long; who reads a feed has read the older ones. */
const newest = 20

/**
 * The texts of the built posts, for readers of feeds and for programs. What a page says of itself to machines is what they
 * say of it, and what is not built is in none of them.
 */
export function texts(): AstroIntegration {
  let home = ''
  return {
    name: 'texts',
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
        const told = posts.toSorted((a, b) => b.published.localeCompare(a.published)).slice(0, newest)
        const entries = new Map<Built, Entry>()
        for (const post of posts) {
          const article = post.article()
          for (const [file, text] of twinsOf(post, article, home)) write(file, text)
          if (told.includes(post)) entries.set(post, { ...post, content: feedContent(article, new URL(post.url)) })
        }
        write('llms.txt', listOf(posts, home))
        const channel = { title: siteName, description: promise, home, entries: told.map((post) => entries.get(post)!) }
        for (const [file, format] of Object.entries(feedFormats)) write(file, format(channel, home + file))
      },
    },
  }
}
