import { symbols } from '../engine/index.ts'
import { widthOf, type Run } from './lettering.ts'
import { measure } from './measure.ts'

/**
 * Mathematics on one line of SVG text: the part of LaTeX that names and short formulas of a model use. A fraction is
 * written with a stroke, a root without its bar. Anything else is an error, so that nothing is drawn wrong in silence.
 */
export function mathRuns(latex: string, size: number): Run[] {
  const reader: Reader = { latex, tokens: tokenize(latex), at: 0 }
  const atoms = sequence(reader, undefined)
  return merged(set(atoms, { size, drop: 0 }))
}

type Atom =
  | { readonly kind: 'glyph'; readonly text: string; readonly face: Run['face']; readonly class?: string }
  | { readonly kind: 'operator'; readonly text: string; readonly foreign?: boolean }
  | { readonly kind: 'space'; readonly em: number }
  | { readonly kind: 'script'; readonly raise: number; readonly body: readonly Atom[] }
  | { readonly kind: 'hat'; readonly body: readonly Atom[] }

interface Reader {
  readonly latex: string
  readonly tokens: readonly string[]
  at: number
}

interface Setting {
  readonly size: number
  readonly drop: number
}

const tokenize = (latex: string): string[] => latex.match(/\\[A-Za-z]+|\\.|[^\s]/g) ?? []

const spaces: Readonly<Record<string, number>> = {
  '\\,': 0.17,
  '\\:': 0.22,
  '\\;': 0.28,
  '\\ ': 0.25,
  '\\!': 0,
  '\\quad': 1,
}
const operators: Readonly<Record<string, string>> = { '=': '=', '+': '+', '-': '−', '\\cdot': '·', '\\times': '×' }
const foreignOperators: Readonly<Record<string, string>> = { '\\odot': '⊙' }
const greek: Readonly<Record<string, string>> = {
  '\\alpha': 'α',
  '\\beta': 'β',
  '\\gamma': 'γ',
  '\\phi': 'φ',
  '\\sigma': 'σ',
}
const known = ['\\frac', '\\hat', '\\operatorname', '\\sqrt', '\\tanh', '\\text', '\\top', '_', '^']

function sequence(reader: Reader, end: string | undefined): Atom[] {
  const atoms: Atom[] = []
  while (reader.at < reader.tokens.length) {
    if (reader.tokens[reader.at] === end) {
      reader.at++
      return atoms
    }
    atoms.push(...one(reader))
  }
  if (end !== undefined) fail(reader, `a ${end} is missing`)
  return atoms
}

/** The next token or group, as it stands on the line. */
function one(reader: Reader): Atom[] {
  const token = reader.tokens[reader.at++]
  if (token === undefined) return fail(reader, 'it ends too early')
  if (token === '{') return sequence(reader, '}')
  if (token === '\\left' || token === '\\right') return []
  if (token in spaces) return [{ kind: 'space', em: spaces[token]! }]
  if (token in operators) return [{ kind: 'operator', text: operators[token]! }]
  if (token in foreignOperators) return [{ kind: 'operator', text: foreignOperators[token]!, foreign: true }]
  if (token in greek) return [foreign(greek[token]!, 'serif-italic')]
  switch (token) {
    case '_':
      return [{ kind: 'script', raise: -0.22, body: one(reader) }]
    case '^':
      return [{ kind: 'script', raise: 0.36, body: one(reader) }]
    case "'":
      return [upright('′')]
    case '\\top':
      return [foreign('⊤', 'serif')]
    case '\\text':
    case '\\operatorname':
      return [upright(verbatim(reader))]
    case '\\tanh':
      return [upright('tanh')]
    case '\\sqrt':
      return [foreign('√', 'serif'), ...bracketed(one(reader), 1)]
    case '\\frac':
      return [...bracketed(one(reader)), space(0.12), upright('/'), space(0.12), ...bracketed(one(reader))]
    case '\\hat':
      return [{ kind: 'hat', body: one(reader) }]
    case ',':
      return [upright(','), space(0.17)]
  }
  const name = token.slice(1)
  if (symbols.some(({ symbol }) => `\\${symbol}` === token)) return [italic(name, `dim-${name}`)]
  if (token.startsWith('\\')) return fail(reader, `it has the unknown command ${token}`)
  return [/[A-Za-z]/.test(token) ? italic(token) : upright(token)]
}

