import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { kindOf } from '../../src/markdown/kinds.ts'

/** What a component shows a figure or a table with; nothing, if it shows neither. */
function shown(file: string): 'fig' | 'tbl' | undefined {
  const source = readFileSync(file, 'utf8')
  const figure = /<Figure\b[^>]*/.exec(source)?.[0]
  if (figure !== undefined) return figure.includes('kind="Figure"') ? 'fig' : 'tbl'
  const imported = [...source.matchAll(/from '(\.[^']+\.astro)'/g)].map(([, name]) =>
    path.join(path.dirname(file), name!),
  )
  return imported
    .filter((other) => existsSync(other))
    .map(shown)
    .find(Boolean)
}

test('every component that shows a figure or a table is registered as one, and no other is', () => {
  const components = globSync('src/components/*.astro').sort()
  const kinds = (kind: (file: string) => string | undefined) =>
    components.flatMap((file) => (kind(file) ? [`${path.basename(file, '.astro')} ${kind(file)}`] : []))
  const registered = (file: string) => kindOf(path.basename(file, '.astro'))?.prefix.replace(/^ex$/, '') || undefined
  expect(kinds(registered)).toEqual(kinds(shown))
})
