import { compact, duration, exact } from '../../engine/format.ts'
import { parameterCount, polynomial, symbols, workOfScope } from '../../engine/index.ts'
import type { Model } from '../../models/index.ts'
import { number, rounded, type Origin } from '../parts.ts'
import type { Phase, Study } from '../study.ts'
import { h, type View } from '../view.ts'

/** A model at a glance: its sizes, and the five numbers that one asks for first. */
export function summary({ choice, model, pass, step, lengths, chip, settings }: Study): View {
  const { flops, parameters, memory, kvCacheBytesPerToken: cache } = pass.report
  return h(
    'div',
    { class: 'ex-summary' },
    h('h2', { class: 'ex-model' }, choice.title, h('span', {}, model.class)),
    h('dl', { class: 'dims' }, ownSizes(model).map(size), Object.entries(lengths).map(length)),
    h(
      'dl',
      { class: 'ex-totals' },
      total('Parameters', parameters.total, undefined, {
        formula: parameters.formula,
        phase: 'pass',
        of: 'parameters',
      }),
      total(pass.title, flops.matmul, 'FLOPs', work(pass), `${duration(pass.seconds)} at best`),
      step && total(step.title, step.report.flops.matmul, 'FLOPs', work(step), `${duration(step.seconds)} at best`),
      total('Training step', flops.training, 'FLOPs', threefold(pass), 'three forward passes'),
      cache !== '0' &&
        total(
          'Cache, each token',
          cache,
          'B',
          { formula: pass.report.kvCacheFormula, phase: 'pass' },
          '2 bytes a number',
        ),
      memory && total('Training memory', memory.total, 'B', undefined, memory.recipe),
    ),
    h('p', { class: 'ex-on' }, `“At best” is on one ${chip.title} in ${settings.format}, by its roofline.`),
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

function total(name: string, value: string, unit: string | undefined, origin?: Origin, note?: string): View {
  return h(
    'div',
    {},
    h('dt', {}, name),
    h('dd', { class: 'big' }, unit === undefined ? compact(BigInt(value)) : rounded(value, unit)),
    h('dd', { class: 'exact' }, number(value, origin)),
    note !== undefined && h('dd', { class: 'note-line' }, note),
  )
}

const work = ({ name, report }: Phase): Origin => ({ formula: report.flops.formula, phase: name, of: 'matmul' })

/** The formula of a training step: the forward pass three times. */
export function threefold({ report }: Phase, formula = report.flops.formula): Origin {
  const three = polynomial.multiply(polynomial.constant(3), polynomial.parse(formula))
  return { formula: polynomial.print(three), phase: 'pass' }
}

/** The sizes that the configuration decides, in the order of the registry, that anything depends on. */
function ownSizes({ graph, sizes }: Model) {
  const used = polynomial.symbolsOf(polynomial.add(parameterCount(graph), workOfScope(graph).matmul))
  return symbols
    .filter(({ symbol }) => Object.hasOwn(sizes, symbol) && used.includes(symbol))
    .map(({ symbol, name }) => ({ symbol, name, value: sizes[symbol]! }))
}
