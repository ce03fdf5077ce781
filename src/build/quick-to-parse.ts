import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * Writes each page the way that a browser takes it in fastest, and without holding up its reader: in ASCII, since one letter
 * beyond has the browser convert the whole page to characters of twice the size; with places at which it may pause; and with
 * scripts that wait for the fonts.
 */
export function quickToParse(): AstroIntegration {
  return {
    name: 'quick-to-parse',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir)
        for (const file of globSync('**/*.html', { cwd: root })) {
          const page = path.join(root, file)
          writeFileSync(page, scriptsLater(withPauses(inAscii(readFileSync(page, 'utf8')))), 'latin1')
        }
      },
    },
  }
}

/** Markup, or a whole element whose content is not: `[, content]` of a script and of styles. */
const raw = /(<(?:script|style)\b[^>]*>[\s\S]*?<\/(?:script|style)>)/

/** The page with a character reference, or an escape of JSON, for each character beyond ASCII. */
export function inAscii(html: string): string {
  const parts = html.split(raw)
  return parts.map((part, i) => (i % 2 === 0 ? part.replace(beyond, reference) : escaped(part))).join('')
}

const beyond = /[^\0-\x7f]/gu
const reference = (character: string): string => `&#${character.codePointAt(0)};`

function escaped(element: string): string {
  if (element.search(beyond) < 0) return element
  if (/^<script[^>]* type="application\/(?:\w+\+)?json"/.test(element))
    return element.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  throw new Error(
    `The page's own script or styles, which its policy allows by their hash, are to be in ASCII:\n${element}`,
  )
}

/** Styles with an escape of CSS for each character beyond ASCII. */
export const cssInAscii = (css: string): string =>
  css.replace(beyond, (character) => `\\${character.codePointAt(0)!.toString(16)} `)

/** As much of a post as a slow phone parses in a few milliseconds. */
const stretch = 8000

/**
 * The article of a page with a block of data, an empty one, here and there at the end of a paragraph, an item or a cell. A browser
 * parses the start of a document in slices of ten milliseconds and the rest in one go, during which the page answers to
 * nothing; after a script, whatever its type, it goes back to slices.
 */
export function withPauses(html: string): string {
  const [start, end] = [html.indexOf('<article'), html.lastIndexOf('</article>')]
  let last = start
  return html.replace(places, (place, index: number) => {
    if (index < last + stretch || index > end || start < 0) return place
    last = index
    return `<script type="text/plain"></script>${place}`
  })
}

/** Not in a cell that is empty, for a rule may ask for that; and after a drawing. */
const places = /<\/(?:p|li)>|(?<=[^>])<\/td>|(?<=<\/svg>)<\/div>/g

/** The page with a lower priority for the scripts of its body: it is complete without them, and the fonts are seen first. */
export function scriptsLater(html: string): string {
  const body = html.indexOf('<body')
  return (
    html.slice(0, body) +
    html.slice(body).replaceAll('<script type="module" src=', '<script type="module" fetchpriority="low" src=')
  )
}
