import { curve } from '../curve.ts'
import { digits, disc, el, picture, shape, type Svg } from '../svg.ts'
import type { Box } from './box.ts'
import { axisBelow, axisTitle, gridAcross, layered, ticksBelow, type Plot } from './frame.ts'
import { label, lines as wrapped, widest, strongWidth } from './label.ts'
import { axisWords, scaleFor, type Axis } from './plane.ts'
import { place, spread } from './spread.ts'

/** One curve, or points that no line joins. */
export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
  /** Dark: the one that the caption is about. */
  readonly strong?: boolean | undefined
  /** How it is drawn: a line, a dashed line for what is fitted or extrapolated, or dots for what was measured. */
  readonly as?: 'line' | 'dashed' | 'dots' | undefined
}

/** A point with a name of its own. */
export interface Named {
  readonly name: string
  readonly x: number
  readonly y: number
}

export interface Lines {
  readonly title: string
  readonly description: string
  readonly series: readonly Series[]
  readonly named?: readonly Named[] | undefined
  readonly x: Axis
  readonly y: Axis
}

/** Curves in a plane, each with its name at its end; named points with theirs beside them. */
export function lines({ title, description, series, named = [], x, y }: Lines, width: number, className: string): Svg {
  const narrow = width < 400
  const small = width < 300
  const labelRoom = small ? 0 : Math.min(widest(series.map(({ name }) => name)) + 14, narrow ? 92 : 156)
  const top = 30
  const points = [...series.flatMap((one) => one.points), ...named.map((one) => [one.x, one.y] as const)]
  const ends = [top + (small ? 120 : narrow ? 230 : 290), top] as const
  const yScale = scaleFor(
    y,
    points.map(([, value]) => value),
    ends,
    small ? 3 : 5,
  )
  const left =
    widest(
      yScale.ticks.map(({ words }) => words),
      12,
    ) + 12
  const plot: Plot = { left, right: width - labelRoom, top, bottom: ends[0] }
  const xScale = scaleFor(
    x,
    points.map(([value]) => value),
    [plot.left, plot.right],
    small || narrow ? 4 : 7,
  )
  const curves = series.filter(({ as }) => as !== 'dots')
  const obstacles = [
    ...series.filter(({ as }) => as === 'dots').flatMap((one) => one.points.map(([px, py]) => around(px, py))),
    ...curves.flatMap(({ points }) => along(points)),
  ]
  return picture(
    { width, height: plot.bottom + 44, title, description, class: className },
    axisTitle(0, 13, axisWords(y), 'start'),
    gridAcross(yScale.ticks, plot),
    axisBelow(xScale.ticks, plot),
    ticksBelow(xScale.ticks, plot.bottom + 18, [0, width]),
    axisTitle(plot.right, plot.bottom + 38, axisWords(x)),
    ...series.map(({ points, strong, as = 'line' }) =>
      as === 'dots'
        ? layered(
            points.map(([px, py]) => [xScale(px), yScale(py)]),
            strong ? 'dot filled' : 'dot',
          )
        : el('path', {
            class: `line ${as === 'dashed' ? 'dashed' : ''} ${strong ? '' : 'light'}`.trim(),
            d: curve(points.map(([px, py]) => [xScale(px), yScale(py)])),
          }),
    ),
    small ? '' : endLabels(),
    ...namedLabels(),
  )

  /** Names at the right edge, for what reaches it. */
  function endLabels(): Svg {
    const reaching = series.filter((one) => !endsEarly(one))
    const texts = reaching.map(({ name }) => wrapped(name, labelRoom - 10))
    const tallest = Math.max(0, ...texts.map((rows) => rows.length))
    const wanted = reaching.map(({ points }) => yScale(lastOf(points)[1]) - (17 * (tallest - 1)) / 2)
    const places = spread(wanted, 17 * tallest, [plot.top, plot.bottom])
    const leaders = reaching.flatMap(({ points }, i) => {
      const [endX, endY] = [xScale(lastOf(points)[0]), yScale(lastOf(points)[1])]
      const d = `M${digits(endX + 4)} ${digits(endY)}L${digits(plot.right + 5)} ${digits(places[i]!)}`
      return Math.abs(endY - places[i]!) > 12 ? [d] : []
    })
    const names = reaching.flatMap(({ strong }, i) =>
      texts[i]!.map((row, n) => label(plot.right + 8, places[i]! + 4.5 + 17 * n, row, strong ? 'strong' : 'ink')),
    )
    return shape('leader', leaders) + names.join('')
  }

  /** Names beside points, and beside the ends of what stops before the edge, clear of every curve where there is room. */
  function namedLabels(): Svg[] {
    const early = series.filter(endsEarly).map(({ name, points, strong }) => {
      const [px, py] = lastOf(points)
      return { name, x: px, y: py, strong }
    })
    const all = [...named.map((one) => ({ ...one, strong: false })), ...early]
    const boxes = place(
      all.map((one) => beside(one.name, xScale(one.x), yScale(one.y), plot)),
      [...named.map((one) => around(one.x, one.y)), ...obstacles],
    )
    return [
      shape(
        'dot filled',
        named.map((one) => disc(xScale(one.x), yScale(one.y))),
      ),
      ...all.map((one, i) => label(boxes[i]!.x, boxes[i]!.y + 12, one.name, one.strong ? 'halo strong' : 'halo ink')),
    ]
  }

  function endsEarly({ points, as }: Series): boolean {
    return !small && as !== 'dots' && plot.right - xScale(lastOf(points)[0]) > 14
  }

  /** A curve as a chain of small boxes. */
  function along(points: Series['points']): Box[] {
    return points.slice(1).flatMap(([px, py], i) => {
      const [from, to] = [points[i]!, [px, py] as const].map(([a, b]) => [xScale(a), yScale(b)] as const) as [
        readonly [number, number],
        readonly [number, number],
      ]
      const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 8))
      return Array.from({ length: steps }, (_, n) => {
        const share = (n + 0.5) / steps
        const [cx, cy] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
        return { x: cx - 5, y: cy - 3, width: 10, height: 6 }
      })
    })
  }

  function around(px: number, py: number): Box {
    return { x: xScale(px) - 5, y: yScale(py) - 5, width: 10, height: 10 }
  }
}

/** Where a point's name may stand, the best place first: right, left, above, below, then the corners. */
export function beside(words: string, x: number, y: number, plot: Plot): Box[] {
  const [width, height] = [strongWidth(words), 16]
  const at = (dx: number, dy: number): Box => ({
    x: Math.max(plot.left, Math.min(x + dx, plot.right - width)),
    y: y + dy,
    width,
    height,
  })
  const [left, right, middle] = [-width - 9, 9, -width / 2]
  const fits = (box: Box): boolean => box.y >= plot.top - 18 && box.y + height <= plot.bottom
  const boxes = [
    at(right, -8),
    at(left, -8),
    at(middle, -24),
    at(middle, 8),
    at(right, -22),
    at(left, -22),
    at(right, 6),
    at(left, 6),
    at(middle, -40),
    at(middle, 24),
    at(right, -38),
    at(left, -38),
    at(right, 22),
    at(left, 22),
  ]
  return boxes.filter(fits).length > 0 ? boxes.filter(fits) : boxes
}

const lastOf = (points: Series['points']): readonly [number, number] => {
  const last = points.at(-1)
  if (last === undefined) throw new RangeError('a series has no points')
  return last
}
