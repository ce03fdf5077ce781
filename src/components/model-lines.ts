import { scopesOf, type Graph, type Scope } from '../engine/index.ts'

/** What is declared at the top of a model file: its name, the part of a model that it makes, if it makes one, its text. */
interface Declaration {
  readonly file: string
  readonly name: string
  readonly part: string | undefined
  readonly text: string
  /** The line on which its text begins. */
  readonly line: number
}

/** Where a part gets its name: a declaration, and how far into its text. */
interface Written {
  readonly within: Declaration
  readonly at: number
}

/**
 * The file and line where each part of a model is written, the line that gives it its name, by the part's path; the whole
 * model's is that of its architecture. Parts of one name, as the heads of encoder and decoder, are told apart by whose text
 * leads to them. `texts` are the model files by path; `file` is the one with the architecture.
 */
export function linesOf(graph: Graph, file: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  const known = declarationsIn(file, texts)
  const root = known.find(({ text }) => /^export const \w+: Architecture\b/.test(text))
  if (root === undefined) return {}
  const found = new Map<Scope, Written>([[graph.root, { within: root, at: 0 }]])
  for (const scope of scopesOf(graph.root)) {
    const parent = scope.parent && found.get(scope.parent)
    const own = parent && partOf(parent, scope.name, known)
    if (own) found.set(scope, own)
  }
  return Object.fromEntries([...found].map(([{ path }, own]) => [path, place(own)]))
}

/** The part of a name within another: in its own text, or in that of what it uses, however indirectly; else anywhere. */
function partOf(parent: Written, name: string, known: readonly Declaration[]): Written | undefined {
  const seen = new Set<Declaration>([parent.within])
  let open: readonly Written[] = [parent]
  while (open.length > 0) {
    const inside = open.flatMap((one) => madeIn(one, name))
    if (inside[0]) return inside[0]
    const used = open.flatMap((one) => usedBy(one, known)).filter((one) => !seen.has(one))
    for (const one of used) seen.add(one)
    const part = used.find((one) => one.part === name)
    if (part) return { within: part, at: 0 }
    open = used.filter((one) => one.part === undefined).map((one) => ({ within: one, at: 0 }))
  }
  const part = known.find((one) => one.part === name)
  return part && { within: part, at: 0 }
}

/** Where a text, after the name of the part that it is, makes another of a name. */
function madeIn({ within, at }: Written, name: string): Written[] {
  const pattern = new RegExp(`\\b(?:scope|repeat)\\(\\s*'${name}'`, 'g')
  pattern.lastIndex = at + 1
  const match = pattern.exec(within.text)
  return match ? [{ within, at: match.index }] : []
}

/** What a text uses; of several declarations of a name, the one in its own file. */
function usedBy({ within, at }: Written, known: readonly Declaration[]): Declaration[] {
  const words = new Set(within.text.slice(at).match(/\w+/g))
  const named = known.filter((one) => words.has(one.name) && one !== within)
  const own = new Set(named.filter(({ file }) => file === within.file).map(({ name }) => name))
  return named.filter(({ file, name }) => file === within.file || !own.has(name))
}

/** The declarations of a file and of those that it imports. */
function declarationsIn(file: string, texts: Readonly<Record<string, string>>): Declaration[] {
  const files = new Set([file])
  for (const one of files)
    for (const [, name] of (texts[one] ?? '').matchAll(/ from '\.\/([\w-]+\.ts)'/g))
      files.add(one.replace(/[^/]+$/, name!))
  return [...files].flatMap((one) => {
    const whole = texts[one] ?? ''
    const starts = [...whole.matchAll(/^(?:export )?(?:const|function) (\w+)/gm)]
    return starts.map(({ index, 1: name = '' }, i) => {
      const text = whole.slice(index, starts[i + 1]?.index)
      const part = /^(?:export )?const \w+ = scope\(\s*'([\w-]+)'/.exec(text)?.[1]
      return { file: one, name, part, text, line: lineAt(whole, index) }
    })
  })
}

const place = ({ within: { file, line, text }, at }: Written): string =>
  `${file.replace(/^\//, '')}, line ${line + lineAt(text, at) - 1}`

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length
