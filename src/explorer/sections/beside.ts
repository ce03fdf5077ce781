import { compact, duration, exact, short } from '../../engine/format.ts'
import { symbols } from '../../engine/index.ts'
import { symbol } from '../maths.ts'
import { number, quiet, right, table, type Cell, type Group, type Origin, type Row } from '../parts.ts'
import type { Phase, Study } from '../study.ts'
import { totalsOf } from '../totals.ts'
import { h, type View } from '../view.ts'

/** Two models line by line: their sizes, and the totals of each with how many times the first the second is. */
export function beside(a: Study, b: Study): View {
  return h(
    'div',
    { class: 'ex-summary' },
    h('h2', { class: 'ex-model' }, a.choice.title, ' and ', b.choice.title),
    table(
      'The two models, line by line',
      [h('span', { class: 'vh' }, 'Count'), right(a.choice.title, ''), right(b.choice.title, ''), right('Ratio', '')],
      [totals(a, b), sizes(a, b)],
      [],
      'ex-beside',
    ),
    h(
      'p',
      { class: 'ex-on' },
      `Times “at best” are on one ${a.settings.chip.title} in ${a.settings.format}, by its roofline.`,
    ),
  )
}

function totals(a: Study, b: Study): Group {
  const [of, other] = [totalsOf(a), totalsOf(b)]
  const counted = (name: string, key: keyof typeof of) => row(name, of[key], other[key])
  const timed = (name: string, key: 'pass' | 'step') => row(name, timeOf(a[key]), timeOf(b[key]))
  return {
    title: 'Counts',
    rows: [
      row('Parameters', of.parameters, other.parameters, compact),
      counted('Forward pass, matmul FLOPs', 'pass'),
      timed('Forward pass, at best', 'pass'),
      counted('One decoding step, matmul FLOPs', 'step'),
      timed('One decoding step, at best', 'step'),
      counted('Training step, matmul FLOPs', 'training'),
      counted('Cache, bytes a token', 'cache'),
      counted('Training memory, bytes', 'memory'),
      counted('Inference memory, bytes', 'inference'),
    ],
  }
}

function sizes(a: Study, b: Study): Group {
  const own = symbols.filter(({ symbol }) => symbol in a.model.sizes || symbol in b.model.sizes)
  const of = ({ model }: Study, letter: string): Part | undefined =>
    letter in model.sizes ? { value: String(model.sizes[letter]) } : undefined
  return {
    title: 'Sizes',
    rows: own.map(({ symbol: letter, name }) => row([symbol(letter), ` ${name}`], of(a, letter), of(b, letter))),
  }
}

/** What a model has of something: a count, whose origin may be known, or seconds. */
type Part = { readonly value: string; readonly origin?: Origin } | { readonly seconds: number }

const timeOf = (phase: Phase | undefined): Part | undefined => phase && { seconds: phase.seconds }

function row(name: View, left: Part | undefined, other: Part | undefined, roughly = inShort): Row {
  const cell = (part: Part | undefined): Cell => {
    if (part === undefined) return right(quiet('none'))
    if ('seconds' in part) return right(duration(part.seconds))
    const size = Number(part.value)
    return right([size >= 1e6 && [h('span', { class: 'rough' }, roughly(size)), ' '], number(part.value, part.origin)])
  }
  return [name, cell(left), cell(other), right(left && other ? times(sizeOf(left), sizeOf(other)) : '')]
}

const inShort = (value: number): string => short(value, '')

const sizeOf = (part: Part): number => ('seconds' in part ? part.seconds : Number(part.value))

/** How many times the first the second is, to three digits. */
function times(left: number, other: number): string {
  const ratio = other / left
  return `× ${ratio >= 1000 ? exact(Math.round(ratio)) : Number(ratio.toPrecision(3))}`
}
