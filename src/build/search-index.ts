import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import * as pagefind from 'pagefind'
import { searchableText } from './searchable-text.ts'

/** Indexes the built posts and pages for the search page, which reads the index with Pagefind's own script. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir)
        const pages = globSync('{posts/*,notation,conventions,about}/index.html', { cwd: site }).sort()
        const { index, errors } = await pagefind.createIndex({ excludeSelectors: unread, forceLanguage: 'en' })
        if (!index) throw new Error(errors.join('\n'))
        // While one page is indexed, by a program of its own, the next is made ready.
        const indexed = pages.map(async (page) => {
          const content = searchableText(readFileSync(path.join(site, page), 'utf8'))
          const { errors } = await index.addHTMLFile({ sourcePath: page, content })
          if (errors.length > 0) throw new Error(`${page}: ${errors.join('\n')}`)
        })
        await Promise.all(indexed)
        const { files } = await index.getFiles()
        await pagefind.close()
        const needed = files.filter(({ path }) => !unneeded.test(path))
        for (const file of needed) {
          const target = path.join(site, 'pagefind', file.path)
          mkdirSync(path.dirname(target), { recursive: true })
          writeFileSync(target, file.content)
        }
        logger.info(`${pages.length} pages, ${needed.length} files`)
      },
    },
  }
}

/** What stands in an article and is no text of it. */
const unread = [
  '.equation',
  'svg',
  'nav',
  'button',
  'form',
  '.anchor',
  '.back',
  '.rail',
  '.locator',
  '.way',
  '[aria-labelledby=cite-this]',
  '.references',
  'live-page',
  'details.twin',
]

/** Pagefind's own interfaces, and its program for a language that it does not know. */
const unneeded = /ui\.(js|css)$|-(worker|highlight)\.js$|^wasm\.unknown/
