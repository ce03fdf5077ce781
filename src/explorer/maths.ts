import { baseSymbol, dimensions, polynomial } from '../engine/index.ts'
import { mathRuns } from '../figures/mathtext.ts'
import { h, type View } from './view.ts'

/** A formula in the sizes, `8BTdhk+4BT^2hk`, each size in its color. */
export function formula(text: string): View {
  const terms = [...polynomial.parse(text).terms]
  return h(
    'span',
    { class: 'poly' },
    terms.map(([monomial, { numerator, denominator }], i) => {
      const letters = polynomial.factors(monomial)
      const size = numerator < 0n ? -numerator : numerator
      const number = denominator === 1n ? String(size) : `${size}/${denominator}`
      const sign = numerator < 0n ? '−' : i > 0 ? '+' : ''
      return [
        sign && (i > 0 ? ` ${sign} ` : sign),
        h('span', { class: 'nb' }, number === '1' && letters.length > 0 ? '' : number, letters.map(letter)),
      ]
    }),
  )
}

const letter = ([name, power]: readonly [string, number]): View => [
  h('i', { class: `sym dim-${name}` }, name),
  power !== 1 && h('sup', {}, String(power).replace('-', '−')),
]

/** A name or a short formula of a paper, given as LaTeX: `W_Q`. */
export function maths(tex: string): View {
  const runs = mathRuns(tex, full)
  return h(
    'span',
    { class: 'mt' },
    runs.map(({ text, face, class: className, drop = 0, size, before = 0 }) => {
      const name = drop > 0 ? 'sub' : drop < 0 ? 'sup' : face === 'serif-italic' ? 'i' : 'span'
      const words = before > 0.1 * size && size === full ? ` ${text}` : text
      const inner = name === 'i' || name === 'span' || face !== 'serif-italic' ? words : h('i', {}, words)
      return h(name, { class: className }, inner)
    }),
  )
}

const full = 16

/** A layout in storage: `(h k) d` is `[h·k, d]`. */
export function stored(layout: string): View {
  const groups = dimensions(layout)
  return h(
    'span',
    { class: 'shape' },
    '[',
    groups.map((axes, i) => [
      i > 0 && ', ',
      axes.map((axis, j) => [j > 0 && '·', h('b', { class: `dim-${baseSymbol(axis)}` }, axis)]),
    ]),
    ']',
  )
}

export const symbol = (name: string, title?: string): View => h('i', { class: `sym dim-${name}`, title }, name)
