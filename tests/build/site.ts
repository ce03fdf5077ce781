import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { builtPages, filesIn } from '../pages.ts'

/** A page of a built site; `path` is under the base, '' for home. */
export interface Page {
  readonly path: string
  readonly html: string
  readonly elements: readonly Element[]
  readonly ids: ReadonlySet<string>
}

/** What a build leaves behind: its pages, the names of all files, and how to read one. */
export interface Site {
  /** Where it is meant to be served, with a slash at the end. */
  readonly base: URL
  readonly pages: ReadonlyMap<string, Page>
  readonly files: ReadonlySet<string>
  read(file: string): Buffer
}

/** A rule that every page keeps. `planted` is what has to be found: markup for the head or the body of a good page. */
export interface Check {
  readonly title: string
  readonly faults: (page: Page, site: Site) => string[] | Promise<string[]>
  readonly planted: readonly { readonly head?: string; readonly body?: string }[]
}

const { SITE_URL = 'http://localhost:4321', BASE_PATH = '/' } = process.env

/** The site that was built into a folder, for a base path of a host: by default the one of `npm run build`. */
export function siteIn(folder = 'dist', basePath = BASE_PATH, origin = SITE_URL): Site {
  const read = (file: string) => readFileSync(path.join(folder, file))
  const pages = builtPages(folder).map((page) => pageOf(page, read(fileOf(page)).toString()))
  return {
    base: new URL(basePath.replace(/\/?$/, '/'), origin),
    pages: new Map(pages.map((page) => [page.path, page])),
    files: new Set(filesIn(folder)),
    read,
  }
}

export function pageOf(path: string, html: string): Page {
  const elements: Element[] = []
  visit(fromHtml(html), 'element', (element) => void elements.push(element))
  const ids = new Set(elements.flatMap(({ properties: { id } }) => (id === undefined ? [] : [String(id)])))
  return { path, html, elements, ids }
}

/** Addresses are exact: `posts/bert/` is a folder's page, `posts/bert` is a redirect on one host and an error on the next. */
export const fileOf = (target: string): string =>
  target === '' || target.endsWith('/') ? `${target}index.html` : target

/** The elements of some names, in the order of the page. */
export const named = ({ elements }: Page, ...names: string[]): Element[] =>
  elements.filter(({ tagName }) => names.includes(tagName))

/** An element and all elements inside it. */
export function within(root: Element): Element[] {
  const found: Element[] = []
  visit(root, 'element', (element) => void found.push(element))
  return found
}

export const attribute = ({ properties }: Element, name: string): string | undefined => {
  const value = properties[name]
  return value === undefined || value === null || value === false
    ? undefined
    : Array.isArray(value)
      ? value.join(' ')
      : String(value)
}
