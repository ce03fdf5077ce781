import { exact } from '../engine/format.ts'
import type { Report } from '../report/report.ts'
import type { Study } from './study.ts'

/** A file that a reader can take along. */
export interface File {
  readonly name: string
  readonly type: string
  readonly text: string
}

export type Kind = 'csv' | 'json' | 'md'

/** Everything that is counted about a model, as a file of some kind. */
export function exported(study: Study, kind: Kind): File {
  const base = (study.choice.name || study.model.architecture).replace(/[^\w.-]/g, '-')
  const write = { csv, json, md: markdown }[kind]
  const types = { csv: 'text/csv', json: 'application/json', md: 'text/markdown' }
  return { name: `${base}.${kind}`, type: types[kind], text: write(study) }
}

/** The reports of `inspect --json`: of the pass with its training memory, and of a decoding step where there is one. */
function json({ choice, settings, pass, step }: Study): string {
  const { title, config } = choice
  return `${JSON.stringify({ title, config, settings, pass: pass.report, step: step?.report }, undefined, 2)}\n`
}

/** One row for each tensor, operation and part of the memory; counts in full. */
function csv(study: Study): string {
  const rows = [['kind', 'part', 'name', 'shape', 'repeat', 'unit', 'count', 'formula'], ...records(study)]
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('')
}

function records({ pass, step }: Study): string[][] {
  const tensors = pass.report.parameters.tensors.map(({ name, shape, repeat, count, formula }) => [
    ...['tensor', '', name, shape.join('x'), String(repeat), 'parameters', count, formula],
  ])
  const phases = [pass, ...(step ? [step] : [])].flatMap(({ title, report }) =>
    report.operations.flatMap((operation) =>
      (['matmul', 'vector', 'transcendental'] as const)
        .filter((counter) => operation[counter] !== '0')
        .map((counter) => [
          ...[title, operation.part, nameOf(operation), '', String(operation.repeat), units[counter]],
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

const nameOf = ({ name }: Report['operations'][number]): string =>
  'tex' in name ? name.tex.replaceAll('\\,', ' ') : name.words

/** A cell, quoted where it has to be; one that a spreadsheet would take for a formula never begins as such. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function markdown({ choice, model, pass, step, settings }: Study): string {
  const { parameters, flops, memory } = pass.report
  const sizes = Object.entries(pass.report.bindings).map(([symbol, value]) => `${symbol} = ${exact(BigInt(value))}`)
  const cells = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    [cells(head), cells(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(cells)].join('\n')
  const held = ({ recipe, parts, total }: NonNullable<Report['memory']>): string =>
    `${recipe}\n\n${table(
      ['Part', 'Bytes'],
      [...parts.map(({ name, bytes }) => [name, exact(BigInt(bytes))]), ['together', exact(BigInt(total))]],
    )}`
  const products = (report: Report): string[][] =>
    report.operations
      .filter(({ matmul }) => matmul !== '0')
      .map((operation) => [
        ...[`${operation.part} ${nameOf(operation)}`, String(operation.repeat)],
        ...[operation.formula, exact(BigInt(operation.matmul))],
      ])
  return `${[
    `# ${choice.title}`,
    `${model.class}; ${sizes.join(', ')}`,
    table(
      ['Count', 'Value'],
      [
        ['parameters', exact(BigInt(parameters.total))],
        [`${pass.title.toLowerCase()}, matmul FLOPs`, exact(BigInt(flops.matmul))],
        ...(step ? [['one decoding step, matmul FLOPs', exact(BigInt(step.report.flops.matmul))]] : []),
        ['training step, matmul FLOPs', exact(BigInt(flops.training))],
        ['cache of one token, bytes', exact(BigInt(pass.report.kvCacheBytesPerToken))],
      ],
    ),
    `## Tensors`,
    table(
      ['Tensor', 'Shape', 'Blocks', 'Parameters'],
      parameters.tensors.map(({ name, shape, repeat, count }) => [
        ...[`\`${name}\``, shape.join(' × '), String(repeat), exact(BigInt(count))],
      ]),
    ),
    `## Products, ${pass.title.toLowerCase()}`,
    table(['Product', 'Runs', 'Formula', 'FLOPs'], products(pass.report)),
    ...(step
      ? ['## Products, one decoding step', table(['Product', 'Runs', 'Formula', 'FLOPs'], products(step.report))]
      : []),
    `## Memory of inference, ${settings.format}`,
    held((step ?? pass).report.inference),
    ...(memory ? ['## Memory of a training step', held(memory)] : []),
  ].join('\n\n')}\n`
}
