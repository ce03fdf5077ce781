import {
  baseSymbol,
  contracted,
  dimensions,
  isEinsum,
  isParam,
  names,
  nodesOf,
  type Graph,
  type Node,
} from '../engine/index.ts'
import type { Equation, Operand } from '../engine/equations.ts'

/**
 * An equation with the shape of everything in it: a brace under each factor, or over it where it stands in a numerator,
 * so that shapes never run into the bar. Axes named in `without` are left out, as a head's own equation leaves out h.
 */
export function withShapes(graph: Graph, equation: Equation, without: readonly string[] = []): string {
  const { name, latex, axes } = equation
  const operands = [...equation.operands].sort((a, b) => b.latex.length - a.latex.length)
  const shapes = { graph, equation, without }
  const left = brace(
    name,
    shape(
      names(axes).map((axis) => [axis]),
      without,
    ),
    'under',
  )
  return left + fixedParentheses(braced(latex.slice(name.length), operands, shapes))
}

interface Shapes {
  readonly graph: Graph
  readonly equation: Equation
  readonly without: readonly string[]
}

/** Walks through LaTeX token by token and puts a brace on each operand. */
function braced(body: string, operands: readonly Operand[], shapes: Shapes): string {
  const numerators: number[] = []
  let [out, at, depth] = ['', 0, 0]
  while (at < body.length) {
    const rest = body.slice(at)
    const words = /^\\(?:text|operatorname|htmlClass)\{[^{}]*\}/.exec(rest)?.[0]
    const operand = words === undefined ? operands.find(({ latex }) => standsAt(body, at, latex)) : undefined
    if (operand !== undefined) {
      const turned = /^\^\{\\top\}/.exec(rest.slice(operand.latex.length))?.[0] ?? ''
      const own = shape(axesOf(operand, turned !== '', shapes), shapes.without)
      out += brace(operand.latex + turned, own, numerators.length > 0 ? 'over' : 'under')
      at += operand.latex.length + turned.length
      continue
    }
    const token = words ?? /^\\(?:[a-zA-Z]+|.)|^./su.exec(rest)![0]
    if (token === '\\frac') numerators.push(depth)
    if (token === '{') depth++
    if (token === '}' && numerators.at(-1) === --depth) numerators.pop()
    out += token
    at += token.length
  }
  return out
}

/** The axes of an operand, grouped as they lie in it. A weight in a product has its rows first: what it reads. */
function axesOf({ node, axes }: Operand, turned: boolean, { graph, equation }: Shapes): string[][] {
  if (isParam(node)) {
    const users = nodesOf(graph.root).filter((user) => isEinsum(user) && user.inputs.includes(node as Node))
    const user = users.find(({ scope }) => scope === equation.node.scope) ?? users[0]
    if (user === undefined) return dimensions(node.attributes.stored)
    const inner = contracted(user).filter((axis) => names(node.axes).includes(axis))
    return [inner, names(node.axes).filter((axis) => !inner.includes(axis))]
  }
  const own = names(axes).map((axis) => [axis])
  return turned ? [...own.slice(0, -2), own.at(-1)!, own.at(-2)!] : own
}

/** `[\T, \h\k]`, each size in its color. */
function shape(groups: readonly (readonly string[])[], without: readonly string[]): string {
  const shown = groups
    .map((axes) => axes.filter((axis) => !without.includes(baseSymbol(axis))))
    .filter(({ length }) => length > 0)
  return `[${shown.map((axes) => axes.map(letter).join('')).join(',\\,')}]`
}

const letter = (axis: string): string =>
  /^\d+$/.test(axis) ? axis : `\\${baseSymbol(axis)}${axis.replace(/[^']/g, '')}`

/** An operand as a whole: neither the start of a longer name nor an index of another. */
function standsAt(text: string, at: number, operand: string): boolean {
  if (!text.startsWith(operand, at) || /[_^]\{?$/.test(text.slice(0, at))) return false
  return operand.endsWith('}') || !/^[a-zA-Z_]/.test(text.slice(at + operand.length))
}

function brace(tex: string, shape: string, where: 'under' | 'over'): string {
  const [command, script] = where === 'under' ? ['underbrace', '_'] : ['overbrace', '^']
  return `\\${command}{${tex}}${script}{\\textstyle ${shape}}`
}

/** Parentheses as large as the formula without its braces: around a fraction large, else one size up. */
function fixedParentheses(tex: string): string {
  const open: number[] = []
  let out = tex
  for (let at = 0; at < out.length; at++) {
    if (out.startsWith('\\left(', at)) open.push(at)
    if (!out.startsWith('\\right)', at)) continue
    const from = open.pop()
    if (from === undefined) continue
    const inside = out.slice(from + '\\left('.length, at)
    const size = inside.includes('\\frac') ? 'bigg' : 'big'
    const whole = `\\${size}l(${inside}\\${size}r)`
    out = out.slice(0, from) + whole + out.slice(at + '\\right)'.length)
    at = from + whole.length - 1
  }
  return out
}
