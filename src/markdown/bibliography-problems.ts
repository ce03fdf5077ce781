import type { Problem } from './problem.ts'
import { parseReferences, type Reference } from './references.ts'

/** Everything wrong with a bibliography by itself: what is no BibTeX, a key or a work that is there twice, a field that a reader would miss. */
export function bibliographyProblems(file: string, bibtex: string): Problem[] {
  let references: Reference[]
  try {
    references = parseReferences(bibtex)
  } catch (error) {
    const [, line = '1', column = '1'] = /at line (\d+) col (\d+)/.exec((error as Error).message) ?? []
    return [
      { file, line: Number(line), column: Number(column), kind, ...notBibtex, received: lineOf(bibtex, Number(line)) },
    ]
  }
  return references.flatMap((reference, i) => {
    const earlier = references.slice(0, i)
    return mistakesOf(reference, earlier).map((mistake) => ({
      file,
      line: reference.line,
      column: 1,
      kind,
      ...mistake,
    }))
  })
}

type Mistake = Pick<Problem, 'message' | 'received' | 'expected' | 'advice'>

function mistakesOf(reference: Reference, earlier: readonly Reference[]): Mistake[] {
  const { key, authors, title, year, link } = reference
  const missing = [
    authors.length === 0 && 'author',
    title === '' && 'title',
    !/^\d{4}$/.test(year) && 'year',
    !link && 'eprint, doi or url',
  ].filter((field) => field !== false)
  const same = earlier.find((other) => other.key === key || (link && other.link?.href === link.href))
  return [
    ...missing.map((field) => ({
      message: `${key} has no ${field}`,
      received: `an entry without ${field}`,
      expected: 'author, title, year, and where to read it',
      advice: `add a line: ${field.replace(/,.*/, '')} = {…}`,
    })),
    ...(same
      ? [{ message: `${key} is there already`, ...twice, received: `a second entry after line ${same.line}` }]
      : []),
    ...(/^[a-z]+\d{4}[a-z0-9]*$/.test(key)
      ? []
      : [{ message: `${key} is not a key of this file`, ...malformed, received: key }]),
  ]
}

/** Works that no post cites. */
export function uncited(file: string, bibtex: string, posts: readonly string[]): Problem[] {
  const used = new Set(posts.flatMap((post) => post.match(/@[a-z]+\d{4}[a-z0-9]*/g) ?? []))
  return parseReferences(bibtex)
    .filter(({ key }) => !used.has(`@${key}`))
    .map(({ key, line }) => ({
      ...{ file, line, column: 1, kind, message: `no post cites ${key}`, received: key },
      expected: 'a citation of each work',
      advice: 'cite it, or remove the entry',
    }))
}

const lineOf = (text: string, line: number): string => text.split('\n')[line - 1]?.trim() || 'the end of the file'

const kind = 'bibliography'
const twice = { expected: 'one entry a work', advice: 'remove one of them' }
const malformed = {
  expected: 'the family name of the first author and the year, and a word where two share it',
  advice: 'rename it, and what cites it',
}
const notBibtex = {
  message: 'not BibTeX',
  expected: 'entries of the form @misc{key, field = {…}, …}',
  advice: 'look for a comma or a brace that is missing above this place',
}
