import { fromHtml } from 'hast-util-from-html'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import { measure } from '../../src/figures/measure.ts'
import { overlap, type Box } from '../../src/figures/charts/box.ts'

interface Words extends Box {
  readonly words: string
}

/** The texts of a drawing that has no groups, each with about the room that it takes. */
export function wordsIn(svg: string): Words[] {
  const found: Words[] = []
  visit(fromHtml(svg, { fragment: true, space: 'svg' }), 'element', (node) => {
    if (node.tagName !== 'text') return
    const words = toString(node)
    const { x, y, textAnchor, className } = node.properties
    const classes = [className].flat().map(String)
    const size = classes.some((name) => name === 'tick' || name === 'axis') ? 12 : 13
    const width = measure(words, classes.includes('mono') ? 'mono' : 'sans', size)
    const left = Number(x) - (textAnchor === 'end' ? width : textAnchor === 'middle' ? width / 2 : 0)
    found.push({ words, x: left, y: Number(y) - 10, width, height: 12 })
  })
  return found
}

/** How many shapes of a look, the beginning of a class, a drawing has: many are one path. */
export const shapesIn = (svg: string, look: string): number =>
  [...svg.matchAll(/<path class="([^"]*)" d="([^"]*)"/g)].reduce(
    (sum, [, own, d]) => sum + (own!.startsWith(look) ? d!.split('M').length - 1 : 0),
    0,
  )

/** Pairs of texts that stand on each other, and texts that leave the drawing. */
export function troubles(svg: string, width: number): string[] {
  const all = wordsIn(svg)
  const outside = all.filter((text) => text.x < -2 || text.x + text.width > width + 2)
  const pairs = all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b) => (overlap(a, b) ? `${a.words} on ${b.words}` : [])),
  )
  return [...pairs, ...outside.map(({ words }) => `${words} outside`)]
}
