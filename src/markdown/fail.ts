import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { projectPath } from './place.ts'
import { inOrder, report, type Problem } from './problem.ts'

declare module 'vfile' {
  interface DataMap {
    problems: Problem[]
  }
}

/** The last plugin: fails the build with every problem that the others noted, so that an author mends a file in one go. */
export function rehypeFail() {
  return (_tree: unknown, { data: { problems = [] } }: VFile): void => {
    const [first] = problems.toSorted(inOrder)
    // Astro prints the place of an error from its `line` and `column`, below the message.
    if (first) throw Object.assign(new Error(report(problems)), { problems, line: first.line, column: first.column })
  }
}

/** Notes a problem of the file; the build goes on until `rehypeFail`. */
export function note(file: VFile, point: Point | undefined, problem: Omit<Problem, 'file' | 'line' | 'column'>): void {
  const { line, column } = point ?? { line: 1, column: 1 }
  file.data.problems ??= []
  file.data.problems.push({ file: projectPath(file), line, column, ...problem })
}
