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
  /** In a few words, by which rule it was counted; nothing where there is only one. */
  readonly rule?: string
  /** The part of the model it counts, or, as a row of a table, stands in; and where that is written. */
  readonly scope: string | undefined
  readonly isRow?: boolean
  readonly source: string | undefined
  /** The model, where that is not the page's own. */
  readonly model?: string | undefined
  /** The weights that it counts or that its products read, as the checkpoint names them. */
  readonly weights?: readonly string[]
  readonly conventions: string
}

/** Where a number comes from: symbols, the substitution, the exact value, the rule it was counted by. */
export function card(origin: Origin): HTMLElement {
  const { title, parts, text, words, value, rule = '', scope, isRow, source, model, weights = [], conventions } = origin
  const part = scope ? `the part ${scope.replaceAll('/', ', ')}` : 'the whole model'
  const about = [
    (scope !== undefined || model) && `${isRow ? 'In' : 'Counted for'} ${part}${model ? ` of ${model}` : ''}.`,
    source && `Written in ${source}.`,
  ].filter(Boolean)
  const link = element('a', '', rule === '' ? 'How we count' : 'how we count')
  link.setAttribute('href', conventions)
  return element(
    'aside',
    'pop',
    element('h4', '', title),
    row('In symbols', parts, symbols),
    row('With sizes', parts, numerals),
    element('p', 'sum', element('span', 'exact', text), words),
    element('p', 'tools', copy('Copy number', value), copy('Copy LaTeX', latex(parts))),
    element('p', 'about', rule === '' ? '' : `${rule}: `, link, `. ${about.join(' ')}`),
    ...listed(weights),
  )
}

/** The names of weights: all where they are few, else to be unfolded, and what they begin with said once. */
function listed(names: readonly string[]): HTMLElement[] {
  const list = (shown: readonly string[]) => element('ul', 'weights', ...shown.map((name) => element('li', '', name)))
  if (names.length < 4) return names.length === 0 ? [] : [list(names)]
  const common = /^(.*\.).*\n(?:\1.*\n)*$/.exec(`${names.join('\n')}\n`)?.[1] ?? ''
  const summary = element(
    'summary',
    '',
    `${names.length} weights${common && ' of '}`,
    element('code', '', common.slice(0, -1)),
  )
  return [element('details', '', summary, list(names.map((name) => name.slice(common.length))))]
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
  intensity: 'FLOPs for each byte moved',
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
