import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { AstroIntegration } from 'astro'

/** Lays `page.html.br` and `page.html.gz` beside each text of the site, for servers that send such files as they are. */
export function precompressed(): AstroIntegration {
  return {
    name: 'precompressed',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir)
        const files = globSync(texts, { cwd: site }).sort()
        const sizes = await oneByOne(files, (file) => compress(path.join(site, file)))
        const [before, after] = [0, 1].map((i) => sizes.reduce((sum, size) => sum + size[i]!, 0))
        logger.info(`${files.length} texts, ${kilobytes(before!)} as they are, ${kilobytes(after!)} by Brotli`)
      },
    },
  }
}

const texts = '**/*.{csv,html,css,js,json,md,svg,txt,xml}'

/** In a few lanes, as many as Node has threads for it: all at once, each with its tables, would fill the memory. */
async function oneByOne<T, U>(items: readonly T[], act: (item: T) => Promise<U>, lanes = 4): Promise<U[]> {
  const results: U[] = []
  const left = items.entries()
  const lane = async () => {
    for (const [i, item] of left) results[i] = await act(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/** Quality 9 takes twenty times as long as 8, mostly to clear its tables for each small file, and saves one percent. */
const brotli = promisify(brotliCompress)
const options = (size: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: 8, [constants.BROTLI_PARAM_SIZE_HINT]: size },
})

async function compress(file: string): Promise<[before: number, after: number]> {
  const text = await readFile(file)
  const [br, gz] = await Promise.all([brotli(text, options(text.length)), promisify(gzip)(text, { level: 9 })])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
  return [text.length, br.length]
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`
