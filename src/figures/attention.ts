import { attentionMap, names, nodesNamed, valuesOf, type Scope } from '../engine/index.ts'
import { heatGrid, printed } from './heat.ts'
import { sideLabel, sideStroke, type Side } from './sides.ts'
import { el, escape, picture, type Svg } from './svg.ts'
import type { Twin } from './twin.ts'

/** One head's attention: how much each query takes from each key. Rows sum to 1. */
export interface AttentionMap {
  readonly title: string
  readonly rows: readonly (readonly number[])[]
  /** The axes of queries and keys, `T` and `S`. */
  readonly axes: readonly [query: string, key: string]
}

/** The attention maps of a part of a twin, one for each head, in its first block. */
export function attentionMaps(twin: Twin, scope: Scope): AttentionMap[] {
  return nodesNamed(scope, 'A').flatMap((node) => {
    const { shape, data } = attentionMap(node, valuesOf(twin.result, node)[0]!)
    const [, heads, queries, keys] = shape as [number, number, number, number]
    const [query, key] = names(node.axes).slice(-2) as [string, string]
    return Array.from({ length: heads }, (_, head) => ({
      title: `Head ${head + 1}`,
      axes: [query, key] as const,
      rows: Array.from({ length: queries }, (_, row) => {
        const start = (head * queries + row) * keys
        return Array.from(data.subarray(start, start + keys))
      }),
    }))
  })
}

/** Attention maps side by side. A weight of 0 is paper, of 1 ink. */
export function attention(maps: readonly AttentionMap[], width: number): Svg {
  const most = Math.max(...maps.map(({ rows }) => rows[0]!.length))
  const [left, top, between] = [30, 50, 36]
  const across = Math.max(Math.min(maps.length, Math.floor((width + between) / (left + most * 30 + between))), 1)
  const cell = Math.min(Math.floor((width - across * left - (across - 1) * between) / (across * most)), 58)
  const size = cell >= 40 ? 13 : cell >= 26 ? 10.5 : undefined
  const column = left + most * cell + between
  const row = top + Math.max(...maps.map(({ rows }) => rows.length)) * cell + 24
  const marks = maps.map(({ title, rows, axes }, i) => {
    const keys = rows[0]!.length
    const [query, key] = axes.map((axis, at) => side(axis, at === 0 ? rows.length : keys)) as [Side, Side]
    const at = (r: number, c: number) => ({ share: rows[r]![c]!, text: printed(rows[r]![c]!) })
    return el(
      'g',
      { transform: `translate(${(i % across) * column} ${Math.floor(i / across) * row})` },
      el('text', { class: 'heading', x: left, y: 14, 'font-size': 14 }, escape(title)),
      heatGrid(rows.length, keys, at, { x: left, y: top, cell, size }),
      sideStroke(key, left, top - 6, keys * cell - 1, true, 'thin'),
      sideStroke(query, left - 6, top, rows.length * cell - 1, false, 'thin'),
      sideLabel(key, left, top - 13, { size: 16 }),
      sideLabel(query, left - 13, top + rows.length * cell, { size: 16, upright: false }),
      el('rect', { class: 'frame', x: left - 0.5, y: top - 0.5, width: keys * cell, height: rows.length * cell }),
    )
  })
  const height = Math.ceil(maps.length / across) * row - 18
  const words = maps.map(
    ({ title, rows }) => `${title}: ${rows.map((r) => r.map((v) => printed(v)).join(' ')).join('; ')}.`,
  )
  const description = `Rows are queries, columns are keys, each row sums to 1. ${words.join(' ')}`
  return picture({ width, height, title: 'Attention weights of each head', description, class: 'mx' }, ...marks)
}

const side = (axis: string, length: number): Side => ({ axes: axis.replaceAll("'", ''), length, lengths: [length] })
