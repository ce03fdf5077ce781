import { exact, short } from '../engine/format.ts'
import type { Report } from '../report/report.ts'

/** A report as tables for a terminal. */
export function format(report: Report): string {
  const sizes = Object.entries(report.bindings).map(([symbol, value]) => `${symbol} = ${grouped(value)}`)
  const heading = [`${report.class} (${report.architecture})`, sizes.join(', ')]
  const sections = [heading, weights(report), work(report), modules(report), memory(report), cache(report)]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function weights({ parameters: { tensors, total, tied } }: Report): string[] {
  const rows = tensors.map(({ name, shape, repeat, count }) => [
    name,
    `[${shape.join(', ')}]`,
    `× ${exact(repeat)}`,
    grouped(count),
  ])
  return [
    'Parameters',
    ...table([...rows, ['total', '', '', grouped(total)]], [1, 2, 3]),
    ...tied.map((name) => `  ${name} is tied: no parameters of its own`),
  ]
}

function work({ flops, bindings, memory }: Report): string[] {
  const row = (title: string, value: string, unit: string, note = ''): string[] => [
    title,
    grouped(value),
    rounded(value, unit),
    note,
  ]
  const past = bindings['p'] ?? '0'
  return [
    past === '0' ? 'Forward pass' : `Forward pass, one token after ${grouped(past)}`,
    ...table(
      [
        row('matmul FLOPs', flops.matmul, 'FLOPs', flops.formula),
        row('of these useful under a mask', flops.useful, 'FLOPs'),
        row('vector FLOPs', flops.vector, 'FLOPs'),
        row('transcendental operations', flops.transcendental, ''),
        ...(memory ? [row('matmul FLOPs of a training step', flops.training, 'FLOPs', '3×')] : []),
      ],
      [1],
    ),
  ]
}

function modules({ scopes }: Report): string[] {
  const rows = scopes
    .filter(({ matmul }) => matmul !== '0')
    .map(({ path, repeat, matmul, formula }) => [path, `× ${exact(repeat)}`, grouped(matmul), formula])
  return rows.length === 0 ? [] : ['Modules, matmul FLOPs of one', ...table(rows, [1, 2])]
}

function memory({ memory }: Report): string[] {
  if (memory === undefined) return []
  const rows = [...memory.parts, { name: 'total', bytes: memory.total }]
  return [
    `Bytes of a training step: ${memory.recipe}`,
    ...table(
      rows.map(({ name, bytes }) => [name, grouped(bytes), rounded(bytes, 'B')]),
      [1],
    ),
  ]
}

function cache({ kvCacheBytesPerToken: bytes }: Report): string[] {
  return bytes === '0' ? [] : [`Cache: ${grouped(bytes)} bytes a token, 2 a number`]
}

/** Rows in columns, two spaces apart; the columns in `right` are numbers, set flush right. */
function table(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]!.length)))
  const pad = (cell: string, i: number): string =>
    right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd())
}

const grouped = (value: string): string => exact(BigInt(value))
const rounded = (value: string, unit: string): string => short(BigInt(value), unit).replace('\u00a0', ' ').trim()
