import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * Moves every `style` attribute of the built pages into one style sheet: KaTeX alone writes a thousand on a page, of a few
 * hundred kinds. A content security policy can then forbid inline styles altogether.
 */
export function inlineStyles(): AstroIntegration {
  let base = '/'
  return {
    name: 'inline-styles',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/')
      },
      'astro:build:done': ({ dir, logger }) => {
        const root = fileURLToPath(dir)
        const files = globSync('**/*.html', { cwd: root }).sort()
        const rules = new Map<string, string>()
        const pages = files.map((file) => ({
          file,
          ...withClasses(readFileSync(path.join(root, file), 'utf8'), rules),
        }))
        if (rules.size === 0) return
        const sheet = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, body]) => `.${name}{${body}}`)
        const css = sheet.join('\n')
        const name = `_astro/inline.${digest(css)}.css`
        writeFileSync(path.join(root, name), css)
        const link = `<link rel="stylesheet" href="${base}${name}">`
        for (const { file, html, changed } of pages)
          if (changed) writeFileSync(path.join(root, file), html.replace('</head>', `${link}</head>`))
        logger.info(`${rules.size} inline styles moved to ${name}`)
      },
    },
  }
}

/** The page with a class in place of each `style`; what the class says goes into `rules`. */
export function withClasses(html: string, rules: Map<string, string>): { html: string; changed: boolean } {
  let changed = false
  const tag = /<[a-z][a-z0-9-]*(?=\s)(?:\s+[^\s=>"'/]+(?:="[^"]*"|='[^']*')?)*\s*\/?>/gi
  const rewritten = html.replace(tag, (source) => {
    const style = / style="([^"]*)"/.exec(source)
    if (!style) return source
    changed = true
    const name = classFor(style[1]!, rules)
    const bare = source.replace(style[0], '')
    return / class="/.test(bare)
      ? bare.replace(/ class="/, ` class="${name} `)
      : bare.replace(/^<[a-z0-9-]+/i, (start) => `${start} class="${name}"`)
  })
  return { html: rewritten, changed }
}

/** A style attribute outweighs every selector; `!important` keeps that rank. */
function classFor(style: string, rules: Map<string, string>): string {
  const declarations = style.replaceAll('&quot;', '"').split(';').filter(Boolean)
  const body = declarations.map((declaration) => `${declaration.trim()}!important`).join(';')
  const name = `i${digest(body)}`
  rules.set(name, body)
  return name
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)
