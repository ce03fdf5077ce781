import { relative } from 'node:path'
import type { Point, Position } from 'unist'
import type { VFile } from 'vfile'

/** The file's path as an author knows it: relative to the project, with forward slashes. */
export function projectPath(file: VFile): string {
  const path = relative(file.cwd, file.path).replaceAll('\\', '/')
  // A build may be started from another folder than the project's; the path from `content/` on still says which file it is.
  return path.startsWith('..') ? path.slice(Math.max(0, path.lastIndexOf('/content/') + 1)) : path
}

/**
 * The place in the file of the character at `offset` of a formula. The formula's text differs from the file's where
 * Markdown strips something: the fence, and inside a list or a quote what stands before each line.
 */
export function pointIn(source: string, position: Position, tex: string, offset: number): Point {
  const start = position.start.offset ?? 0
  const written = source.slice(start, position.end.offset)
  const body = fence.exec(written)?.[0].length ?? 0
  const at = flat(written).indexOf(flat(tex), body)
  if (at >= 0) return pointAt(source, start + at + offset)

  const before = tex.slice(0, offset).split('\n')
  const text = tex.split('\n')[before.length - 1] ?? ''
  const line = written.split('\n')[before.length] ?? ''
  const column = line.indexOf(text)
  if (!body || column < 0) return position.start
  return { line: position.start.line + before.length, column: column + (before.at(-1)?.length ?? 0) + 1 }
}

/** The opening line of a display formula: `$$`, or a fenced block of the language `math`. */
const fence = /^(?:\${2,}|`{3,}|~{3,})[^\n$]*\n/

/** Inline, Markdown turns the end of a line into a space; a label is taken out of its formula, and spaces keep its place. */
const flat = (text: string): string => blankLabels(text.replaceAll('\n', ' '))

/** A formula without its `\label{eq:…}`, as long as before. */
export const blankLabels = (tex: string): string => tex.replaceAll(labels, (label) => label.replaceAll(/[^\n]/g, ' '))

export const labels = /\\label\s*\{([^{}]*)\}/g

/** The line and column of an offset. */
export function pointAt(source: string, offset: number): Point {
  const lines = source.slice(0, offset).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
