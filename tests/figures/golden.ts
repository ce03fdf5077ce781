import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'

/**
 * Holds a figure's text against `tests/figures/golden/<name>`. A change fails until it is accepted on purpose, with
 * `UPDATE_GOLDEN=1 npx vitest run tests/figures`; continuous integration (`CI=true`) never writes one.
 */
export function expectGolden(name: string, text: string, { env = process.env, folder = here } = {}): void {
  const file = path.join(folder, name)
  const lines = readable(text)
  if (env['UPDATE_GOLDEN'] === '1' && env['CI'] !== 'true') {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, lines)
    return
  }
  const golden = existsSync(file) ? readFileSync(file, 'utf8') : ''
  expect(lines, `${name} differs from its golden file; look at it, then accept it with UPDATE_GOLDEN=1`).toBe(golden)
}

const here = path.join(import.meta.dirname, 'golden')

/** One element a line, so that a change reads as a diff. */
const readable = (text: string): string => `${text.replaceAll(/>(?=<)/g, '>\n')}\n`
