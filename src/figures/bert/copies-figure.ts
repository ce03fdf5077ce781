import { label, widthOf } from '../charts/label.ts'
import { box, el, escape, picture, shapes, type Shape, type Svg } from '../svg.ts'
import { fates, type Fate, type Place } from './input.ts'

/** What becomes of each place in one copy of a sequence. */
export type Copy = readonly Fate[]

/** So many copies of a sequence, each with masks of its own. */
export const copiesOf = (places: readonly Place[], count: number): Copy[] =>
  Array.from({ length: count }, (_, i) => fates(places, seedOf(i + 1)))

/** The copies of a page are always the same; they count from 1. */
export const seedOf = (copy: number): string => `ten copies ${copy}`

/** How often each thing happens in some copies. */
export const tallyOf = (copies: readonly Copy[], fate: Fate): number =>
  copies.flat().filter((one) => one === fate).length

const names: Readonly<Record<Exclude<Fate, 'none'>, string>> = {
  mask: '[MASK]',
  random: 'another token',
  keep: 'unchanged',
}

/** Copies below each other, a column a token; a cell that is asked for is marked by what stands there instead. */
export function copiesFigure(places: readonly Place[], copies: readonly Copy[], width: number, className: string): Svg {
  const left = 22
  const cell = Math.min(34, Math.floor((width - left) / places.length))
  const top = Math.max(...places.map(({ piece }) => widthOf(piece))) + 14
  const heads = places.map(({ piece }, i) => {
    const x = left + (i + 0.5) * cell + 3
    const place = { x, y: top - 8, transform: `rotate(-90 ${x} ${top - 8})` }
    return el('text', { class: piece.startsWith('[') ? 'quiet' : 'ink', ...place }, escape(piece))
  })
  const step = 21
  const rows = copies.map((_, row) => label(left - 8, top + row * step + 13, String(row + 1), 'quiet', 'end'))
  const cells = copies.flatMap((fates, row) =>
    fates.map((fate, i): Shape => {
      const d = box(left + i * cell + 0.5, top + row * step + 0.5, cell - 4, step - 5)
      return [`fate ${fate}`, d]
    }),
  )
  const foot = top + copies.length * step + 8
  let at = left
  const legend = (Object.keys(names) as (keyof typeof names)[]).map((fate) => {
    const x = at
    at += widthOf(names[fate]) + 44
    cells.push([`fate ${fate}`, box(x, foot + 0.5, 14, 14)])
    return label(x + 20, foot + 12, names[fate], 'ink')
  })
  const description = copies.map((fates, row) => `Copy ${row + 1}: ${toldOf(places, fates)}.`).join(' ')
  return picture(
    { width, height: foot + 20, title: 'Which tokens are asked for in each copy', description, class: className },
    ...heads,
    ...rows,
    shapes(cells),
    ...legend,
  )
}

/** What happens in one copy, in words: `cell is hidden, her stays`. */
export function toldOf(places: readonly Place[], fates: readonly Fate[]): string {
  const verbs = { mask: 'hidden', random: 'replaced', keep: 'kept' } as const
  return places
    .flatMap(({ piece }, i) => (fates[i] === 'none' ? [] : [`${piece} ${verbs[fates[i] as keyof typeof verbs]}`]))
    .join(', ')
}
