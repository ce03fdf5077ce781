import { accuracy, f1, matthews, type Confusion } from '../metrics.ts'
import { digits, el, escape, picture, type Svg } from '../svg.ts'

export const cells = ['tp', 'fn', 'fp', 'tn'] as const
export type Cell = (typeof cells)[number]

interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const [side, top, left, track] = [196, 44, 0, { x: 118, width: 150 }]

/** The square of all items: a column for each gold label, as wide as its share, cut at the share that was answered yes. */
export function mosaic({ tp, fp, fn, tn }: Confusion): Readonly<Record<Cell, Rect>> {
  const yes = (side * (tp + fn)) / Math.max(1, tp + fp + fn + tn)
  const column = (x: number, width: number, a: number, b: number): readonly [Rect, Rect] => {
    const cut = (side * a) / Math.max(1, a + b)
    return [
      { x, y: top, width, height: cut },
      { x, y: top + cut, width, height: side - cut },
    ]
  }
  const [right, missed] = column(left, yes, tp, fn)
  const [wrong, rejected] = column(left + yes, side - yes, fp, tn)
  return { tp: right, fn: missed, fp: wrong, tn: rejected }
}

/** The four scores with where their bars begin and end; Matthews correlation may go left of zero. */
export const scoresOf = (counts: Confusion) =>
  [
    ['Accuracy', accuracy(counts)],
    ['F1', f1(counts)],
    ['F1 of “no”', f1({ tp: counts.tn, fp: counts.fn, fn: counts.fp, tn: counts.tp })],
    ['Matthews', matthews(counts)],
  ] as const

/** A bar of the scale −1 to 1, as x and width in the drawing. */
export function scoreBar(value: number): readonly [x: number, width: number] {
  const zero = track.x + track.width / 2
  const length = (Math.abs(value) * track.width) / 2
  return [value < 0 ? zero - length : zero, length]
}

export const points = (value: number): string =>
  (100 * value)
    .toFixed(1)
    .replace(/^-(0\.0)$/, '$1')
    .replace('-', '−')

/** The confusion matrix as areas, and what four metrics make of it. */
export function confusion(counts: Confusion, title: string): Svg {
  const rects = mosaic(counts)
  const n = counts.tp + counts.fp + counts.fn + counts.tn
  const base = top + side + 34
  const words = scoresOf(counts).map(([name, value]) => `${name} ${points(value)}.`)
  const description = `Of ${n} items: true positives ${counts.tp}, false negatives ${counts.fn}, false positives ${counts.fp}, true negatives ${counts.tn}. ${words.join(' ')}`
  const named: Readonly<Record<Cell, string>> = { tp: 'TP', fn: 'FN', fp: 'FP', tn: 'TN' }
  return picture(
    { width: 350, height: base + 4 * 26 + 24, title, description, class: 'chart-svg confusion' },
    text(0, 14, 'gold: yes', 'strong'),
    text(side, 14, 'gold: no', 'strong', 'end'),
    text(0, 34, 'answered yes on top, no below', 'tick'),
    ...cells.map((cell) =>
      el('rect', {
        'data-cell': cell,
        class: cell === 'tp' || cell === 'tn' ? 'cell right' : 'cell wrong',
        ...rects[cell],
      }),
    ),
    ...cells.map((cell, i) => {
      const y = top + 22 + i * 46
      return [
        el('rect', {
          class: cell === 'tp' || cell === 'tn' ? 'cell right' : 'cell wrong',
          x: side + 24,
          y: y - 11,
          width: 12,
          height: 12,
        }),
        text(side + 44, y, named[cell], 'strong'),
        el('text', { 'data-count': cell, class: 'ink', x: 350, y, 'text-anchor': 'end' }, String(counts[cell])),
        text(
          side + 44,
          y + 16,
          { tp: 'yes, rightly', fn: 'missed', fp: 'yes, wrongly', tn: 'no, rightly' }[cell],
          'tick',
        ),
      ].join('')
    }),
    el('path', {
      class: 'grid',
      d: [-1, -0.5, 0, 0.5, 1].map((at) => `M${digits(scale(at))} ${base - 8}v${4 * 26 + 4}`).join(''),
    }),
    ...scoresOf(counts).map(([name, value], i) => {
      const [x, width] = scoreBar(value)
      const y = base + i * 26
      return [
        text(0, y + 11, name, name === 'Matthews' ? 'strong' : 'ink'),
        el('rect', {
          'data-score': i,
          class: name === 'Matthews' ? 'bar-mark strong' : 'bar-mark',
          x,
          y,
          width,
          height: 14,
        }),
        el(
          'text',
          { 'data-points': i, class: name === 'Matthews' ? 'strong' : 'ink', x: 350, y: y + 11, 'text-anchor': 'end' },
          points(value),
        ),
      ].join('')
    }),
    ...[-100, 0, 100].map((value) =>
      text(scale(value / 100), base + 4 * 26 + 14, String(value).replace('-', '−'), 'tick', 'middle'),
    ),
  )
}

const scale = (value: number): number => track.x + (track.width * (value + 1)) / 2

function text(x: number, y: number, words: string, className: string, anchor?: 'middle' | 'end'): Svg {
  return el('text', { x, y, class: className, 'text-anchor': anchor }, escape(words))
}
