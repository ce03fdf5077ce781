import { exact } from '../engine/format.ts'
import { isMask, nodesOf, type Scope } from '../engine/index.ts'
import { measure } from './measure.ts'
import { el, escape, picture, type Svg } from './svg.ts'

/** Which keys a query may see. Positions count from 0; `past` keys came before the first query. */
export type Sees = (query: number, key: number) => boolean

/** Who may see whom, as one grid. */
export interface MaskGrid {
  readonly title: string
  /** How many queries ask. */
  readonly queries: number
  /** How many keys can be looked at. */
  readonly keys: number
  readonly sees: Sees
  /** The axes of the grid, `T` and `S`. */
  readonly axes: readonly [query: string, key: string]
}

/** How long the sequences of an example are. */
export interface Lengths {
  readonly T: number
  readonly S?: number
  /** Keys of earlier steps, in the cache. */
  readonly past?: number
  /** Tokens of a prefix that see each other. */
  readonly prefix?: number
  /** Keys that are padding, at the end. */
  readonly padding?: number
  readonly window?: number
}

type Kind = (lengths: Required<Lengths>) => MaskGrid

/** Every mask of the site. A rule says which keys a query sees; all numbers follow from it. */
export const maskKinds = {
  bidirectional: ({ T }) => grid('Bidirectional', T, T, () => true),
  causal: ({ T, past }) => grid('Causal', T, past + T, (query, key) => key <= query + past),
  prefix: ({ T, prefix }) => grid('Prefix', T, T, (query, key) => key <= query || key < prefix),
  cross: ({ T, S }) => grid('Cross', T, S, () => true),
  padding: ({ T, padding }) => grid('Padding', T, T, (_query, key) => key < T - padding),
  'sliding window': ({ T, past, window }) =>
    grid('Sliding window', T, past + T, (query, key) => key <= query + past && query + past - key < window),
} as const satisfies Record<string, Kind>

export type MaskKind = keyof typeof maskKinds

/** A mask by its name, for sequences of some length. */
export function maskGrid(kind: MaskKind, lengths: Lengths): MaskGrid {
  const { T } = lengths
  return maskKinds[kind]({ S: T, past: 0, prefix: Math.ceil(T / 3), padding: 2, window: 3, ...lengths })
}

/** The masks below a part of a model, by the names of the site. Attention without one sees everything. */
export function kindsIn(scope: Scope): { kind: MaskKind; window: number | undefined }[] {
  return nodesOf(scope)
    .filter(isMask)
    .map(({ attributes: { kind, window } }) => ({
      kind: kind === 'padding' ? 'padding' : window === undefined ? 'causal' : 'sliding window',
      window,
    }))
}

/** How many pairs are computed, and how many of them a mask lets through. */
export function pairs({ queries, keys, sees }: MaskGrid): { computed: number; useful: number } {
  let useful = 0
  for (let query = 0; query < queries; query++) for (let key = 0; key < keys; key++) if (sees(query, key)) useful++
  return { computed: queries * keys, useful }
}

/** Masks side by side, as many as the width has room for. With one, tokens can stand beside it. */
export function masks(grids: readonly MaskGrid[], width: number, tokens?: readonly string[]): Svg {
  const most = Math.max(...grids.map(({ keys }) => keys))
  const labels = tokens === undefined ? 0 : Math.max(...tokens.map((token) => measure(token, 'sans', 13))) + 8
  const left = 26 + labels
  const across = Math.max(Math.min(grids.length, Math.floor((width + 28) / (130 + left + 28))), 1)
  const column = (width - (across - 1) * 28) / across
  const cell = Math.min((column - left) / most, 30)
  const top = 50 + labels
  const rowHeights: number[] = []
  const marks = grids.map((each, i) => {
    const row = Math.floor(i / across)
    rowHeights[row] = Math.max(rowHeights[row] ?? 0, top + each.queries * cell + 62)
    const y = rowHeights.slice(0, row).reduce((a, b) => a + b, 0)
    return el(
      'g',
      { transform: `translate(${(i % across) * (column + 28)} ${Math.round(y)})` },
      drawMask(each, left, top, cell, tokens),
    )
  })
  const height = rowHeights.reduce((a, b) => a + b, 0) - 18
  const title = `${grids.map(({ title }) => title).join(', ')}: which keys each query sees`
  return picture({ width, height, title, description: grids.map(describe).join(' '), class: 'mx' }, ...marks)
}

