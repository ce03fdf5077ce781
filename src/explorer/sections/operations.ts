import { exact } from '../../engine/format.ts'
import { partTitle } from '../../models/operation-names.ts'
import type { Report } from '../../report/report.ts'
import { formula, maths } from '../maths.ts'
import {
  bar,
  barHead,
  folded,
  largestOf,
  number,
  quiet,
  right,
  section,
  share,
  table,
  type Cell,
  type Group,
  type Row,
} from '../parts.ts'
import type { Phase, Study } from '../study.ts'
import { threefold } from '../totals.ts'
import { h, type View } from '../view.ts'

type Operation = Report['operations'][number]

/** What each operation costs in each phase: products as FLOPs; what lies outside of products apart, since the two are never added. */
export const operations = (study: Study): View => section('operations', 'What each product costs', costs(study))

/** The same without its heading. */
export const costs = ({ pass, step }: Study): View => [
  h(
    'p',
    {},
    'Matmul FLOPs of every matrix product, all of its runs together',
    step && ', for a whole prompt, for one token after a past, and for a step of training',
    '. ',
    useful(pass),
    isKept(pass, step) && ' What is computed once, before the first step, is kept.',
  ),
  products(pass, step),
  folded('Outside of matrix products', elementwise(pass, step)),
  folded('By module of the checkpoint', modules(pass, step)),
]

function useful(pass: Phase): View {
  const { flops } = pass.report
  if (flops.useful === flops.matmul) return 'No mask hides any of it.'
  return ['The causal mask lets ', number(flops.useful), ' of the ', number(flops.matmul), ' FLOPs matter.']
}

/** Whether some product is left out of a decoding step. */
const isKept = (pass: Phase, step: Phase | undefined): boolean =>
  step !== undefined && step.report.operations.length < pass.report.operations.length

function products(pass: Phase, step: Phase | undefined): View {
  const own = pass.report.operations.filter(({ matmul }) => matmul !== '0')
  const stepped = inStep(step)
  const largest = largestOf(own.map(({ matmul }) => matmul))
  const { flops } = pass.report
  return table(
    'Matrix products',
    [
      'Product',
      { content: step ? 'Formula, prefill' : 'Formula', class: 'formula' },
      barHead,
      right(pass.title, ''),
      step && right(step.title, ''),
      right('Training step', ''),
    ],
    byPart(own, (operation) => [
      'tex' in operation.name ? maths(operation.name.tex) : operation.name.words,
      { content: formula(operation.formula), class: 'formula' },
      bar(share(operation.matmul, largest)),
      matmul(pass, operation),
      step && matmul(step, stepped.get(operation.id)),
      right(number(String(3n * BigInt(operation.matmul)), threefold(pass, operation))),
    ]),
    [
      [
        'Together',
        { content: '', class: 'formula' },
        { content: '', class: 'bar' },
        matmul(pass, flops),
        step && matmul(step, step.report.flops),
        right(number(flops.training, threefold(pass))),
      ],
    ],
    'ex-products',
  )
}

/** The matmul FLOPs of something in a phase, if it runs there. */
const matmul = ({ id }: Phase, counted: Counted | undefined): Cell =>
  right(
    counted
      ? number(counted.matmul, { formula: counted.formula, phase: id, of: 'matmul', part: counted.part })
      : quiet('once'),
  )

interface Counted {
  readonly matmul: string
  readonly formula: string
  readonly part?: string
}

const inStep = (step: Phase | undefined): ReadonlyMap<number, Operation> =>
  new Map(step?.report.operations.map((operation) => [operation.id, operation]))

function elementwise(pass: Phase, step: Phase | undefined): View {
  const own = pass.report.operations.filter(({ vector, transcendental }) => vector !== '0' || transcendental !== '0')
  const stepped = inStep(step)
  const cells = (counted: Pick<Operation, 'vector' | 'transcendental'> | undefined): Cell[] =>
    (['vector', 'transcendental'] as const).map((of) => right(counted ? number(counted[of]) : quiet('once')))
  const head = (title: string): Cell[] =>
    [`${title}, vector FLOPs`, `${title}, transcendental operations`].map((words) => right(words, ''))
  return table(
    'Work outside of matrix products',
    ['Operation', ...head(pass.title), ...(step ? head('Step') : [])],
    byPart(own, ({ id, name, ...counted }) => [
      'tex' in name ? ['bias ', maths(name.tex)] : name.words,
      ...cells(counted),
      ...(step ? cells(stepped.get(id)) : []),
    ]),
    [['Together', ...cells(pass.report.flops), ...(step ? cells(step.report.flops) : [])]],
    'wraps',
  )
}

function modules(pass: Phase, step: Phase | undefined): View {
  const stepped = new Map(step?.report.scopes.map((scope) => [scope.path, scope]))
  return table(
    'Modules of the checkpoint',
    [
      'Module',
      right('How many', ''),
      { content: 'Formula of one', class: 'formula' },
      right(`${pass.title}, one`, ''),
      step && right('Step, one', ''),
    ],
    [
      {
        rows: pass.report.scopes
          .filter(({ matmul }) => matmul !== '0')
          .map((module) => [
            h('code', { class: 'weight' }, module.path),
            right(`× ${exact(module.repeat)}`, ''),
            { content: formula(module.formula), class: 'formula' },
            matmul(pass, module),
            step && matmul(step, stepped.get(module.path)),
          ]),
      },
    ],
  )
}

/** Rows by the part of the model that they stand in. */
function byPart(own: readonly Operation[], row: (operation: Operation) => Row): Group[] {
  const groups: { part: string; title: View; rows: Row[] }[] = []
  for (const operation of own) {
    const { part, repeat } = operation
    const title = [partTitle(part), repeat > 1 && quiet(` × ${exact(repeat)}`)]
    if (groups.at(-1)?.part !== part) groups.push({ part, title, rows: [] })
    groups.at(-1)!.rows.push(row(operation))
  }
  return groups
}
