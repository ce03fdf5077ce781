import type { AstroIntegration } from 'astro'
import { everyPage } from './every-page.ts'
import { shortDrawings } from './short-drawings.ts'
import { withoutUnread } from './unread.ts'

/**
 * Writes each page the way that a browser takes it in fastest, and without holding up its reader: without what nothing reads any
 * more; with short drawings; in ASCII, since one letter beyond has the browser convert the whole page to characters of twice the
 * size; with places at which it may pause; and with scripts that wait for the fonts.
 */
export const quickToParse = (): AstroIntegration =>
  everyPage('quick-to-parse', (html, page) =>
    scriptsLater(withPauses(inAscii(shortDrawings(withoutUnread(html)), page))),
  )

/** A script or styles, whose content is no markup. */
const raw = /(<(?:script|style)\b[^>]*>[\s\S]*?<\/(?:script|style)>)/

/**
 * The page with a character reference, or an escape of JSON, for each character beyond ASCII.
 * @param page what an error calls it.
 * @throws for a character in a script or in styles that run: a policy allows those by their hash, so they cannot change here.
 */
export function inAscii(html: string, page: string): string {
  const parts = html.split(raw)
  return parts.map((part, i) => (i % 2 === 0 ? part.replace(beyond, reference) : escaped(part, page))).join('')
}

const beyond = /[^\0-\x7f]/gu
const reference = (character: string): string => `&#${character.codePointAt(0)};`

function escaped(element: string, page: string): string {
  if (/^<script[^>]* type="application\/(?:\w+\+)?json"/.test(element)) return element.replace(beyond, unicodeEscape)
  const [character] = element.match(beyond) ?? []
  if (character === undefined) return element
  const before = element.slice(0, element.indexOf(character))
  throw new Error(
    `${page}: an inline ${element.startsWith('<style') ? 'style sheet' : 'script'} has “${character}” after “${before.slice(-40)}”. ` +
      `Expected ASCII, since the page's policy allows it by its hash. Write ${unicodeEscape(character)} in its source, or load it from a file.`,
  )
}

/** As in JSON and scripts: a code unit of UTF-16 each. */
const unicodeEscape = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

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
    if (index < last + stretch || index > end) return place
    last = index
    return `<script type="x"></script>${place}`
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
