import { exact } from '../../engine/format.ts'
import { partTitle } from '../../models/operation-names.ts'
import type { Report } from '../../report/report.ts'
import { formula, maths } from '../maths.ts'
import { bar, barHead, folded, largestOf, number, quiet, right, section, share, table, type Group } from '../parts.ts'
import type { Phase, Study } from '../study.ts'
import { h, type View } from '../view.ts'
import { threefold } from './summary.ts'

type Operation = Report['operations'][number]

/** What each operation costs in each phase: products as FLOPs; what lies outside of products apart, since the two are never added. */
export function operations(study: Study, id = 'operations'): View {
  const { pass, step } = study
  return section(
    id,
    'What each product costs',
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
  )
}

function useful({ report: { flops } }: Phase): View {
  if (flops.useful === flops.matmul) return 'No mask hides any of it.'
  return ['The causal mask lets ', number(flops.useful), ' of the ', number(flops.matmul), ' FLOPs matter.']
}

/** Whether some product is left out of a decoding step. */
const isKept = (pass: Phase, step: Phase | undefined): boolean =>
  step !== undefined && step.report.operations.length < pass.report.operations.length

function products(pass: Phase, step: Phase | undefined): View {
  const own = pass.report.operations.filter(({ matmul }) => matmul !== '0')
  const inStep = new Map(step?.report.operations.map((operation) => [operation.id, operation]))
  const largest = largestOf(own.map(({ matmul }) => matmul))
  const groups = byPart(own, (operation) => {
    const { name, matmul, formula: text, part } = operation
    const stepped = inStep.get(operation.id)
    return [
      'tex' in name ? maths(name.tex) : name.words,
      { content: formula(text), class: 'formula' },
      bar(share(matmul, largest)),
      right(number(matmul, { formula: text, phase: 'pass', of: 'matmul', part })),
      ...(step
        ? [
            right(
              stepped
                ? number(stepped.matmul, { formula: stepped.formula, phase: 'step', of: 'matmul', part })
                : quiet('once'),
            ),
          ]
        : []),
      right(number(String(3n * BigInt(matmul)), threefold(pass, text))),
    ]
  })
  const { flops } = pass.report
  return table(
    'Matrix products',
    [
      'Product',
      { content: pass.title === 'Prefill' ? 'Formula, prefill' : 'Formula', class: 'formula' },
      barHead,
      right(pass.title, ''),
      ...(step ? [right(step.title, '')] : []),
      right('Training step', ''),
    ],
    groups,
    [
      [
        'Together',
        { content: '', class: 'formula' },
        { content: '', class: 'bar' },
        right(number(flops.matmul, { formula: flops.formula, phase: 'pass', of: 'matmul' })),
        ...(step
          ? [
              right(
                number(step.report.flops.matmul, { formula: step.report.flops.formula, phase: 'step', of: 'matmul' }),
              ),
            ]
          : []),
        right(number(flops.training, threefold(pass))),
      ],
    ],
    'ex-products',
  )
}

function elementwise(pass: Phase, step: Phase | undefined): View {
  const own = pass.report.operations.filter(({ vector, transcendental }) => vector !== '0' || transcendental !== '0')
  const { flops } = pass.report
  const cells = (operation: Pick<Operation, 'vector' | 'transcendental'> | undefined) =>
    operation
      ? [right(number(operation.vector)), right(number(operation.transcendental))]
      : [right(quiet('once')), right(quiet('once'))]
  const inStep = new Map(step?.report.operations.map((operation) => [operation.id, operation]))
  const groups = byPart(own, (operation) => [
    'tex' in operation.name ? ['bias ', maths(operation.name.tex)] : operation.name.words,
    ...cells(operation),
    ...(step ? cells(inStep.get(operation.id)) : []),
  ])
  const head = (title: string) => [
    right([title, ', vector FLOPs'], ''),
    right([title, ', transcendental operations'], ''),
  ]
  return table(
    'Work outside of matrix products',
    ['Operation', ...head(pass.title), ...(step ? head('Step') : [])],
    groups,
    [['Together', ...cells(flops), ...(step ? cells(step.report.flops) : [])]],
    'wraps',
  )
}

function modules(pass: Phase, step: Phase | undefined): View {
  const inStep = new Map(step?.report.scopes.map((scope) => [scope.path, scope]))
  const rows = pass.report.scopes
    .filter(({ matmul }) => matmul !== '0')
    .map(({ path, repeat, matmul, formula: text }) => {
      const stepped = inStep.get(path)
      return [
        h('code', { class: 'weight' }, path),
        right(`× ${exact(repeat)}`, ''),
        { content: formula(text), class: 'formula' },
        right(number(matmul, { formula: text, phase: 'pass', of: 'matmul' })),
        ...(step && stepped
          ? [right(number(stepped.matmul, { formula: stepped.formula, phase: 'step', of: 'matmul' }))]
          : []),
      ]
    })
  return table(
    'Modules of the checkpoint',
    [
      'Module',
      right('How many', ''),
      { content: 'Formula of one', class: 'formula' },
      right([pass.title, ', one'], ''),
      ...(step ? [right('Step, one', '')] : []),
    ],
    [{ rows }],
  )
}

/** Rows by the part of the model that they stand in. */
function byPart<Row>(
  own: readonly Operation[],
  row: (operation: Operation) => Row,
): (Omit<Group, 'rows'> & { rows: Row[] })[] {
  const groups: { part: string; title: View; rows: Row[] }[] = []
  for (const operation of own) {
    const { part, repeat } = operation
    const title = [partTitle(part), repeat > 1 && quiet(` × ${exact(repeat)}`)]
    if (groups.at(-1)?.part !== part) groups.push({ part, title, rows: [] })
    groups.at(-1)!.rows.push(row(operation))
  }
  return groups
}
