import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { baseOf } from './address.ts'
import { allowingItsOwn } from './policy.ts'
import { cssInAscii } from './quick-to-parse.ts'
import { usedFaces, usedRules, vocabulary } from './used-rules.ts'

/**
 * Gives each built page its styles, all of them in its head: a page that has to ask for a style sheet is painted a round trip
 * later. With them go the `style` attributes, of which KaTeX alone writes a thousand on a page, of a few hundred kinds; a
 * content security policy can then forbid such attributes altogether. A page carries the rules that it can need.
 */
export function pageStyles(): AstroIntegration {
  let base = '/'
  return {
    name: 'page-styles',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = baseOf(config)
      },
      'astro:build:done': ({ dir, logger }) => {
        const root = fileURLToPath(dir)
        // A character a byte, whatever it means: markup is ASCII, and a page is read and written in half the time.
        const read = (file: string): string => readFileSync(path.join(root, file), 'latin1')
        const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text, 'latin1')
        const pages = globSync('**/*.html', { cwd: root }).sort()
        const sheets = new Map(
          globSync('_astro/*.css', { cwd: root }).map((file) => [
            base + file,
            cssInAscii(readFileSync(path.join(root, file), 'utf8').trim()),
          ]),
        )
        const loaded = vocabulary(
          globSync('**/*.{js,json}', { cwd: root }).map((file) => [path.basename(file), read(file)]),
        )
        const styles = new Map(pages.map((page) => [page, stylesOf(read(page))]))
        const names = namesOf([...styles.values()])
        const size = (page: string): number => statSync(path.join(root, page)).size
        for (const group of groupsOf(pages.toSorted((a, b) => size(b) - size(a)))) {
          const texts = group.map(read)
          const vocabularies = texts.map(loaded)
          const mayHave = (name: string): boolean => vocabularies.some((has) => has(name))
          const linked = inOrder(texts.map((html) => linksOf(html).filter((address) => sheets.has(address))))
          const rules = rulesFor(new Set(group.flatMap((page) => [...styles.get(page)!.keys()])), names)
          const used = linked.map((address) => usedRules(sheets.get(address)!, mayHave)).join('') + rules
          const css = usedFaces(inlineIn(texts) + used)
          group.forEach((page, i) => write(page, withStyles(texts[i]!, css, sheets, names)))
        }
        for (const address of sheets.keys()) rmSync(path.join(root, address.slice(base.length)))
        logger.info(
          `${sheets.size} sheets and ${names.size} style attributes moved to the heads of ${pages.length} pages`,
        )
      },
    },
  }
}

/**
 * Pages that share their styles: one header lists the hashes of all styles, and hosts read no more than 2,000 characters of it,
 * however many pages there are. The first pages, those that weigh most, have their own.
 */
export function groupsOf<T>(pages: readonly T[], most = 26, own = 22): T[][] {
  if (pages.length <= most) return pages.map((page) => [page])
  const rest = pages.slice(own)
  const size = Math.ceil(rest.length / (most - own))
  return [
    ...pages.slice(0, own).map((page) => [page]),
    ...Array.from({ length: Math.ceil(rest.length / size) }, (_, i) => rest.slice(i * size, (i + 1) * size)),
  ]
}

/** What some pages link to, in the order of the one that links to most: others leave some out. */
const inOrder = (links: readonly (readonly string[])[]): string[] => [
  ...new Set(links.toSorted((a, b) => b.length - a.length).flat()),
]

const link = /<link rel="stylesheet" href="([^"]+)">/g
const linksOf = (html: string): string[] => [...html.matchAll(link)].map(([, address]) => address!)

/** The rules of the classes that replace some style attributes. */
export const rulesFor = (styles: ReadonlySet<string>, names: ReadonlyMap<string, string>): string =>
  [...names].map(([style, name]) => (styles.has(style) ? `.${name}{${important(style)}}` : '')).join('')

/** The styles that stand in some pages themselves: the fonts, which Astro writes there. */
const inlineIn = (pages: readonly string[]): string =>
  [...new Set(pages.flatMap((html) => [...html.matchAll(inline)].map(([, css]) => css)))].join('')
const inline = /<style>([^<]*)<\/style>/g

/**
 * The page with `css` in its head in place of its own styles and of the sheets that it links to, and a class in place of each
 * style attribute; its policy allows the whole by its hash.
 */
export function withStyles(
  html: string,
  css: string,
  sheets: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): string {
  const bare = withClasses(html, names)
    .replaceAll(inline, '')
    .replaceAll(link, (tag, address: string) => (sheets.has(address) ? '' : tag))
  return allowingItsOwn(bare.replace('</head>', () => `<style>${css}</style></head>`))
}

/** How often a page has each style. */
export function stylesOf(html: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [tag] of html.matchAll(tags)) {
    const style = attribute.exec(tag)?.[1]
    if (style !== undefined) counts.set(style, (counts.get(style) ?? 0) + 1)
  }
  return counts
}

/** The styles of all pages, each with the name of its class; the most frequent ones have the shortest. */
export function namesOf(pages: readonly ReadonlyMap<string, number>[]): Map<string, string> {
  const sum = new Map<string, number>()
  for (const page of pages) for (const [style, count] of page) sum.set(style, (sum.get(style) ?? 0) + count)
  return new Map(mostFrequent(sum).map((style, i) => [style, `_${i.toString(36)}`]))
}

const mostFrequent = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([style]) => style)

/** The page with a class in place of each `style`. */
export function withClasses(html: string, names: ReadonlyMap<string, string>): string {
  return html.replace(tags, (tag) => {
    const style = attribute.exec(tag)
    if (!style) return tag
    const name = names.get(style[1]!)!
    const bare = tag.replace(style[0], '')
    return / class="/.test(bare)
      ? bare.replace(/ class="/, ` class="${name} `)
      : bare.replace(/^<[a-z0-9-]+/i, (start) => `${start} class="${name}"`)
  })
}

const tags = /<[a-z][a-z0-9-]*(?=\s)(?:\s+[^\s=>"'/]+(?:="[^"]*"|='[^']*')?)*\s*\/?>/gi
const attribute = / style="([^"]*)"/

/** A style attribute outweighs every selector; `!important` keeps that rank. */
function important(style: string): string {
  const declarations = style.replaceAll('&quot;', '"').split(';').filter(Boolean)
  return declarations.map((declaration) => `${declaration.trim()}!important`).join(';')
}
