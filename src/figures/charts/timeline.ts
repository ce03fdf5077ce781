import { scaleLinear, scaleUtc } from 'd3-scale'
import { digits, el, picture, type Svg } from '../svg.ts'
import { axisTitle, dot, gridAcross, horizontal, marksBelow, ticksBelow, type Plot } from './frame.ts'
import { label, widest } from './label.ts'
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
    dated.map(({ name, time, value }) => beside(name, x(time), yScale(value), plot)),
    [
      ...dated.map(({ time, value }) => ({ x: x(time) - 5, y: yScale(value) - 5, width: 10, height: 10 })),
      ...(reference
        ? [{ x: plot.left, y: yScale(reference.value) - 20, width: plot.right - plot.left, height: 22 }]
        : []),
    ],
  )
  return picture(
    { width, height: bottom + 28, title, description, class: className },
    axisTitle(0, 13, y.title, 'start'),
    gridAcross(ticks, plot),
    horizontal(bottom, plot.left, plot.right, 'base'),
    timeAxis(),
    reference ? horizontal(yScale(reference.value), plot.left, plot.right, 'reference') : '',
    el('path', { class: 'line light', d: bestSoFar() }),
    ...dated.map(({ time, value }) => dot(x(time), yScale(value), 'dot filled')),
    ...dated.map(({ name }, i) => label(labels[i]!.x, labels[i]!.y + 12, name, 'halo ink')),
    reference ? label(plot.left + 2, yScale(reference.value) - 7, reference.name, 'halo strong') : '',
  )

  function timeAxis(): Svg {
    const years = x.ticks(narrow ? 4 : 8)
    const marks = years.map((time) => ({
      at: x(time),
      words: time.getUTCMonth() === 0 ? String(time.getUTCFullYear()) : months[time.getUTCMonth()]!,
    }))
    return marksBelow(marks, bottom) + ticksBelow(marks, bottom + 19, [0, width])
  }

  /** Up with each score that beats all before it. */
  function bestSoFar(): string {
    let best = -Infinity
    const steps = dated.flatMap(({ time, value }) => {
      if (value <= best) return []
      const step =
        best === -Infinity
          ? `M${digits(x(time))} ${digits(yScale(value))}`
          : `H${digits(x(time))}V${digits(yScale(value))}`
      best = value
      return [step]
    })
    return `${steps.join('')}H${digits(plot.right)}`
  }
}

const day = 86_400_000
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function timeOf(date: string): Date {
  const time = new Date(/^\d{4}-\d{2}$/.test(date) ? `${date}-15` : date)
  if (Number.isNaN(+time)) throw new RangeError(`"${date}" is no date`)
  return time
}
