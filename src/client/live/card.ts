import { exact, percent, short } from '../../engine/format.ts'
import { factors, parse, type Bindings, type Fraction, type Poly } from '../../engine/poly.ts'
import type { Convention } from './page.ts'
import { polynomialOf, read, type Quantity, type Reading } from './quantity.ts'

/** Everything that a number can tell of itself. */
export interface Origin {
  readonly quantity: Quantity
  /** It as it stands on the page. */
  readonly reading: Reading
  readonly bindings: Bindings
  readonly convention: Convention
  /** The part of the model it counts, and where that is written. */
  readonly scope: string | undefined
  readonly source: string | undefined
  /** What the whole model counts of the same kind. */
  readonly whole: string | undefined
  readonly conventions: string
}

/** Where a number comes from: symbols, the substitution, the exact value, the rule it was counted by. */
export function cardFor(origin: Origin): HTMLElement {
  const { quantity, reading, bindings, convention, scope, source, conventions } = origin
  const poly = polynomialOf(quantity, convention)
  const { text, value, number } = read({ ...quantity, as: 'exact', unit: '' }, bindings, convention)
  const rounded = ['short', 'compact'].includes(quantity.as ?? '') ? reading.text : short(number, '')
  const whole = quantity.over === undefined ? undefined : parse(quantity.over)
  const share = shareOf(origin, number)
  const rows = [
    row('In symbols', symbols(poly), whole && [' ÷ ', ...bracketed(symbols(whole), whole)]),
    row('With sizes', numerals(poly, bindings), whole && [' ÷ ', ...bracketed(numerals(whole, bindings), whole)]),
  ]
  const sum = element(
    'p',
    'sum',
    element('span', 'exact', whole === undefined ? text : String(Number(number.toPrecision(8)))),
    ...(whole === undefined && number >= 1000 ? [` or ${rounded}`] : []),
    ...(share === undefined ? [] : [`, ${percent(share, 1)} of the whole model`]),
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

/** Its share of what the whole model counts of the same kind, unless it is that or more. */
function shareOf({ quantity, bindings, convention, whole }: Origin, number: number): number | undefined {
  if (whole === undefined || quantity.over !== undefined) return undefined
  const share =
    number / read({ ...quantity, poly: whole, useful: undefined, head: undefined }, bindings, convention).number
  return share < 1 ? share : undefined
}

const names: Readonly<Record<string, string>> = {
  matmul: 'FLOPs in matrix products',
  useful: 'FLOPs in matrix products, useful pairs only',
  training: 'FLOPs of a training step',
  vector: 'FLOPs outside matrix products',
  transcendental: 'Transcendental operations',
  parameters: 'Parameters',
  trained: 'Trained parameters',
  memory: 'Bytes of weights',
  cache: 'Bytes of keys and values',
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
