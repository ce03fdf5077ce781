/**
 * A built page without what nothing reads any more once the feeds, the search and the texts for programs are made of it. It is
 * most of what a formula of one letter weighs, and a phone takes in each element before it can be used.
 */
export function withoutUnread(html: string): string {
  return html
    .replaceAll(kept, (part, math?: string) => (math === undefined ? part : part.replace(/ data-tex="[^"]*"/, '')))
    .replaceAll(letter, '<span class="$3">$2</span>')
    .replaceAll(defaults, '')
    .replaceAll(row, ofItsRow)
    .replaceAll(escaped, (_all, start: string, value: string) => `${start}'${value.replaceAll(quote, '"')}'`)
}

/** A script reads the TeX of an equation, which a reader can copy, and of a formula that heads a row. Not of another. */
const kept = /<div class="equation".*?<\/div>|<th\b.*?<\/th>|(<math\b[^>]*>)/gs

/** A formula of one letter or number says the same to a screen reader without MathML. */
const letter =
  /<math class="katex-mathml"><(m[in])(?: [^>]*)?>([^<]+)<\/\1><\/math><span class="([^"]*)" aria-hidden="true">\2<\/span>/g

/** What markup in a page means anyway, and how MathML looks, which only a screen reader has. */
const looks = 'xmlns|stretchy|scriptlevel|displaystyle|minsize|maxsize|lspace|rspace|columnspacing'
const defaults = new RegExp(` (?:${looks})="[^"]*"| mathvariant="normal"`, 'g')

/** A number takes its part of a model from its row. */
const row = /<tr\b[^>]* data-scope="([^"]*)".*?<\/tr>/gs
const ofItsRow = (all: string, scope: string): string =>
  all.replaceAll(/(<data\b[^>]*?) data-scope="([^"]*)"/g, (number, start: string, own: string) =>
    own === scope ? start : number,
  )

/** JSON in an attribute. */
const escaped = /( [\w-]+=)"([^"'<>]*&(?:quot|#x22);[^"'<>]*)"/g
const quote = /&(?:quot|#x22);/g
