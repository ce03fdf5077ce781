import type { Report } from '../report/report.ts'
import { plainTex, type Contents } from './exports.ts'
import type { Study } from './study.ts'
import type { View } from './view.ts'

/** Everything that is counted about a model; its page as `shown`. */
export const contentsOf = (study: Study, shown: View): Contents => ({
  csv: () => [['kind', 'part', 'name', 'shape', 'repeat', 'unit', 'count', 'formula'], ...records(study)],
  json: () => told(study),
  md: () => shown,
})

/** What a file is named after. */
export const nameOf = ({ choice, model }: Study): string => choice.name || model.architecture

/** The reports of `inspect --json`: of the pass with its training memory, and of a decoding step where there is one. */
export function told({ choice, settings, pass, step }: Study): object {
  const { title, config } = choice
  return { title, config, settings, pass: pass.report, step: step?.report }
}

/** One row for each tensor, operation and part of the memory; counts in full. */
function records({ pass, step }: Study): string[][] {
  const tensors = pass.report.parameters.tensors.map(({ name, shape, repeat, count, formula }) => [
    ...['tensor', '', name, shape.join('x'), String(repeat), 'parameters', count, formula],
  ])
  const phases = [pass, ...(step ? [step] : [])].flatMap(({ title, report }) =>
    report.operations.flatMap((operation) =>
      (['matmul', 'vector', 'transcendental'] as const)
        .filter((counter) => operation[counter] !== '0')
        .map((counter) => [
          ...[title, operation.part, called(operation), '', String(operation.repeat), units[counter]],
          ...[operation[counter], counter === 'matmul' ? operation.formula : ''],
        ]),
    ),
  )
  const memories = [
    ['inference memory', (step ?? pass).report.inference] as const,
    ...(pass.report.memory ? [['training memory', pass.report.memory] as const] : []),
  ].flatMap(([kind, { parts }]) =>
    parts.map(({ name, bytes, formula }) => [kind, '', name, '', '1', 'bytes', bytes, formula]),
  )
  return [...tensors, ...phases, ...memories]
}

const units = { matmul: 'matmul FLOPs', vector: 'vector FLOPs', transcendental: 'transcendental operations' }

const called = ({ name }: Report['operations'][number]): string => ('tex' in name ? plainTex(name.tex) : name.words)
