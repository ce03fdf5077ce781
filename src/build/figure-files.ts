import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { movedOut } from '../components/in-page.ts'
import { baseOf } from './address.ts'

/**
 * Moves what few readers of a built page ask for out of it, into files: what a figure shows of other models, which is a fifth of
 * what a post would weigh on its way, and numbers to take away.
 */
export function figureFiles(): AstroIntegration {
  let base = '/'
  return {
    name: 'figure-files',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = baseOf(config)
      },
      'astro:build:done': ({ dir, logger }) => {
        const root = fileURLToPath(dir)
        let files = 0
        const write = (text: Buffer, ending: string): string => {
          const name = `_astro/figures.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.${ending}`
          writeFileSync(path.join(root, name), text)
          files++
          return `${base}${name}`
        }
        for (const file of globSync('**/*.html', { cwd: root }).sort()) {
          const page = path.join(root, file)
          const html = readFileSync(page, 'utf8')
          const moved = movedOut(html, write)
          if (moved !== html) writeFileSync(page, moved)
        }
        logger.info(`${files} texts of figures moved to files`)
      },
    },
  }
}
