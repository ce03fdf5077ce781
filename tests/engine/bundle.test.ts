import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/**
 * Bytes over the wire of what a page would load of some files, bundled and minified by the site's own bundler. The list
 * of names that a bundle exports is left out: a page's script exports none.
 */
async function weight(...files: string[]): Promise<{ bytes: number; modules: string[] }> {
  const plugins = [
    {
      name: 'everything',
      resolveId: (id: string) => (id === 'everything' ? id : null),
      load: (id: string) =>
        id === 'everything' ? files.map((file) => `export * from '${process.cwd()}/${file}'`).join('\n') : null,
    },
  ]
  const bundle = await rolldown({ input: 'everything', plugins })
  const [{ code, moduleIds }] = (await bundle.generate({ format: 'esm', minify: true })).output
  const script = code.slice(0, code.lastIndexOf('export{'))
  const modules = moduleIds.filter((id) => id !== 'everything').map((id) => id.slice(process.cwd().length + 1))
  return { bytes: gzipSync(script, { level: 9 }).length, modules }
}

describe('the engine in a page', () => {
  it('weighs under 3 kB for formulas alone: reading, evaluating and writing them', async () => {
    const { bytes, modules } = await weight('src/engine/poly.ts')
    expect(modules).toEqual(['src/engine/poly.ts'])
    expect(bytes).toBeLessThan(3000)
  })

  it('weighs under 25 kB whole, with every model', async () => {
    const { bytes, modules } = await weight('src/engine/index.ts', 'src/models/index.ts')
    for (const file of filesIn('src/models/configs')) expect(modules).toContain(file)
    expect(bytes).toBeLessThan(25_000)
  })
})

describe('the knobs of a page', () => {
  it('weigh under 12 kB with everything that they turn, and bring no model with them', async () => {
    const { bytes, modules } = await weight('src/client/live/live-page.ts')
    expect(modules.filter((file) => !/^src\/(client\/live\/|engine\/(poly|format)\.ts$)/.test(file))).toEqual([])
    expect(bytes).toBeLessThan(12_000)
  })
})

describe('a file of the engine', () => {
  it.each(filesIn('src/engine'))('%s imports nothing from outside the engine', (file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'))
    const inside = file.includes('/ops/') ? /^\.\.?\/[\w-]+\.ts$/ : /^\.\/(ops\/)?[\w-]+\.ts$/
    for (const { fileName } of importedFiles) expect(fileName).toMatch(inside)
  })
})

function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.ts')).map((file) => `${folder}/${file}`)
}
