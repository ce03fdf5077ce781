import { measure } from '../measure.ts'
import { el, escape, type Svg } from '../svg.ts'

export type Anchor = 'start' | 'middle' | 'end'

/** Text sizes of a chart, in pixels of its drawing: what is read, and what is only looked up. */
export const size = { label: 13, tick: 12 }

/** Words in a chart. `y` is the baseline. */
export function label(x: number, y: number, words: string, className?: string, anchor: Anchor = 'start'): Svg {
  return el('text', { x, y, class: className, 'text-anchor': anchor === 'start' ? undefined : anchor }, escape(words))
}

/** Markup in a chart's text, such as a symbol with its index. */
export function markup(x: number, y: number, content: Svg, className?: string, anchor: Anchor = 'start'): Svg {
  return el('text', { x, y, class: className, 'text-anchor': anchor === 'start' ? undefined : anchor }, content)
}

/** The letter of a size in its color. */
export const symbolMark = (symbol: string): Svg => el('tspan', { class: `sym dim-${symbol}` }, symbol)

/** How wide words are at the size of a label. */
export const widthOf = (words: string, pixels: number = size.label): number => measure(words, 'sans', pixels)

/** How wide they are in semibold, which runs about a fifteenth wider. */
export const strongWidth = (words: string): number => widthOf(words) * 1.07

/** How wide digits are at the size of a tick. */
export const digitsWidth = (digits: string, pixels: number = size.tick): number => measure(digits, 'mono', pixels)

/** How wide the widest of several texts is, should it be semibold. */
export const widest = (texts: readonly string[], pixels?: number): number =>
  Math.max(0, ...texts.map((text) => widthOf(text, pixels) * 1.07))

/** Words in as many lines as a width needs. A word is never broken. */
export function lines(words: string, width: number, pixels: number = size.label): string[] {
  const rows: string[] = []
  for (const word of words.split(' ')) {
    const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`
    if (rows.length > 0 && widthOf(longer, pixels) <= width) rows[rows.length - 1] = longer
    else rows.push(word)
  }
  return rows
}
