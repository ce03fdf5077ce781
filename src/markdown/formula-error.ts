import type { Problem } from './problem.ts'

/** What is wrong with a formula, from the error that KaTeX threw, and the offset of the culprit in it (0 if unknown). */
export function explain(
  tex: string,
  cause: unknown,
): { offset: number; problem: Omit<Problem, 'file' | 'line' | 'column'> } {
  const error = (cause ?? {}) as KatexError
  const message = (error.rawMessage ?? error.message ?? 'KaTeX cannot set this formula').replace(
    /^KaTeX parse error: /,
    '',
  )
  const culprit = positionIn(tex, error) ?? namedIn(tex, message)
  const { expected, advice } = hints.find(({ when }) => when.test(message)) ?? fallback
  return {
    offset: culprit?.start ?? 0,
    problem: { kind: 'formula', message, received: culprit ? underline(tex, culprit) : tex, expected, advice },
  }
}

interface KatexError {
  readonly message?: string
  readonly rawMessage?: string
  readonly position?: number
  readonly length?: number
}
interface Culprit {
  readonly start: number
  readonly length: number
}

/** KaTeX's own position, unless it counts in the body of a macro: the message quotes what stands around it. */
function positionIn(tex: string, { position: start, length = 0, message = '' }: KatexError): Culprit | undefined {
  if (start === undefined) return undefined
  const quoted = tex.slice(Math.max(0, start - 15), start + length + 15)
  return message.replaceAll(/\u0332|…/g, '').endsWith(quoted.replaceAll(/\u0332|…/g, ''))
    ? { start, length }
    : undefined
}

/** Some errors name the command and no position. */
function namedIn(tex: string, message: string): Culprit | undefined {
  const command = /\\[A-Za-z]+/.exec(message)?.[0]
  const start = command === undefined ? -1 : tex.indexOf(command)
  return command === undefined || start < 0 ? undefined : { start, length: command.length }
}

/** The formula with a line of carets under the culprit. */
function underline(tex: string, { start, length }: Culprit): string {
  const from = tex.lastIndexOf('\n', start - 1) + 1
  const end = tex.indexOf('\n', start)
  const lineEnd = end < 0 ? tex.length : end
  const carets = '^'.repeat(Math.max(1, Math.min(length, lineEnd - start)))
  return `${tex.slice(0, lineEnd)}\n${' '.repeat(start - from)}${carets}${tex.slice(lineEnd)}`
}

const fallback = {
  when: /^/,
  expected: 'a formula in the TeX that KaTeX knows',
  advice: 'compare with https://katex.org/docs/supported',
}
const hints = [
  {
    when: /got '&'/,
    expected: '& only in an environment that has columns',
    advice: 'wrap the lines in \\begin{aligned} … \\end{aligned}',
  },
  {
    when: /Undefined control sequence/,
    expected: 'a command that KaTeX knows, or a size symbol such as \\B, \\T, \\d',
    advice: 'look for the spelling on https://katex.org/docs/supported',
  },
  {
    when: /EOF|Expected '}'|Expected '\{'|Extra }|Unexpected end|\\(?:left|right|end)\b/,
    expected: 'every brace, \\left and \\begin closed by its partner',
    advice: 'count the braces up to the marked place; a brace that is meant to be seen is written \\{',
  },
  {
    when: /script/,
    expected: 'one subscript and one superscript a symbol',
    advice: 'put braces around what belongs together: x_{i_j}',
  },
  {
    when: /not allowed here/,
    expected: 'a command that only sets mathematics',
    advice: 'put the link, the image or the style into the prose around the formula',
  },
  {
    when: /unicodeTextInMathMode|unknownSymbol/,
    expected: 'TeX commands and ASCII outside \\text{…}',
    advice: 'write the command (\\epsilon, \\times), or put words into \\text{…}',
  },
]
