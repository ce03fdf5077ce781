import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { inPage } from '../components/in-page.ts'
import { baseOf } from './address.ts'

/**
 * Moves what a figure shows of other models out of a built page, into a file that is asked for when a reader turns to one:
 * it is a fifth of what a post would weigh on its way.
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
        const write = (text: Buffer): string => {
          const name = `_astro/figures.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`
          writeFileSync(path.join(root, name), text)
          files++
          return `${base}${name}`
        }
        for (const file of globSync('**/*.html', { cwd: root }).sort()) {
          const page = path.join(root, file)
          const html = readFileSync(page, 'utf8')
          const moved = html.replace(kept, (_all, text: string) => write(Buffer.from(text, 'base64')))
          if (moved !== html) writeFileSync(page, moved)
        }
        logger.info(`${files} figures for other models moved to files`)
      },
    },
  }
}

const kept = new RegExp(`${inPage}([\\w+/=]+)`, 'g')
