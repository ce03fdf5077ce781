import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { baseOf } from './address.ts'
import { usedRules, wordsIn } from './used-rules.ts'

/**
 * Gives each built page its styles, all of them in its head: a page that has to ask for a style sheet is painted a round trip
 * later. With them go the `style` attributes, of which KaTeX alone writes a thousand on a page, of a few hundred kinds; a
 * content security policy can then forbid such attributes altogether.
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
        const words = new Set(globSync('**/*.{html,js,json}', { cwd: root }).flatMap((file) => wordsIn(read(file))))
        const sheets = new Map(
          globSync('_astro/*.css', { cwd: root }).map((file) => [base + file, usedRules(read(file).trim(), words)]),
        )
        const names = namesOf(pages.map((page) => stylesOf(read(page))))
        const rules = [...names].map(([style, name]) => `.${name}{${important(style)}}`).join('\n')
        for (const page of pages) write(page, withStyles(read(page), sheets, names, rules))
        for (const address of sheets.keys()) rmSync(path.join(root, address.slice(base.length)))
        logger.info(
          `${sheets.size} sheets and ${names.size} style attributes moved to the heads of ${pages.length} pages`,
        )
      },
    },
  }
}

/**
 * The page with the sheets that it links to in its head, then `rules` for the classes that replace its style attributes, if it
 * has any; its policy allows each by its hash. All pages share them, so that a header can list the hashes of all.
 */
export function withStyles(
  html: string,
  sheets: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
  rules: string,
): string {
  const used: string[] = []
  const style = (css: string): string => {
    used.push(`'sha256-${createHash('sha256').update(css, 'latin1').digest('base64')}'`)
    return `<style>${css}</style>`
  }
  const classed = withClasses(html, names)
  const styled = classed.replaceAll(/<link rel="stylesheet" href="([^"]+)">/g, (link, address: string) => {
    const sheet = sheets.get(address)
    return sheet === undefined ? link : style(sheet)
  })
  const whole = classed === html ? styled : styled.replace('</head>', () => `${style(rules)}</head>`)
  return whole.replace(allowed, (before) => [before, ...used].join(' '))
}

/** The policy of a page up to the styles that it allows. */
const allowed = /<meta http-equiv="content-security-policy" content="[^"]*style-src 'self'/

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
