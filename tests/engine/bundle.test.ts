import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Bytes over the wire of what a page would load: bundled, minified, gzipped. */
async function weight(source: string): Promise<{ bytes: number; files: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    metafile: true,
  })
  const files = Object.keys(metafile.inputs).filter((file) => file !== '<stdin>')
  return { bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length, files }
}

describe('the engine in a page', () => {
  it('weighs under 3 kB for formulas alone: reading, evaluating and writing them', async () => {
    const { bytes, files } = await weight("export * from './src/engine/poly.ts'")
    expect(files).toEqual(['src/engine/poly.ts'])
    expect(bytes).toBeLessThan(3000)
  })

  it('weighs under 25 kB whole, with every model', async () => {
    const { bytes } = await weight("export * from './src/engine/index.ts'; export * from './src/models/index.ts'")
    expect(bytes).toBeLessThan(25_000)
  })
})

describe('a file of the engine', () => {
  const files = readdirSync('src/engine', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

  it.each(files)('%s imports nothing from outside the engine', (file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(`src/engine/${file}`, 'utf8'))
    const inside = file.includes('/') ? /^\.\.?\/[\w-]+\.ts$/ : /^\.\/(ops\/)?[\w-]+\.ts$/
    for (const { fileName } of importedFiles) expect(fileName).toMatch(inside)
  })
})
