import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Root } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { parseFragment } from 'parse5'
import type { Entry } from './feeds.ts'
import { headOf } from './head.ts'
import { inWords } from './in-words.ts'

/** A post as it was built: what its page says of itself as linked data, and its text. */
export interface Built extends Omit<Entry, 'content'> {
  readonly position: number
  /** Read from its file at each call: the trees of all posts at once would fill the memory. */
  readonly article: () => Root
}

/** Every post of the site that was built into a folder. */
export const builtPosts = (folder: string): Built[] =>
  globSync('posts/*/index.html', { cwd: folder }).map((file) => postOf(path.join(folder, file)))

/** Markup as a tree, without what it says to the eye alone. */
export const treeOf = (html: string): Root => fromParse5(parseFragment(inWords(html))) as Root

function postOf(file: string): Built {
  const [about] = JSON.parse(found(headOf(file), /<script type="application\/ld\+json">(.*?)<\/script>/s, file))[
    '@graph'
  ]
  return {
    title: about.headline,
    url: about.mainEntityOfPage,
    summary: about.description,
    published: about.datePublished,
    updated: about.dateModified,
    tags: [about.articleSection, about.genre],
    position: about.position,
    article: () => treeOf(found(readFileSync(file, 'utf8'), /(<article[\s>].*<\/article>)/s, file)),
  }
}

function found(html: string, pattern: RegExp, file: string): string {
  const match = pattern.exec(html)
  if (!match) throw new Error(`${file} has nothing like ${pattern.source}`)
  return match[1]!
}
