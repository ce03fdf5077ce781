/** What the command line was given and cannot be used: every problem, each a sentence for the reader. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly problems: readonly string[]
  constructor(...problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** The one form of a problem: which field or flag, what stood there, what should. */
export const problem = (field: string, received: string, expected: string): string =>
  `${field}: received ${received}, expected ${expected}`
