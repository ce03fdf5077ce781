import { ranks } from '../metrics.ts'
import { digits, el, escape, picture, type Svg } from '../svg.ts'

const plane = { left: 30, top: 34, side: 138 }
const ladder = { left: 236, right: 318 }

/** Where a pair of scores from 0 to 5 stands in the plane. */
export const place = (gold: number, predicted: number): readonly [x: number, y: number] => [
  plane.left + (gold / 5) * plane.side,
  plane.top + plane.side - (predicted / 5) * plane.side,
]

const rung = (rank: number, count: number): number => plane.top + plane.side - ((rank - 1) / (count - 1)) * plane.side

/** The lines from each item's gold rank to its predicted rank. */
export const ladderLines = (gold: readonly number[], predicted: readonly number[]): string[] => {
  const [from, to] = [ranks(gold), ranks(predicted)]
  return from.map(
    (rank, i) =>
      `M${ladder.left} ${digits(rung(rank, gold.length))}L${ladder.right} ${digits(rung(to[i]!, gold.length))}`,
  )
}

/** Scores against gold scores, which Pearson judges, beside ranks against gold ranks, which Spearman judges. */
export function rankFigure(
  gold: readonly number[],
  predicted: readonly number[],
  names: readonly string[],
  title: string,
): Svg {
  const [from, to] = [ranks(gold), ranks(predicted)]
  const description = names
    .map((name, i) => `${name}: gold ${gold[i]}, rank ${from[i]}; predicted ${predicted[i]}, rank ${to[i]}.`)
    .join(' ')
  const bottom = plane.top + plane.side
  const text = (x: number, y: number, words: string, className: string, anchor?: 'middle' | 'end') =>
    el('text', { x, y, class: className, 'text-anchor': anchor }, escape(words))
  return picture(
    { width: 350, height: bottom + 40, title, description, class: 'chart-svg ranks' },
    text(0, 14, 'predicted score', 'axis'),
    el('path', {
      class: 'grid',
      d: [0, 1, 2, 3, 4, 5]
        .map(
          (value) =>
            `M${plane.left} ${digits(place(0, value)[1])}h${plane.side}M${digits(place(value, 0)[0])} ${plane.top}v${plane.side}`,
        )
        .join(''),
    }),
    el('path', { class: 'reference', d: `M${plane.left} ${bottom}L${plane.left + plane.side} ${plane.top}` }),
    ...[0, 5].flatMap((value) => [
      text(plane.left - 8, place(0, value)[1] + 4, String(value), 'tick', 'end'),
      text(place(value, 0)[0], bottom + 16, String(value), 'tick', 'middle'),
    ]),
    text(plane.left + plane.side, bottom + 34, 'gold score', 'axis', 'end'),
    ...gold.map((value, i) => {
      const [cx, cy] = place(value, predicted[i]!)
      return el('circle', { 'data-dot': i, class: 'dot filled', cx, cy, r: 4.5 })
    }),
    text(ladder.left - 6, 14, 'gold rank', 'axis', 'middle'),
    text(350, 14, 'predicted', 'axis', 'end'),
    ...ladderLines(gold, predicted).map((d, i) => el('path', { 'data-line': i, class: 'line', d })),
    ...names.map((name, i) => text(ladder.left - 8, rung(from[i]!, gold.length) + 4.5, name, 'strong', 'end')),
    ...names.map((_, i) => text(ladder.right + 10, rung(i + 1, gold.length) + 4.5, String(i + 1), 'tick')),
  )
}
