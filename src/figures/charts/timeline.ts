import { scaleLinear, scaleUtc } from 'd3-scale'
import { digits, disc, el, picture, shape, type Svg } from '../svg.ts'
import type { Box } from './box.ts'
import { axisBelow, axisTitle, gridAcross, horizontal, ticksBelow, type Plot } from './frame.ts'
import { label, widest, widthOf } from './label.ts'
import { beside } from './lines.ts'
import { tickWords } from './plane.ts'
import { place } from './spread.ts'

export interface Score {
  readonly name: string
  /** `2019-07-26`, or the month alone. */
  readonly date: string
  readonly value: number
}

export interface Timeline {
  readonly title: string
  readonly description: string
  readonly points: readonly Score[]
  /** What the scores are measured against: the human baseline. */
  readonly reference?: { readonly name: string; readonly value: number } | undefined
  readonly y: {
    readonly title: string
    readonly from?: number | undefined
    readonly to?: number | undefined
    readonly unit?: string | undefined
  }
}

/** Scores over time, with the best so far as steps, against a line that stands for something. */
export function timeline(
  { title, description, points, reference, y }: Timeline,
  width: number,
  className: string,
): Svg {
  const narrow = width < 400
  const dated = points.map((point) => ({ ...point, time: timeOf(point.date) })).sort((a, b) => +a.time - +b.time)
  if (dated.length === 0) throw new RangeError('no scores')
  const values = [...points.map(({ value }) => value), ...(reference ? [reference.value] : [])]
  const [top, bottom] = [34, 34 + (narrow ? 240 : 280)]
  const yScale = scaleLinear([y.from ?? Math.min(...values), y.to ?? Math.max(...values)], [bottom, top])
  if (y.from === undefined && y.to === undefined) yScale.nice(5)
  const ticks = yScale.ticks(5).map((value) => ({ at: yScale(value), words: tickWords(value, y.unit) }))
  const plot: Plot = {
    left:
      widest(
        ticks.map(({ words }) => words),
        12,
      ) + 12,
    right: width - 8,
    top,
    bottom,
  }
  const [first, last] = [dated[0]!.time, dated.at(-1)!.time]
  const padding = Math.max((+last - +first) * 0.06, 20 * day)
  const x = scaleUtc([new Date(+first - padding), new Date(+last + padding)], [plot.left, plot.right])
  const labels = place(
    dated.map(({ name, time, value }) => above(name, x(time), yScale(value), plot)),
    [
      ...dated.map(({ time, value }) => ({ x: x(time) - 5, y: yScale(value) - 5, width: 10, height: 10 })),
      ...steps(),
      ...(reference
        ? [{ x: plot.left, y: yScale(reference.value) - 20, width: plot.right - plot.left, height: 22 }]
        : []),
    ],
  )
  return picture(
    { width, height: bottom + 28, title, description, class: className },
    axisTitle(0, 13, y.title, 'start'),
    gridAcross(ticks, plot),
    timeAxis(),
    reference ? horizontal(yScale(reference.value), plot.left, plot.right, 'reference') : '',
    el('path', { class: 'line light', d: bestSoFar() }),
    shape(
      'dot filled',
      dated.map(({ time, value }) => disc(x(time), yScale(value))),
    ),
    ...dated.map(({ name }, i) => label(labels[i]!.x, labels[i]!.y + 12, name, 'halo ink')),
    reference ? label(plot.left + 2, yScale(reference.value) - 7, reference.name, 'halo strong') : '',
  )

  function timeAxis(): Svg {
    const years = x.ticks(narrow ? 4 : 8)
    const marks = years.map((time, i) => ({
      at: x(time),
      words: wordsFor(time, i === 0),
    }))
    return axisBelow(marks, plot) + ticksBelow(marks, bottom + 19, [0, width])
  }

  /** The steps as boxes, which names keep off. */
  function steps(): Box[] {
    const best = record(dated)
    return best.flatMap(({ time, value }, i) => {
      const next = best[i + 1]
      const [left, right, height] = [x(time), next ? x(next.time) : plot.right, yScale(value)]
      const flat = { x: left, y: height - 2, width: right - left, height: 4 }
      return next
        ? [flat, { x: right - 2, y: yScale(next.value), width: 4, height: height - yScale(next.value) }]
        : [flat]
    })
  }

  /** Up with each score that beats all before it. */
  function bestSoFar(): string {
    const moves = record(dated).map(({ time, value }, i) =>
      i === 0 ? `M${digits(x(time))} ${digits(yScale(value))}` : `H${digits(x(time))}V${digits(yScale(value))}`,
    )
    return `${moves.join('')}H${digits(plot.right)}`
  }
}

/** The scores that beat all before them. */
function record<T extends Score>(points: readonly T[]): T[] {
  const best: T[] = []
  for (const point of points) if (best.length === 0 || point.value > best.at(-1)!.value) best.push(point)
  return best
}

/** A name stands above its dot and ends there, clear of the step that follows; elsewhere only where that is taken. */
function above(name: string, x: number, y: number, plot: Plot): Box[] {
  const [width, height] = [widthOf(name), 16]
  const left = Math.max(plot.left + 2, Math.min(x + 5, plot.right) - width)
  const at = (y: number): Box => ({ x: left, y, width, height })
  return [at(y - 22), ...beside(name, x, y, plot), at(y - 38)]
}

/** The year in January; the month otherwise, with its year where no January has said it yet. */
function wordsFor(time: Date, first: boolean): string {
  const [year, month] = [String(time.getUTCFullYear()), time.getUTCMonth()]
  return month === 0 ? year : first ? `${months[month]} ${year}` : months[month]!
}

const day = 86_400_000
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function timeOf(date: string): Date {
  const time = new Date(/^\d{4}-\d{2}$/.test(date) ? `${date}-15` : date)
  if (Number.isNaN(+time)) throw new RangeError(`"${date}" is no date`)
  return time
}
