import type { AstroIntegration } from 'astro'
import { everyPage } from './every-page.ts'

/**
 * Tells the browser how tall each section of a page is about to be. One that is off screen is not laid out; were it given less
 * room than it needs, its lines would lie on those of the next wherever something asks for them, as an audit of touch targets
 * does, and the scroll bar would say that a post is short.
 */
export const sectionHeights = (): AstroIntegration => everyPage('section-heights', withHeights)

const start = '<section aria-labelledby='

/** The page with the height of each section of its article. */
export function withHeights(html: string): string {
  const [before, ...sections] = html.split(start)
  const sized = sections.map(
    (rest) => ` data-tall="${heightOf(rest.split('</article>', 1)[0]!)}" aria-labelledby=${rest}`,
  )
  return [before, ...sized].join('<section')
}

/**
 * What stands in a section, and how many pixels of a phone it takes, roughly, by the sizes of `tokens.css`; text that wraps is
 * counted in characters. The tests of pages hold the sum to what a browser measures.
 */
const heights: readonly (readonly [pattern: RegExp, pixels: (all: string, ...groups: string[]) => number])[] = [
  // An equation of several lines breaks them in its TeX, which no other formula shows.
  [/<div class="equation".*?<\/div>/gs, (all) => 90 * (1 + count(all, /\\\\/g))],
  [/<math\b.*?<\/math>/gs, () => 0],
  // A drawing is scaled to the phone; the one for wide screens is not shown.
  [
    /<svg class="([^"]*)" viewBox="0 0 ([\d.]+) ([\d.]+)".*?<\/svg>/gs,
    (_, look, wide, tall) => (/\bwide\b/.test(look!) ? 0 : Number(tall) * Math.min(1, 350 / Number(wide))),
  ],
  [/<figcaption.*?<\/figcaption>/gs, (all) => 150 + lines(all, 50) * 20],
  // A row with names before its cells is a list.
  [
    /<tr[^>]*>(?:(?!<\/tr>).)*<\/tr>/gs,
    (all) => 16 + (/ data-head=/.test(all) ? count(all, / data-head=/g) * 26 : lines(all, 32) * 22),
  ],
  [
    /<(?:p|li|dt|dd|h[2-4]|pre|summary|div class="task")\b(?:(?!<(?:p|li|dt|dd|h[2-4]|pre|summary|ol|ul|dl|div class="task")\b).)*/gs,
    (all) => 22 + lines(all, 38) * 28,
  ],
]

/** The height of a section on a phone in pixels, rather too much than too little. */
export function heightOf(section: string): number {
  let rest = section.replaceAll(unseen, '')
  let sum = 0
  for (const [pattern, pixels] of heights)
    rest = rest.replaceAll(pattern, (...found: string[]) => {
      sum += pixels(...(found as [string]))
      return ''
    })
  return Math.round(sum * 1.25) + 50
}

/** What is closed, or for a screen reader alone. */
const unseen = /(?<=<\/summary>)(?:(?!<\/?details\b).)*(?=<\/details>)|<(script|template)\b.*?<\/\1>/gs

const lines = (markup: string, across: number): number => Math.ceil(markup.replaceAll(/<[^>]*>/g, '').length / across)
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
