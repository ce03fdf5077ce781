import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { baseOf } from './address.ts'

/**
 * Moves every `style` attribute of a built page into a style sheet: KaTeX alone writes a thousand on a page, of a few
 * hundred kinds. A content security policy can then forbid inline styles altogether.
 */
export function inlineStyles(): AstroIntegration {
  let base = '/'
  return {
    name: 'inline-styles',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = baseOf(config)
      },
      'astro:build:done': ({ dir, logger }) => {
        const root = fileURLToPath(dir)
        const files = globSync('**/*.html', { cwd: root }).sort()
        const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
        const styles = files.map((file) => stylesOf(read(file)))
        const names = namesOf(styles)
        files.forEach((file, i) => {
          const used = mostFrequent(styles[i]!)
          if (used.length === 0) return
          const css = used.map((style) => `.${names.get(style)!}{${important(style)}}`).join('\n')
          const name = `_astro/inline.${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`
          writeFileSync(path.join(root, name), css)
          const link = `<link rel="stylesheet" href="${base}${name}">`
          writeFileSync(path.join(root, file), withClasses(read(file), names).replace('</head>', `${link}</head>`))
        })
        logger.info(`${names.size} inline styles moved to a sheet for each page`)
      },
    },
  }
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
