import { baseSymbol, names } from '../engine/index.ts'
import type { Equation } from '../engine/equations.ts'

/**
 * An equation with the shape of everything in it: a brace under each factor, or over it where it stands in a numerator,
 * so that the shapes never run into the bar. Axes named in `without` are left out, as a head's own equation leaves out h.
 */
export function withShapes({ name, latex, axes, operands }: Equation, without: readonly string[] = []): string {
  const shaped = [...operands].sort((a, b) => b.latex.length - a.latex.length)
  const body = latex.slice(name.length)
  const left = brace(name, shapeOf(names(axes), without), 'under')
  let out = ''
  let at = 0
  const numerators: number[] = []
  let depth = 0
  while (at < body.length) {
    const skipped = /^\\(?:text|operatorname|htmlClass)\{[^{}]*\}/.exec(body.slice(at))?.[0]
    const operand = skipped === undefined ? shaped.find(({ latex }) => standsAt(body, at, latex)) : undefined
    if (operand !== undefined) {
      const end = at + operand.latex.length
      const turned = /^\^\{\\top\}/.exec(body.slice(end))?.[0] ?? ''
      const own = names(operand.axes)
      const shape = shapeOf(turned === '' ? own : [...own.slice(0, -2), own.at(-1)!, own.at(-2)!], without)
      out += brace(operand.latex + turned, shape, numerators.length > 0 ? 'over' : 'under')
      at = end + turned.length
      continue
    }
    const token = skipped ?? /^\\(?:[a-zA-Z]+|.)|^./su.exec(body.slice(at))![0]
    if (token === '\\frac') numerators.push(depth)
    if (token === '{') depth++
    if (token === '}') {
      depth--
      if (numerators.at(-1) === depth) numerators.pop()
    }
    out += token
    at += token.length
  }
  return left + out
}

/** `[\T, \k]`, small, each size in its color. */
function shapeOf(axes: readonly string[], without: readonly string[]): string {
  const shown = axes.filter((axis) => !without.includes(baseSymbol(axis)))
  return `[${shown.map((axis) => (/^\d+$/.test(axis) ? axis : `\\${baseSymbol(axis)}${axis.replace(/[^']/g, '')}`)).join(',')}]`
}

/** An operand as a whole: neither the start of a longer name nor an index of another. */
function standsAt(text: string, at: number, operand: string): boolean {
  if (!text.startsWith(operand, at) || /[_^]\{?$/.test(text.slice(0, at))) return false
  return !/^[a-zA-Z_]/.test(text.slice(at + operand.length)) || operand.endsWith('}')
}

function brace(tex: string, shape: string, where: 'under' | 'over'): string {
  const [command, script] = where === 'under' ? ['underbrace', '_'] : ['overbrace', '^']
  return `\\${command}{${tex}}${script}{\\textstyle ${shape}}`
}
