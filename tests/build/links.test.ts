import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { builtPages } from '../pages.ts'

const { SITE_URL = 'http://localhost:4321', BASE_PATH = '/' } = process.env
const base = new URL(BASE_PATH.endsWith('/') ? BASE_PATH : `${BASE_PATH}/`, SITE_URL)
const pages = new Map(builtPages().map((page) => [page, read(page)]))

test('every internal link leads to a file of the site, and every hash to an id in it', () => {
  expect([...pages].flatMap(([page, { links }]) => links.flatMap((link) => broken(page, link)))).toEqual([])
})

type Page = { links: string[]; ids: Set<string> }

function read(page: string): Page {
  const links: string[] = []
  const ids = new Set(['', 'top'])
  visit(fromHtml(readFileSync(fileOf(page), 'utf8')), 'element', ({ properties }: Element) => {
    for (const name of ['href', 'src', 'poster'])
      if (properties[name] !== undefined) links.push(String(properties[name]))
    if (properties['id'] !== undefined) ids.add(String(properties['id']))
  })
  return { links, ids }
}

/** What is wrong with a link, in one line, or nothing. */
function broken(page: string, link: string): string[] {
  const url = new URL(link, new URL(page, base))
  if (url.origin !== base.origin || !url.protocol.startsWith('http')) return []
  if (!url.pathname.startsWith(base.pathname)) return [`/${page}: ${link} leaves the base ${base.pathname}`]
  const target = decodeURIComponent(url.pathname.slice(base.pathname.length))
  if (!existsSync(fileOf(target))) return [`/${page}: ${link} leads nowhere`]
  const ids = pages.get(target)?.ids
  const id = decodeURIComponent(url.hash.slice(1))
  return ids && !ids.has(id) ? [`/${page}: ${link} leads to a page without the id ${id}`] : []
}

/** Addresses are exact: `posts/bert/` is a folder's page, `posts/bert` is a redirect on one host and an error on the next. */
function fileOf(target: string): string {
  return path.join('dist', target === '' || target.endsWith('/') ? `${target}index.html` : target)
}
