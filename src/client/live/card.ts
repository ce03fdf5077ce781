import { exact } from '../../engine/format.ts'
import { factors, parse, type Bindings, type Fraction, type Poly } from '../../engine/poly.ts'
import { polynomialOf, read, type Quantity } from './quantity.ts'
import type { State } from './page.ts'

/** Everything that a number can tell of itself. */
export interface Origin {
  readonly quantity: Quantity
  readonly bindings: Bindings
  readonly state: State
  /** The part of the model it counts, and where that is written. */
  readonly scope: string | undefined
  readonly source: string | undefined
  readonly conventions: string
}

/** Where a number comes from: symbols, the substitution, the exact value, the rule it was counted by. */
export function cardFor({ quantity, bindings, state, scope, source, conventions }: Origin): HTMLElement {
  const poly = polynomialOf(quantity, state)
  const { text, value } = read({ ...quantity, as: 'exact', unit: '' }, bindings, state)
  const whole = quantity.over === undefined ? undefined : parse(quantity.over)
  const rows = [
    row('In symbols', symbols(poly), whole && [' ÷ ', ...bracketed(symbols(whole), whole)]),
    row('With sizes', numerals(poly, bindings), whole && [' ÷ ', ...bracketed(numerals(whole, bindings), whole)]),
  ]
  const sum = element(
    'p',
    'sum',
    element('span', 'exact', whole === undefined ? text : String(Number(Number(value).toPrecision(8)))),
  )
  const about = [
    scope && `Counted for ${scope === '' ? 'the whole model' : scope.replaceAll('/', ', ')}.`,
    source && `Written in ${source}.`,
  ].filter(Boolean)
  const link = element('a', '', 'How we count')
  link.setAttribute('href', conventions)
  return element(
    'aside',
    'pop',
    element('h4', '', title(quantity)),
    ...rows,
    sum,
    element('p', 'tools', copy('Copy number', String(value)), copy('Copy LaTeX', latex(poly)), link),
    ...(about.length > 0 ? [element('p', 'about', about.join(' '))] : []),
  )
}

const names: Readonly<Record<string, string>> = {
  matmul: 'FLOPs in matrix products',
  useful: 'FLOPs in matrix products, useful pairs only',
  training: 'FLOPs of a training step',
  vector: 'FLOPs outside matrix products',
  transcendental: 'Transcendental operations',
  parameters: 'Parameters',
  trained: 'Trained parameters',
}

const title = ({ of = '', over }: Quantity): string => (over === undefined ? (names[of] ?? 'A size') : 'A share')

function row(label: string, ...content: (readonly (Node | string)[] | undefined)[]): HTMLElement {
  return element('p', 'calc', element('span', 'h', label), ...content.flatMap((part) => part ?? []))
}

/** The polynomial with its letters in their colors. */
function symbols(p: Poly): (Node | string)[] {
  return terms(p, (name, power) => [
    element('b', `sym dim-${name}`, name),
    ...(power === 1 ? [] : [element('sup', '', String(power))]),
  ])
}

/** The polynomial with values in place of letters, each in the letter's color. */
function numerals(p: Poly, bindings: Bindings): (Node | string)[] {
  return terms(
    p,
    (name, power) => [
      element('b', `dim-${name}`, exact(BigInt(bindings[name] ?? 0))),
      ...(power === 1 ? [] : [element('sup', '', String(power))]),
    ],
    '·',
  )
}

function terms(p: Poly, factor: (name: string, power: number) => (Node | string)[], join = ''): (Node | string)[] {
  return [...p.terms].flatMap(([monomial, coefficient], i) => {
    const letters = factors(monomial).map(([name, power]) => factor(name, power))
    const number = coefficientText(coefficient)
    const parts = number === '1' && letters.length > 0 ? letters : [[number], ...letters]
    const sign = i === 0 ? [] : [' + ']
    return [...sign, ...parts.flatMap((part, n) => (n > 0 && join ? [join, ...part] : part))]
  })
}

const bracketed = (content: (Node | string)[], p: Poly): (Node | string)[] =>
  p.terms.size > 1 ? ['(', ...content, ')'] : content

const coefficientText = ({ numerator, denominator }: Fraction): string =>
  denominator === 1n ? String(numerator) : `${numerator}/${denominator}`

function latex(p: Poly): string {
  return [...p.terms]
    .map(([monomial, coefficient]) => {
      const letters = factors(monomial).map(([name, power]) => (power === 1 ? name : `${name}^{${power}}`))
      const number = coefficientText(coefficient).replace(/^(\d+)\/(\d+)$/, '\\tfrac{$1}{$2}')
      return (number === '1' && letters.length > 0 ? '' : number) + letters.join(' ')
    })
    .join(' + ')
}

function copy(label: string, text: string): HTMLElement {
  const button = element('button', '', label)
  button.setAttribute('type', 'button')
  button.addEventListener('click', () => {
    void navigator.clipboard?.writeText(text).then(() => (button.textContent = 'Copied'))
  })
  return button
}

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const node = document.createElement(name)
  if (className !== '') node.className = className
  node.append(...children)
  return node
}
