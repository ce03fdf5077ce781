import { compact, duration, exact } from '../../engine/format.ts'
import { parameterCount, polynomial, symbols, workOfScope } from '../../engine/index.ts'
import type { Model } from '../../models/index.ts'
import { number, rounded } from '../parts.ts'
import type { Study } from '../study.ts'
import { totalsOf, type Total } from '../totals.ts'
import { h, type View } from '../view.ts'

/** A model at a glance: its sizes, and the numbers that one asks for first. */
export function summary(study: Study): View {
  const { choice, model, pass, step, lengths, settings } = study
  const { parameters, training, cache, memory, ...own } = totalsOf(study)
  return h(
    'div',
    { class: 'ex-summary' },
    h('h2', { class: 'ex-model' }, choice.title, ' ', h('span', {}, model.class)),
    h('dl', { class: 'dims' }, ownSizes(model).map(size), Object.entries(lengths).map(length)),
    h(
      'dl',
      { class: 'ex-totals' },
      total('Parameters', parameters, undefined),
      total(pass.title, own.pass, 'FLOPs', `${duration(pass.seconds)} at best`),
      step && total(step.title, own.step, 'FLOPs', `${duration(step.seconds)} at best`),
      total('Training step', training, 'FLOPs', 'three forward passes'),
      total('Cache, each token', cache, 'B', '2 bytes a number'),
      total('Training memory', memory, 'B', pass.report.memory?.recipe),
    ),
    h('p', { class: 'ex-on' }, `“At best” is on one ${settings.chip.title} in ${settings.format}, by its roofline.`),
  )
}

const size = ({ symbol, name, value }: ReturnType<typeof ownSizes>[number]): View =>
  h(
    'div',
    {},
    h('dt', { class: `dim-${symbol}`, title: name }, symbol),
    h('dd', { class: `dim-${symbol}` }, exact(value)),
  )

function length([symbol, value]: [string, number]): View {
  const { name } = symbols.find((size) => size.symbol === symbol)!
  return size({ symbol, name, value })
}

const total = (name: string, counted: Total | undefined, unit: string | undefined, note?: string): View =>
  counted &&
  h(
    'div',
    {},
    h('dt', {}, name),
    h('dd', { class: 'big' }, unit === undefined ? compact(BigInt(counted.value)) : rounded(counted.value, unit)),
    h('dd', { class: 'exact' }, number(counted.value, counted.origin)),
    note !== undefined && h('dd', { class: 'note-line' }, note),
  )

/** The sizes that the configuration decides, in the order of the registry, that anything depends on. */
function ownSizes({ graph, sizes }: Model) {
  const used = polynomial.symbolsOf(polynomial.add(parameterCount(graph), workOfScope(graph).matmul))
  return symbols
    .filter(({ symbol }) => Object.hasOwn(sizes, symbol) && used.includes(symbol))
    .map(({ symbol, name }) => ({ symbol, name, value: sizes[symbol]! }))
}
