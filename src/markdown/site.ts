import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { VFile } from 'vfile'
import { parse } from 'yaml'
import { outline, type Outline } from './outline.ts'
import { projectPath } from './place.ts'
import { parseReferences, type Reference } from './references.ts'

/** What a page may point at beyond itself. */
export interface Site {
  readonly references: ReadonlyMap<string, Reference>
  /** By their path, `/posts/bert/`. */
  readonly pages: ReadonlyMap<string, Page>
  /** Whether a file is served under a path, `/favicon.svg`. */
  readonly serves: (path: string) => boolean
}

export interface Page {
  readonly path: string
  /** Where it is written: `content/posts/bert.mdx`. */
  readonly file: string
  /** Up to its colon, if it has one. */
  readonly title: string
  /** The place of a post in the reading order. */
  readonly order: number | undefined
  /** Whether readers get it: no draft, and not before its day. */
  readonly visible: boolean
  /** Made when something points into the page. Unknown for one that is not written in Markdown. */
  readonly outline: () => Outline | undefined
}

declare module 'vfile' {
  interface DataMap {
    site: Site
  }
}

/** The first of the plugins that look beyond their page: reads the site for all of them. */
export function remarkSite({ read = siteReader() }: { read?: (root: string) => Site } = {}) {
  return (_tree: unknown, file: VFile): void => {
    file.data.site = read(file.cwd)
  }
}

/** The page that is being compiled, as the site knows it; a post of a test is not part of the site. */
export const ownPage = (file: VFile): Page | undefined =>
  [...file.data.site!.pages.values()].find((page) => page.file === projectPath(file))

/**
 * Reads the sources of the site, and a file again only when it has changed. What it finds holds for a second: a build of
 * many posts would look at every file for every post.
 */
export function siteReader(clock = () => new Date()): (root: string) => Site {
  let last: { readonly root: string; readonly at: number; readonly site: Site } | undefined
  const known = new Map<string, { stamp: string; value: unknown }>()
  function cached<T>(file: string, make: (source: string) => T): T {
    const { mtimeMs, size } = statSync(file)
    const stamp = `${mtimeMs} ${size}`
    const entry = known.get(file)
    if (entry?.stamp === stamp) return entry.value as T
    const value = make(readFileSync(file, 'utf8'))
    known.set(file, { stamp, value })
    return value
  }

  return (root) => {
    const now = clock()
    if (last?.root !== root || now.getTime() - last.at > 1000)
      last = { root, at: now.getTime(), site: siteIn(root, now) }
    return last.site
  }

  function siteIn(root: string, now: Date): Site {
    const today = now.toISOString().slice(0, 10)
    const bibliography = path.join(root, 'content/references.bib')
    const references = existsSync(bibliography) ? cached(bibliography, readable) : []
    const pages = globSync(['content/posts/**/*.mdx', 'src/pages/**/*.{mdx,astro}'], { cwd: root }).flatMap((file) => {
      const address = addressOf(file)
      if (address === undefined) return []
      const { meta, ...rest } = cached(path.join(root, file), (source) => pageOf(file, source))
      return { path: address, file, ...rest, visible: !meta.draft && String(meta.published ?? '') <= today }
    })
    return {
      references: new Map(references.map((reference) => [reference.key, reference])),
      pages: new Map(pages.map((page) => [page.path, page])),
      serves: (address) => existsSync(path.join(root, 'public', address)),
    }
  }
}

/** A bibliography that does not parse is told once, by `npm run check`, and not by every post. */
function readable(bibtex: string): Reference[] {
  try {
    return parseReferences(bibtex)
  } catch {
    return []
  }
}

/** Where a file of the sources is served; nothing for a route with parameters, or for what is no route. */
function addressOf(file: string): string | undefined {
  const name = file
    .replaceAll('\\', '/')
    .replace(/^content\/posts/, '/posts')
    .replace(/^src\/pages/, '')
    .replace(/\.\w+$/, '')
    .replace(/\/index$/, '')
  return /\[|\/_/.test(name) ? undefined : `${name}/`
}

interface Meta {
  readonly title?: unknown
  readonly order?: unknown
  readonly draft?: unknown
  readonly published?: unknown
}

function pageOf(file: string, source: string) {
  const meta = metaOf(source)
  let made: { readonly outline: Outline | undefined } | undefined
  return {
    meta,
    title: String(meta.title ?? file).replace(/:.*/s, ''),
    order: typeof meta.order === 'number' ? meta.order : undefined,
    outline: () => (made ??= { outline: file.endsWith('.mdx') ? outline(source) : undefined }).outline,
  }
}

function metaOf(source: string): Meta {
  try {
    return (parse(/^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m.exec(source)?.[1] ?? '') as Meta | null) ?? {}
  } catch {
    return {}
  }
}
