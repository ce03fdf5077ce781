/** Something in a post that a reader would see broken. Columns and lines count from 1, in the file as it stands on disk. */
export interface Problem {
  /** Relative to the project: `content/posts/bert.mdx`. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** One word: `formula`, `dollar`, `heading`. */
  readonly kind: string
  /** What is wrong, in one line. */
  readonly message: string
  /** The text at fault; more lines may mark the culprit. */
  readonly received: string
  readonly expected: string
  /** What the author can do about it. */
  readonly advice: string
}

/** All problems of a file as one text, in the order of the file, each beginning with `file:line:column` so that an editor can jump there. */
export function report(problems: readonly Problem[]): string {
  return problems.toSorted(inOrder).map(entry).join('\n')
}

export const inOrder = (a: Problem, b: Problem): number => a.line - b.line || a.column - b.column

function entry({ file, line, column, kind, message, received, expected, advice }: Problem): string {
  const rows = [row('received', received), row('expected', expected), row('what to do', advice)]
  return [`${file}:${line}:${column}  ${kind}  ${message}`, ...rows].join('\n')
}

const row = (label: string, text: string): string =>
  `    ${label.padEnd(12)}${text.replaceAll('\n', `\n${' '.repeat(16)}`)}`
