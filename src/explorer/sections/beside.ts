import { compact, duration, exact, short } from '../../engine/format.ts'
import { symbols } from '../../engine/index.ts'
import { symbol } from '../maths.ts'
import { quiet, right, table, type Group } from '../parts.ts'
import type { Study } from '../study.ts'
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
    h('p', { class: 'ex-on' }, `Times “at best” are on one ${a.chip.title} in ${a.settings.format}, by its roofline.`),
  )
}

function totals(a: Study, b: Study): Group {
  const of = (study: Study) => study.pass.report
  return {
    title: 'Counts',
    rows: [
      counted('Parameters', of(a).parameters.total, of(b).parameters.total, compact),
      counted('Forward pass, matmul FLOPs', of(a).flops.matmul, of(b).flops.matmul),
      timed('Forward pass, at best', a.pass.seconds, b.pass.seconds),
      counted('One decoding step, matmul FLOPs', a.step?.report.flops.matmul, b.step?.report.flops.matmul),
      timed('One decoding step, at best', a.step?.seconds, b.step?.seconds),
      counted('Training step, matmul FLOPs', of(a).flops.training, of(b).flops.training),
      counted('Cache, bytes a token', cached(of(a).kvCacheBytesPerToken), cached(of(b).kvCacheBytesPerToken)),
      counted('Training memory, bytes', of(a).memory?.total, of(b).memory?.total),
      counted(
        'Inference memory, bytes',
        (a.step ?? a.pass).report.inference.total,
        (b.step ?? b.pass).report.inference.total,
      ),
    ],
  }
}

function sizes(a: Study, b: Study): Group {
  const own = symbols.filter(({ symbol }) => symbol in a.model.sizes || symbol in b.model.sizes)
  return {
    title: 'Sizes',
    rows: own.map(({ symbol: letter, name }) => {
      const [left, right] = [a, b].map(({ model }) => model.sizes[letter])
      return counted([symbol(letter), ` ${name}`], left, right)
    }),
  }
}

/** An encoder has no cache; that is nothing, not none. */
const cached = (bytes: string): string | undefined => (bytes === '0' ? undefined : bytes)

function counted(name: View, left: Count, other: Count, roughly = inShort) {
  const cell = (value: Count) =>
    right(
      value === undefined
        ? quiet('none')
        : [Number(value) >= 1e6 && h('span', { class: 'rough' }, roughly(Number(value))), exact(BigInt(value))],
    )
  const ratio = left !== undefined && other !== undefined ? times(Number(left), Number(other)) : ''
  return [name, cell(left), cell(other), right(ratio)]
}

const inShort = (value: number): string => short(value, '')

type Count = string | number | bigint | undefined

function timed(name: string, left: number | undefined, other: number | undefined) {
  const cell = (seconds: number | undefined) => right(seconds === undefined ? quiet('none') : duration(seconds))
  return [name, cell(left), cell(other), right(left !== undefined && other !== undefined ? times(left, other) : '')]
}

/** How many times the first the second is, to three digits. */
function times(left: number, other: number): string {
  const ratio = other / left
  return `× ${ratio >= 1000 ? exact(Math.round(ratio)) : Number(ratio.toPrecision(3))}`
}
