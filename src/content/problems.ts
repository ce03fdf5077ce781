import { isMap, LineCounter, parseDocument, visit, type Document, type Node, type Scalar } from 'yaml'
import type { z } from 'astro/zod'
import type { Problem } from '../markdown/problem.ts'
import { postSchema } from './schema.ts'

/**
 * Everything wrong with the front matter of a post. Astro checks the same schema later, but stops at the first file and
 * knows no lines.
 */
export function frontMatterProblems(file: string, source: string): Problem[] {
  const yaml = fenced.exec(source)?.[1]
  if (yaml === undefined) return [{ file, line: 1, column: 1, ...noFrontMatter }]

  const lines = new LineCounter()
  // As in Astro's own parser, a date without quotes becomes a Date, for the schema to turn down.
  const document = parseDocument(yaml, { lineCounter: lines, customTags: ['timestamp'], prettyErrors: false })
  const at = (offset: number) => ({ file, line: lines.linePos(offset).line, column: lines.linePos(offset).col })

  if (document.errors.length > 0)
    return document.errors.map(({ message, pos }) => ({
      ...at(pos[0]),
      ...notYaml,
      message: `not YAML: ${message}`,
      received: lineAround(yaml, pos[0]),
    }))
  const value = valueOf(document)
  if (value instanceof Error) return [{ ...at(aliasIn(document)), ...notYaml, ...noAnchor, message: value.message }]
  const { error } = postSchema.safeParse(value ?? {})
  return (error?.issues ?? []).flatMap((issue) =>
    mistakesOf(issue, document, yaml).map(({ offset, ...mistake }) => ({ ...at(offset), kind, ...mistake })),
  )
}

/** YAML finds out late that an alias has no anchor. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS()
  } catch (error) {
    return error
  }
}

function aliasIn(document: Document): number {
  let offset = 0
  visit(document, { Alias: (_, { range }) => void (offset ||= range?.[0] ?? 0) })
  return offset
}

type Mistake = Pick<Problem, 'message' | 'received' | 'expected' | 'advice'> & { offset: number }

function mistakesOf(issue: z.core.$ZodIssue, document: Document, yaml: string): Mistake[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], document))

  const name = path.join('.') || 'the front matter'
  const expected = /expected (.+?)(?:, received .*)?$/s.exec(issue.message)?.[1] ?? issue.message
  const range = (document.getIn(path, true) as Node | undefined)?.range
  if (!range)
    return [
      { offset: 0, message: `${name} is missing`, received: 'no such key', expected, advice: `add a line: ${name}: …` },
    ]
  return [
    {
      offset: range[0],
      message: `${name} is not valid`,
      received: yaml.slice(range[0], range[1]),
      expected,
      advice: `change the value of ${name}`,
    },
  ]
}

function unknownKey(path: string[], document: Document): Mistake {
  const key = path.at(-1) ?? ''
  return {
    offset: keyNode(document, path)?.range?.[0] ?? 0,
    message: `unknown key ${key}`,
    received: key,
    expected: `one of ${Object.keys(postSchema.shape).join(', ')}`,
    advice: 'correct its spelling, or remove the line',
  }
}

function keyNode(document: Document, path: readonly string[]): Scalar | undefined {
  const map = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  return isMap(map) ? map.items.map(({ key }) => key as Scalar).find(({ value }) => value === path.at(-1)) : undefined
}

function lineAround(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0] ?? ''
}

/** The group begins at the end of the opening fence's line, so that its lines count as the file's. */
const fenced = /^---([ \t]*\r?\n[\s\S]*?)^---[ \t]*$/m

const kind = 'front-matter'

const noFrontMatter = {
  kind,
  message: 'no front matter',
  received: 'a file that does not begin with ---',
  expected: 'YAML between two lines of ---',
  advice: 'copy the front matter of another post, and adjust it',
}

const noAnchor = {
  received: 'an alias, *name, without its anchor, &name',
  advice: 'quote a value that begins with an asterisk',
}

const notYaml = {
  kind,
  expected: 'lines of the form key: value',
  advice: 'quote a value that holds a colon, write a key once only, indent with spaces',
}
