import { readFileSync } from 'node:fs'
import path from 'node:path'

const base = process.env['BASE_PATH'] ?? '/'

/** A file of the built site, by its address. */
export const readBuilt = (address: string): Buffer => readFileSync(path.join('dist', address.replace(base, '/')))

/** The scripts that a page asks for by an attribute, and all that those ever import, at once or later. */
export function scriptsOf(html: string): string[] {
  const asked = [...html.matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="([^"]+\.js)"/g)].map(
    ([, address]) => address!,
  )
  const found = new Set(asked)
  for (const file of found)
    for (const [, name] of readBuilt(file)
      .toString()
      .matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      found.add(`${path.posix.dirname(file)}/${name}`)
  return [...found]
}

export const pageAt = (page: string): string =>
  readFileSync(path.join('dist', page, page.endsWith('.html') ? '' : 'index.html'), 'utf8')
