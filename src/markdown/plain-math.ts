import { renderMath } from './katex.ts'

/** A formula as plain characters, for where there is no markup: `O(\T^2)` → `O(T^2)`, `\epsilon` → `ϵ`, `\sqrt{d_k}` → `sqrt(d_k)`. */
export function plainMath(tex: string): string {
  return tex
    .replaceAll(/\\[,:;! ]|~/g, ' ')
    .replaceAll(
      /\\(?:(?:math|text|operatorname)[a-z]*\s*\{[^{}]*\}|[A-Za-z]+)/g,
      (command) => characters(command) ?? name(command),
    )
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** What the MathML of a formula says, or nothing if it cannot stand alone. */
function characters(tex: string): string | undefined {
  try {
    const [, presentation = ''] = /<math\b[^>]*>(.*?)<\/math>/s.exec(renderMath(tex)) ?? []
    const text = presentation.replaceAll(/<[^>]*>/g, '')
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  } catch {
    return undefined
  }
}

const name = (command: string): string => command.slice(1)
