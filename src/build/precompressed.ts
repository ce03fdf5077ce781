import { globSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { AstroIntegration } from 'astro'

/** Lays `page.html.br` and `page.html.gz` beside each text of the site, for servers that send such files as they are. */
export function precompressed(): AstroIntegration {
  return {
    name: 'precompressed',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir)
        const files = globSync(texts, { cwd: site }).map((file) => path.join(site, file))
        const large = files.filter((file) => statSync(file).size > packet)
        const bytes = await Promise.all(dealt(large, availableParallelism()).map(compress))
        logger.info(
          `${large.length} texts, ${Math.round(bytes.reduce((sum, own) => sum + own, 0) / 1000)} kB by Brotli`,
        )
      },
    },
  }
}

const texts = '**/*.{csv,html,css,js,json,md,svg,txt,xml}'

/** What travels in one packet anyway; most tables do. */
const packet = 1400

/**
 * Compresses files in a thread of its own, and returns their bytes by Brotli. In this one, each of the compressor's tables
 * would have the memory searched for garbage that a build has filled.
 */
function compress(files: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./compress.ts', import.meta.url), { workerData: files })
    worker.once('message', resolve).once('error', reject)
  })
}

/** In as many hands as there are, one after the other. */
const dealt = <T>(items: readonly T[], hands: number): T[][] =>
  Array.from({ length: hands }, (_, hand) => items.filter((_, i) => i % hands === hand))
