import { exact } from '../../engine/format.ts'
import { factors, type Bindings, type Fraction, type Poly } from '../../engine/poly.ts'

/** A formula at some sizes; of several, `join` stands before all but the first: ` ÷ ` for a share, ` − ` for a difference. */
export interface Part {
  readonly poly: Poly
  readonly bindings: Bindings
  readonly join?: ' ÷ ' | ' − '
}

/** Everything that a number can tell of itself. */
export interface Origin {
  readonly title: string
  readonly parts: readonly Part[]
  /** Its value in full, and in other words. */
  readonly text: string
  readonly words: string
  /** The value as it is copied. */
  readonly value: string
  /** The part of the model it counts, and where that is written. */
  readonly scope: string | undefined
  readonly source: string | undefined
  readonly conventions: string
}

/** Where a number comes from: symbols, the substitution, the exact value, the rule it was counted by. */
export function card({ title, parts, text, words, value, scope, source, conventions }: Origin): HTMLElement {
  const about = [scope && `Counted for ${scope.replaceAll('/', ', ')}.`, source && `Written in ${source}.`].filter(
    Boolean,
  )
  const link = element('a', '', 'How we count')
  link.setAttribute('href', conventions)
  return element(
    'aside',
    'pop',
    element('h4', '', title),
    row('In symbols', parts, symbols),
    row('With sizes', parts, numerals),
    element('p', 'sum', element('span', 'exact', text), words),
    element('p', 'tools', copy('Copy number', value), copy('Copy LaTeX', latex(parts)), link),
    ...(about.length > 0 ? [element('p', 'about', about.join(' '))] : []),
  )
}

/** What each kind of count is called. */
export const titles: Readonly<Record<string, string>> = {
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

type Content = readonly (Node | string)[]

function row(label: string, parts: readonly Part[], write: (part: Part) => Content): HTMLElement {
  const content = parts.flatMap((part) => {
    const isBracketed = parts.length > 1 && part.poly.terms.size > 1
    return [part.join ?? '', ...(isBracketed ? ['(', ...write(part), ')'] : write(part))]
  })
  return element('p', 'calc', element('span', 'h', label), ...content)
}

/** The polynomial with its letters in their colors. */
const symbols = ({ poly }: Part): Content =>
  terms(poly, (name, power) => [element('b', `sym dim-${name}`, name), ...raised(power)])

/** The polynomial with values in place of letters, each in the letter's color. */
const numerals = ({ poly, bindings }: Part): Content =>
  terms(poly, (name, power) => [element('b', `dim-${name}`, exact(BigInt(bindings[name] ?? 0))), ...raised(power)], '·')

const raised = (power: number): Content => (power === 1 ? [] : [element('sup', '', String(power))])

function terms(p: Poly, factor: (name: string, power: number) => Content, join = ''): Content {
  return [...p.terms].flatMap(([monomial, coefficient], i) => {
    const letters = factors(monomial).map(([name, power]) => factor(name, power))
    const { isNegative, text } = sized(coefficient)
    const parts = text === '1' && letters.length > 0 ? letters : [[text], ...letters]
    const sign = i > 0 ? [isNegative ? ' − ' : ' + '] : isNegative ? ['−'] : []
    return [...sign, ...parts.flatMap((part, n) => (n > 0 && join ? [join, ...part] : part))]
  })
}

/** A coefficient without its sign. */
const sized = ({ numerator, denominator }: Fraction): { isNegative: boolean; text: string } => {
  const size = String(numerator).replace('-', '')
  return { isNegative: numerator < 0n, text: denominator === 1n ? size : `${size}/${denominator}` }
}

const latex = (parts: readonly Part[]): string =>
  parts
    .map(({ join, poly }) => {
      const text = latexOf(poly)
      const whole = parts.length > 1 && poly.terms.size > 1 ? `\\left(${text}\\right)` : text
      return (join === undefined ? '' : join === ' ÷ ' ? ' \\div ' : ' - ') + whole
    })
    .join('')

const latexOf = (p: Poly): string =>
  [...p.terms]
    .map(([monomial, coefficient], i) => {
      const letters = factors(monomial).map(([name, power]) => (power === 1 ? name : `${name}^{${power}}`))
      const { isNegative, text } = sized(coefficient)
      const number = text.replace(/^(\d+)\/(\d+)$/, '\\tfrac{$1}{$2}')
      const sign = isNegative ? ' - ' : i > 0 ? ' + ' : ''
      return sign + (number === '1' && letters.length > 0 ? '' : number) + letters.join(' ')
    })
    .join('')
    .trim()

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
