import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Entry } from './feeds.ts'

/** A post as it was built: what its page says of itself as linked data, and its text as HTML. */
export interface Built extends Omit<Entry, 'content'> {
  readonly position: number
  readonly article: string
}

/** Every post of the site that was built into a folder. */
export const builtPosts = (folder: string): Built[] =>
  globSync('posts/*/index.html', { cwd: folder }).map((file) => postOf(readFileSync(path.join(folder, file), 'utf8')))

function postOf(html: string): Built {
  const [data, article] = [/<script type="application\/ld\+json">(.*?)<\/script>/s, /<article[\s>].*<\/article>/s].map(
    (pattern) => pattern.exec(html),
  )
  if (!data || !article) throw new Error('a built post has no linked data, or no article')
  const [about] = JSON.parse(data[1]!)['@graph']
  return {
    title: about.headline,
    url: about.mainEntityOfPage,
    summary: about.description,
    published: about.datePublished,
    updated: about.dateModified,
    tags: [about.articleSection, about.genre],
    position: about.position,
    article: article[0],
  }
}
