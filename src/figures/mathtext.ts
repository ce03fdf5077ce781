import { symbols } from '../engine/index.ts'
import { widthOf, type Run } from './lettering.ts'
import { measure } from './measure.ts'

/**
 * Mathematics on one line of SVG text: the part of LaTeX that names and short formulas of a model use. A fraction is
 * written with a stroke, a root without its bar. Anything else is an error, so that nothing is drawn wrong in silence.
 */
export function mathRuns(latex: string, size: number): Run[] {
  const tokens = latex.match(/\\(?:text|operatorname)\{[^{}\\]*\}|\\[A-Za-z]+|\\.|\S/g) ?? []
  let at = 0
  return merged(set(sequence(), { size, drop: 0 }))

  function sequence(end?: string): Atom[] {
    const atoms: Atom[] = []
    while (at < tokens.length) {
      if (tokens[at] === end) {
        at++
        return atoms
      }
      atoms.push(...next())
    }
    return end === undefined ? atoms : fail(`a ${end} is missing`)
  }

  /** The next token or group, as it stands on the line. */
  function next(): Atom[] {
    const token = tokens[at++]
    if (token === undefined) return fail('it ends too early')
    if (token === '{') return sequence('}')
    const [, words] = /^\\\w+\{(.*)\}/.exec(token) ?? []
    if (words !== undefined) return [upright(words)]
    const command = commands[token]
    if (command) return command(next)
    if (symbols.some(({ symbol }) => `\\${symbol}` === token)) return [italic(token.slice(1), `dim-${token.slice(1)}`)]
    if (token.startsWith('\\')) return fail(`it has the unknown command ${token}`)
    return [/[A-Za-z]/.test(token) ? italic(token) : upright(token)]
  }

  function fail(problem: string): never {
    throw new SyntaxError(
      `the formula ${latex} cannot be drawn: ${problem}; figures know ${Object.keys(commands).join(' ')}, plain words in \\text and \\operatorname, and the sizes, such as \\k`,
    )
  }
}

type Atom =
  | { readonly kind: 'glyph'; readonly text: string; readonly face: Run['face']; readonly class?: string }
  | { readonly kind: 'operator'; readonly text: string; readonly class?: string }
  | { readonly kind: 'space'; readonly em: number }
  | { readonly kind: 'script'; readonly raise: number; readonly body: readonly Atom[] }
  | { readonly kind: 'hat'; readonly body: readonly Atom[] }

interface Setting {
  readonly size: number
  readonly drop: number
}

/** What stands on the line for a command, which may read what comes next. */
const commands: Readonly<Record<string, (next: () => Atom[]) => Atom[]>> = {
  '\\frac': (next) => [...bracketed(next()), space(0.12), upright('/'), space(0.12), ...bracketed(next())],
  '\\hat': (next) => [{ kind: 'hat', body: next() }],
  '\\sqrt': (next) => [foreign('√', 'serif'), ...bracketed(next(), 1)],
  '\\tanh': () => [upright('tanh')],
  '\\top': () => [foreign('⊤', 'serif')],
  '\\left': () => [],
  '\\right': () => [],
  _: (next) => [{ kind: 'script', raise: -0.22, body: next() }],
  '^': (next) => [{ kind: 'script', raise: 0.36, body: next() }],
  "'": () => [upright('′')],
  ',': () => [upright(','), space(0.17)],
  '\\,': () => [space(0.17)],
  '\\:': () => [space(0.22)],
  '\\;': () => [space(0.28)],
  '\\ ': () => [space(0.25)],
  '\\!': () => [],
  '\\quad': () => [space(1)],
  '=': () => [operator('=')],
  '+': () => [operator('+')],
  '-': () => [operator('−')],
  '\\cdot': () => [operator('·')],
  '\\times': () => [operator('×')],
  '\\odot': () => [operator('⊙', 'ms')],
  '\\alpha': () => [foreign('α')],
  '\\beta': () => [foreign('β')],
  '\\gamma': () => [foreign('γ')],
  '\\phi': () => [foreign('φ')],
  '\\sigma': () => [foreign('σ')],
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
            class: atom.class,
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
/** A character that the face lacks. */
const foreign = (text: string, face: Run['face'] = 'serif-italic'): Atom => ({ kind: 'glyph', text, face, class: 'ms' })
const operator = (text: string, className?: string): Atom => ({
  kind: 'operator',
  text,
  ...(className && { class: className }),
})
const space = (em: number): Atom => ({ kind: 'space', em })