function drawMask(mask: MaskGrid, left: number, top: number, cell: number, tokens: readonly string[] | undefined): Svg {
  const { queries, keys, title, axes } = mask
  const { computed, useful } = pairs(mask)
  const [right, bottom] = [left + keys * cell - 1, top + queries * cell - 1]
  const share = useful === computed ? `all ${exact(computed)} pairs` : `${exact(useful)} of ${exact(computed)} pairs`
  const words = measure(`${share} are used`, 'sans', 13) <= right - left ? `${share} are used` : share
  return [
    el('text', { class: 'heading', x: left, y: 14, 'font-size': 14 }, escape(title)),
    maskCells(mask, left, top, cell),
    el('path', { class: `side thin dim-${axes[1]}`, d: `M${digit(left)} ${digit(top - 6)}H${digit(right)}` }),
    el('path', { class: `side thin dim-${axes[0]}`, d: `M${digit(left - 6)} ${digit(top)}V${digit(bottom)}` }),
    axisLabel(axes[1], keys, tokens ? right + 4 : left, tokens ? top - 2 : top - 13),
    axisLabel(axes[0], queries, tokens ? left - 34 : left - 12, tokens ? top - 10 : bottom, !tokens),
    ...(tokens ?? []).slice(0, queries).map((token, i) => row(token, left - 12, top + (i + 0.5) * cell + 4)),
    ...(tokens ?? []).slice(0, keys).map((token, i) => onEnd(token, left + (i + 0.5) * cell + 4, top - 12)),
    el('text', { class: 'words', x: left, y: bottom + 22, 'font-size': 13 }, escape(words)),
  ].join('')
}

/** The cells alone: what is seen is filled, what is hidden is an empty frame. */
export function maskCells({ queries, keys, sees }: MaskGrid, x: number, y: number, cell: number): Svg {
  let [seen, hidden] = ['', '']
  for (let query = 0; query < queries; query++)
    for (let key = 0; key < keys; key++) {
      const inset = sees(query, key) ? 0 : 0.5
      const size = cell - 1.5 - 2 * inset
      const box = `M${digit(x + key * cell + inset)} ${digit(y + query * cell + inset)}h${digit(size)}v${digit(size)}h${digit(-size)}z`
      if (inset === 0) seen += box
      else hidden += box
    }
  return el('path', { class: 'seen', d: seen }) + (hidden === '' ? '' : el('path', { class: 'hidden', d: hidden }))
}

function axisLabel(symbol: string, length: number, x: number, y: number, onEnd = false): Svg {
  return el(
    'text',
    { x, y, 'font-size': 16, transform: onEnd ? `rotate(-90 ${digit(x)} ${digit(y)})` : undefined },
    el('tspan', { class: `symbol dim-${symbol}` }, symbol),
    el('tspan', { class: `value dim-${symbol}`, dx: 5, 'font-size': 12 }, exact(length)),
  )
}

const row = (token: string, x: number, y: number): Svg =>
  el('text', { class: 'words', x, y, 'font-size': 13, 'text-anchor': 'end' }, escape(token))

const onEnd = (token: string, x: number, y: number): Svg =>
  el('text', { class: 'words', x, y, 'font-size': 13, transform: `rotate(-90 ${digit(x)} ${digit(y)})` }, escape(token))

function describe(mask: MaskGrid): string {
  const { computed, useful } = pairs(mask)
  return `${mask.title}: ${mask.queries} queries and ${mask.keys} keys, ${computed} pairs computed, ${useful} seen.`
}

function grid(title: string, queries: number, keys: number, sees: Sees): MaskGrid {
  return { title, queries, keys, sees, axes: ['T', 'S'] }
}

const digit = (value: number): string => String(Math.round(value * 100) / 100)
