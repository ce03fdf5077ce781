/** Every word of a page, of its scripts, and of what they fetch, and so every class that may come up on it. */
export type Words = ReadonlySet<string>

/** For any page, its words, where files with a name of their own say more of those that name them, and of files that those name. */
export function vocabulary(files: readonly (readonly [name: string, text: string])[]): (page: string) => Words {
  const texts = new Map(files)
  const named = (text: string): string[] => text.match(/[\w.~-]+\.js(?:on)?/g)?.filter((name) => texts.has(name)) ?? []
  return (page) => {
    const words = new Set(wordsIn(page))
    // A set is walked through to its end, to which this adds.
    const known = new Set(named(page))
    for (const name of known) {
      for (const word of wordsIn(texts.get(name)!)) words.add(word)
      for (const other of named(texts.get(name)!)) known.add(other)
    }
    return words
  }
}

/** The words in markup or code. */
const wordsIn = (text: string): string[] => text.match(/[\w-]+/g) ?? []

/**
 * A minified sheet without the rules that a page cannot need: those whose every selector names a class that is not a word of it. KaTeX's sheet is mostly such, for it knows all that TeX can set. Rules in a query stay.
 */
export const usedRules = (sheet: string, words: Words): string =>
  statements(sheet)
    .filter((rule) => rule.startsWith('@') || selectorsOf(rule).some((selector) => mayMatch(selector, words)))
    .join('')

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

const mayMatch = (selector: string, words: Words): boolean =>
  (selector.match(/(?<=\.)[\w-]+/g) ?? []).every((name) => words.has(name))
