import katex, { type KatexOptions, type TrustContext } from 'katex'
import { lean } from './lean.ts'
import { macros } from './macros.ts'

/**
 * What every formula of the site is rendered with, whether an author wrote it or a component derived it. HTML to look at,
 * MathML for a screen reader. Whatever KaTeX would only warn of is an error.
 */
export const katexOptions: KatexOptions = {
  output: 'htmlAndMathml',
  strict: (code) => (lenient.has(code) ? 'ignore' : 'error'),
  trust,
  // A fresh copy each time the options are spread: KaTeX writes what \gdef defines into the object it is given,
  // and one formula must not change the next.
  get macros() {
    return { ...macros }
  },
}

/** How a display formula is referred to. */
export interface EquationLabel {
  readonly id: string
  readonly number: string
}

/**
 * The markup of one formula, whether it was written in a post or derived.
 * @throws {Error} with KaTeX's own text, if it cannot be set.
 */
export function renderMath(
  tex: string,
  options: { display?: boolean; label?: EquationLabel | undefined } = {},
): string {
  const { display = false, label } = options
  const key = `${display} ${tex}`
  const html =
    known.get(key) ?? lean(katex.renderToString(tex, { ...katexOptions, displayMode: display, throwOnError: true }))
  known.set(key, html)
  return display ? equation(html, label) : html
}

/** A page shows one and the same formula in its text, its tables and its diagrams. */
const known = new Map<string, string>()

/** A display formula may be wider than a phone: it scrolls in its own box, which the keyboard can reach. */
export function equation(html: string, label?: EquationLabel): string {
  const id = label ? ` id="${label.id}"` : ''
  const name = label ? `Equation ${label.number}` : 'Equation'
  const number = label ? `<span class="n">(${label.number})</span>` : ''
  return `<div class="equation"${id} tabindex="0" role="group" aria-label="${name}">${html}${number}</div>`
}

/** Not TeX, but meant: classes for the size symbols; and a `\\` at the top of a display formula, which strict KaTeX drops in silence. */
const lenient: ReadonlySet<string> = new Set(['htmlExtension', 'newLineInDisplayMode'])

/** KaTeX sets a command that it does not trust in red and goes on; throwing makes it an error like any other. */
function trust({ command }: TrustContext): boolean {
  if (command !== '\\htmlClass') throw new katex.ParseError(`Command not allowed here: ${command}`)
  return true
}
