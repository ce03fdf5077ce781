/** Every word that some page or script of a site has, and so every class that may come up on one. */
export type Words = ReadonlySet<string>

/** The words in markup or code. */
export const wordsIn = (text: string): string[] => text.match(/[\w-]+/g) ?? []

/**
 * A minified sheet without the rules that no page can need: those whose every selector names a class that is not a word of the
 * site. KaTeX's sheet is mostly such, for it knows all that TeX can set. Rules in a query stay.
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
