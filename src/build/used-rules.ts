/** The longest name that a file can have. */
const longest = 255

/** Whether a class, or an element of the site's own, may come up on a page. */
export type MayHave = (name: string) => boolean

/**
 * For any page, which classes and elements may come up on it: those in its markup, and every word of its scripts and of the
 * files that it names, scripts too and what they fetch, and of those that these name. Each file is read once, however many
 * pages name it.
 */
export function vocabulary(files: readonly (readonly [name: string, text: string])[]): (page: string) => MayHave {
  const texts = new Map(files)
  const read = new Map<string, { words: ReadonlySet<string>; names: readonly string[] }>()
  const fileCalled = (name: string) => {
    const text = texts.get(name)!
    const file = read.get(name) ?? { words: new Set(text.match(/[\w-]+/g)), names: namesIn(text) }
    read.set(name, file)
    return file
  }
  const namesIn = (text: string): string[] =>
    [...text.matchAll(/\.js(?:on)?\b/g)]
      .map(({ 0: end, index }) => /[\w.~-]*$/.exec(text.slice(Math.max(0, index - longest), index))![0] + end)
      .filter((name) => texts.has(name))
  return (page) => {
    const marks = [...page.matchAll(/ class="([^"]*)"|<script[^>]*>([^<]*)|<([a-z]+-[\w-]+)/g)]
    const own = new Set(
      marks.flatMap(([, names, script, element]) => names?.split(' ') ?? script?.match(/[\w-]+/g) ?? element ?? []),
    )
    // A set is walked through to its end, to which this adds.
    const named = new Set(namesIn(page))
    for (const name of named) for (const other of fileCalled(name).names) named.add(other)
    const words = [own, ...[...named].map((name) => fileCalled(name).words)]
    return (name) => words.some((some) => some.has(name))
  }
}

/**
 * A minified sheet without the rules that a page cannot need: those whose every selector names what may not come up on
 * it, in a query too. KaTeX's sheet is mostly such, for it knows all that TeX can set.
 */
export const usedRules = (sheet: string, mayHave: MayHave): string =>
  statements(sheet)
    .map((rule) => (query.test(rule) ? usedInside(rule, mayHave) : rule))
    .filter((rule) => rule.startsWith('@') || selectorsOf(rule).some((selector) => mayMatch(selector, mayHave)))
    .join('')

const query = /^@(?:media|supports|container|layer)\b[^{;]*\{/

function usedInside(rule: string, mayHave: MayHave): string {
  const start = rule.indexOf('{') + 1
  const inner = usedRules(rule.slice(start, -1), mayHave)
  return inner && `${rule.slice(0, start)}${inner}}`
}

/** Styles without the faces of fonts that no rule of theirs names. */
export function usedFaces(css: string): string {
  const all = statements(css)
  const naming = all.filter((rule) => !face.test(rule)).join('')
  return all.filter((rule) => naming.includes(face.exec(rule)?.[1] ?? '')).join('')
}

const face = /^@font-face\{[^}]*?font-family:"?([^";}]+)/

/** The statements of a sheet at its top. */
function statements(sheet: string): string[] {
  const found: string[] = []
  let [depth, start] = [0, 0]
  for (const { 0: token, index } of sheet.matchAll(/"[^"]*"|'[^']*'|[{};]/g)) {
    if (token === '{') depth++
    if (token === '}') depth--
    if (depth > 0 || (token !== '}' && token !== ';')) continue
    found.push(sheet.slice(start, index + 1))
    start = index + 1
  }
  return [...found, sheet.slice(start)]
}

/** The selectors of a rule, without what stands in brackets: the class in `:not(.x)` need not be there. */
const selectorsOf = (rule: string): string[] =>
  rule
    .slice(0, rule.indexOf('{'))
    .replaceAll(/\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]/g, '')
    .split(',')

const mayMatch = (selector: string, mayHave: MayHave): boolean =>
  (selector.match(/(?<=\.)[\w-]+|(?<![\w.#:-])[a-z]+-[\w-]+/g) ?? []).every(mayHave)