/** What stands in braces, spaces and all: the words of a \text. */
function verbatim(reader: Reader): string {
  if (reader.tokens[reader.at] !== '{') fail(reader, 'a { is missing after \\text or \\operatorname')
  const words = /^\s*\{([^{}\\]*)\}/.exec(rest(reader))
  if (words === null) return fail(reader, 'only plain words can stand in \\text or \\operatorname')
  while (reader.tokens[reader.at++] !== '}');
  return words[1]!
}

/** The text of the formula from the token that is read next. */
function rest({ latex, tokens, at }: Reader): string {
  let from = 0
  for (const token of tokens.slice(0, at)) from = latex.indexOf(token, from) + token.length
  return latex.slice(from)
}

/** Parentheses around a sum, and around anything longer than `most` atoms. */
function bracketed(atoms: Atom[], most = Infinity): Atom[] {
  const whole = atoms.length <= most && !atoms.some((atom) => atom.kind === 'operator' && '+−'.includes(atom.text))
  return whole ? atoms : [upright('('), ...atoms, upright(')')]
}

function set(atoms: readonly Atom[], setting: Setting): Run[] {
  const { size, drop } = setting
  let before = 0
  return atoms.flatMap((atom): Run[] => {
    const gap = before
    before = 0
    switch (atom.kind) {
      case 'space':
        before = gap + atom.em * size
        return []
      case 'operator':
        before = 0.24 * size
        return [
          {
            text: atom.text,
            face: 'serif',
            size,
            drop,
            before: gap + 0.24 * size,
            class: atom.foreign ? 'ms' : undefined,
          },
        ]
      case 'script':
        return leading(set(atom.body, { size: 0.7 * size, drop: drop - atom.raise * size }), gap + 0.02 * size)
      case 'hat': {
        const body = leading(set(atom.body, setting), gap)
        const [width, accent] = [widthOf(body) - gap, measure('ˆ', 'serif-italic', size)]
        const hat = { face: 'serif-italic', size } as const
        return [
          ...body,
          { ...hat, text: 'ˆ', drop: drop - 0.17 * size, before: 0.06 * size - (width + accent) / 2 },
          { ...hat, text: '\u200b', drop, before: (width - accent) / 2 - 0.06 * size },
        ]
      }
      case 'glyph':
        return [{ text: atom.text, face: atom.face, size, drop, before: gap, class: atom.class }]
    }
  })
}

const leading = ([first, ...others]: readonly Run[], gap: number): Run[] =>
  first === undefined ? [] : [{ ...first, before: (first.before ?? 0) + gap }, ...others]

/** Neighbors of one style as one run. */
function merged(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    const joins = last && !run.before && last.face === run.face && last.size === run.size && last.drop === run.drop
    if (joins && last.class === run.class) out[out.length - 1] = { ...last, text: last.text + run.text }
    else out.push(run)
  }
  return out
}

const italic = (text: string, className?: string): Atom => ({
  kind: 'glyph',
  text,
  face: 'serif-italic',
  ...(className && { class: className }),
})
const upright = (text: string): Atom => ({ kind: 'glyph', text, face: 'serif' })
const foreign = (text: string, face: Run['face']): Atom => ({ kind: 'glyph', text, face, class: 'ms' })
const space = (em: number): Atom => ({ kind: 'space', em })

function fail({ latex }: Reader, problem: string): never {
  const commands = [...known, ...Object.keys({ ...spaces, ...operators, ...foreignOperators, ...greek })]
  throw new SyntaxError(
    `the formula ${latex} cannot be drawn: ${problem}; figures know ${commands.join(' ')} and the sizes, such as \\k`,
  )
}
