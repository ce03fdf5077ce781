import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * An integration that rewrites each built page.
 * @param rewrite makes of a page's HTML what takes its place; `page` is its file in the site's folder, for messages.
 */
export const everyPage = (name: string, rewrite: (html: string, page: string) => string): AstroIntegration => ({
  name,
  hooks: {
    'astro:build:done': ({ dir }) => {
      const root = fileURLToPath(dir)
      for (const page of globSync('**/*.html', { cwd: root })) {
        const file = path.join(root, page)
        writeFileSync(file, rewrite(readFileSync(file, 'utf8'), page))
      }
    },
  },
})
