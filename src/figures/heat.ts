import { box, el, escape, shapes, type Shape, type Svg } from './svg.ts'

/** How many tones there are from paper to ink. */
export const tones = 10

/** The class of a tone for a share from 0 to 1. */
export const tone = (share: number): string => `heat-${stepOf(share)}`

const stepOf = (share: number): number => Math.min(Math.max(Math.floor(share * tones), 0), tones - 1)

/** Whether a tone is too dark for ink. */
const isDark = (share: number): boolean => stepOf(share) > 6

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

/** A grid of tones: neighbors of one tone are one piece, so that thousands of cells stay small. */
export function heatMap(
  rows: number,
  columns: number,
  share: (row: number, column: number) => number,
  { x, y, cell, high = cell }: { x: number; y: number; cell: number; high?: number },
): Svg {
  const pieces: Shape[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const name = tone(share(row, column))
      let run = 1
      while (column + run < columns && tone(share(row, column + run)) === name) run++
      pieces.push([`heat seamless ${name}`, box(x + column * cell, y + row * high, run * cell, high)])
      column += run - 1
    }
  return shapes(pieces)
}

/** A number in a figure: its cell, its tone, and where it is written, from the cell's corner. */
export interface HeatCell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly share: number
  readonly text: string
  readonly at: readonly [dx: number, dy: number]
}

/** Numbered cells: each with its tone, and what stands in it where there is room. */
export function heatCells(cells: readonly HeatCell[], size: number | undefined): Svg {
  const grounds = shapes(
    cells.map(({ x, y, width, height, share }) => [`heat ${tone(share)}`, box(x, y, width, height)]),
  )
  if (size === undefined) return grounds
  const values = cells.map(({ x, y, at: [dx, dy], share, text }) =>
    el('text', { class: isDark(share) ? 'on-dark' : undefined, x: x + dx, y: y + dy }, escape(text)),
  )
  return grounds + el('g', { class: 'heat-value', 'font-size': size, 'text-anchor': 'middle' }, ...values)
}

/** A grid of such cells. */
export function heatGrid(
  rows: number,
  columns: number,
  at: (row: number, column: number) => { readonly share: number; readonly text: string },
  { x, y, cell, size }: { x: number; y: number; cell: number; size: number | undefined },
): Svg {
  const side = cell - 1
  const cells = Array.from({ length: rows * columns }, (_, i): HeatCell => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    const place = { x: x + column * cell, y: y + row * cell, width: side, height: side }
    return { ...place, ...at(row, column), at: [side / 2, side / 2 + (size ?? 0) * 0.36] }
  })
  return heatCells(cells, size)
}
