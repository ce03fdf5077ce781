import { exact, short } from '../engine/format.ts'
import type { Report } from './report.ts'

/** A report as tables for a terminal. */
export function format({ bindings, parameters, flops, scopes, ...model }: Report, train: boolean): string {
  const sizes = Object.entries(bindings).map(([symbol, value]) => `${symbol} = ${grouped(value)}`)
  const cached = model.kvCacheBytesPerToken !== '0'
  return [
    `${model.class} (${model.architecture})`,
    sizes.join(', '),
    '',
    'Parameters',
    ...table(
      [
        ...parameters.tensors.map(({ name, shape, repeat, count }) => [
          name,
          `[${shape.join(', ')}]`,
          `× ${exact(repeat)}`,
          grouped(count),
        ]),
        ['total', '', '', grouped(parameters.total)],
      ],
      [1, 2, 3],
    ),
    ...parameters.tied.map((name) => `  ${name} is tied: no parameters of its own`),
    '',
    `Forward pass${bindings['p'] !== undefined && bindings['p'] !== '0' ? `, one token after ${grouped(bindings['p'])}` : ''}`,
    ...table(
      [
        ['matmul FLOPs', grouped(flops.matmul), rounded(flops.matmul, 'FLOPs'), flops.formula],
        ['of these useful under a mask', grouped(flops.useful), rounded(flops.useful, 'FLOPs'), ''],
        ['vector FLOPs', grouped(flops.vector), rounded(flops.vector, 'FLOPs'), ''],
        ['transcendental operations', grouped(flops.transcendental), rounded(flops.transcendental, 'operations'), ''],
        ...(train
          ? [['matmul FLOPs of a training step', grouped(flops.training), rounded(flops.training, 'FLOPs'), '3×']]
          : []),
      ],
      [1],
    ),
    '',
    'Modules, matmul FLOPs of one',
    ...table(
      scopes
        .filter(({ matmul }) => matmul !== '0')
        .map(({ path, repeat, matmul, formula }) => [path, `× ${exact(repeat)}`, grouped(matmul), formula]),
      [1, 2],
    ),
    ...(cached ? ['', `Cache: ${grouped(model.kvCacheBytesPerToken)} bytes a token, 2 a number`] : []),
  ].join('\n')
}

/** Rows in columns, two spaces apart; the columns in `right` are numbers, set flush right. */
function table(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]!.length)))
  return rows.map((row) =>
    `  ${row.map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ')}`.trimEnd(),
  )
}

const grouped = (value: string): string => exact(BigInt(value))
const rounded = (value: string, unit: string): string => short(BigInt(value), unit).replace('\u00a0', ' ')
