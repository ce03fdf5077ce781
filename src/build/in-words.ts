/**
 * Markup without what it says to the eye alone, nine tenths of a page: KaTeX's boxes, which stand beside the same in MathML,
 * and the strokes and letters of a drawing, which has a title and a description.
 */
export function inWords(html: string): string {
  const kept: string[] = []
  let at = 0
  for (const { index } of html.matchAll(boxes)) {
    kept.push(html.slice(at, index))
    at = endOfSpan(html, index)
  }
  kept.push(html.slice(at))
  return kept.join('').replace(drawing, (_, start: string, inside: string) => {
    const words = inside.match(/<(title|desc)>.*?<\/\1>/gs) ?? []
    return `${start}${words.join('')}</svg>`
  })
}

const boxes = /<span class="katex-html\b/g
const drawing = /(<svg\b[^>]*>)(.*?)<\/svg>/gs

/** Where the element that begins at a place ends. */
function endOfSpan(html: string, start: number): number {
  const tag = /<(\/?)span\b[^>]*>/g
  tag.lastIndex = start
  for (let depth = 0; ;) {
    const found = tag.exec(html)
    if (!found) throw new Error(`a span is not closed: ${html.slice(start, start + 80)}`)
    depth += found[1] ? -1 : 1
    if (depth === 0) return tag.lastIndex
  }
}
