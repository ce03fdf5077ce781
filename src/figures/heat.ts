import { el, escape, type Svg } from './svg.ts'

/** How many tones there are from paper to ink. */
export const tones = 10

/** The class of a tone for a share from 0 to 1. */
export const tone = (share: number): string => `heat-${Math.min(Math.max(Math.floor(share * tones), 0), tones - 1)}`

/**
 * The class for a printed number among others by its size alone: 0 is paper, the largest of either sign the deepest tone
 * on which ink is still easy to read.
 */
export const toneOf = (value: number, largest: number): string =>
  tone(Number.isFinite(value) && largest > 0 ? (Math.abs(value) / largest) * 0.65 : 0)

/** A number as a figure prints it: few digits, a true minus sign, no negative zero. */
export function printed(value: number, places = 2): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const text = value.toFixed(places)
  return Number(text) === 0 ? (0).toFixed(places) : text.replace('-', '−')
}

/** A grid of tones: one path for each tone, so that thousands of cells stay small. */
export function heatMap(
  rows: number,
  columns: number,
  share: (row: number, column: number) => number,
  { x, y, cell, high = cell }: { x: number; y: number; cell: number; high?: number },
): Svg {
  const paths = new Map<string, string>()
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const name = tone(share(row, column))
      let run = 1
      while (column + run < columns && tone(share(row, column + run)) === name) run++
      const move = `M${round(x + column * cell)} ${round(y + row * high)}h${round(run * cell)}v${round(high)}h${round(-run * cell)}z`
      paths.set(name, (paths.get(name) ?? '') + move)
      column += run - 1
    }
  return [...paths].map(([name, d]) => el('path', { class: `heat ${name}`, d })).join('')
}

/** A grid of numbered cells: each with its tone, and what stands in it where there is room. */
export function heatCells(
  rows: number,
  columns: number,
  at: (row: number, column: number) => { readonly share: number; readonly text: string },
  { x, y, cell, size }: { x: number; y: number; cell: number; size: number | undefined },
): Svg {
  const marks: Svg[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const { share, text } = at(row, column)
      const [left, top] = [x + column * cell, y + row * cell]
      marks.push(el('rect', { class: `heat ${tone(share)}`, x: left, y: top, width: cell - 1, height: cell - 1 }))
      if (size === undefined) continue
      const middle = { x: left + (cell - 1) / 2, y: top + (cell - 1) / 2 + size * 0.36 }
      const value = { class: `heat-value on-${tone(share)}`, ...middle, 'font-size': size, 'text-anchor': 'middle' }
      marks.push(el('text', value, escape(text)))
    }
  return marks.join('')
}

const round = (value: number): number => Math.round(value * 100) / 100
