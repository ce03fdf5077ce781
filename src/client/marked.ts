export interface Piece {
  readonly text: string
  readonly isHit: boolean
}

/** An excerpt of Pagefind's, text with `<mark>` and escaped signs, in pieces between and inside the marks. */
export function pieces(excerpt: string): Piece[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .map((part) => ({ text: unescaped(part.replace(/^<mark>|<\/mark>$/g, '')), isHit: part.startsWith('<mark>') }))
    .filter(({ text }) => text !== '')
}

/** An excerpt as nodes: nothing is ever read as HTML. */
export function marked(excerpt: string): (Node | string)[] {
  return pieces(excerpt).map(({ text, isHit }) => {
    if (!isHit) return text
    const mark = document.createElement('mark')
    mark.textContent = text
    return mark
  })
}

/**
 * Whether an excerpt shows what was asked for. Where no page has a word, Pagefind shortens it until some page has the
 * rest; a hit that shares less than four letters, or less than the whole of a shorter word, is nothing that was meant.
 */
export function shows(excerpt: string, term: string): boolean {
  const stems = lettersOf(term).map((word) => word.slice(0, 4))
  const hits = pieces(excerpt).flatMap(({ text, isHit }) => (isHit ? lettersOf(text) : []))
  return stems.some((stem) => hits.some((hit) => hit.startsWith(stem)))
}

const lettersOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const signs: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

const unescaped = (text: string): string => text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (sign) => signs[sign]!)
