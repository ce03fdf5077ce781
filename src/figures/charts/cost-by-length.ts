import { scaleLinear, scaleLog } from 'd3-scale'
import { curve } from '../curve.ts'
import { exact, percent } from '../../engine/format.ts'
import { digits, disc, el, picture, shape, type Svg } from '../svg.ts'
import { lengthSymbol, sharesAt, squareShare, type CostGroup, type Costed } from './cost-groups.ts'
import { axisBelow, binaryTicks, gridAcross, ticksBelow, vertical, type Plot } from './frame.ts'
import { label, markup, symbolMark, widthOf } from './label.ts'
import { spread } from './spread.ts'

/** What a chart of cost against length shows. */
export interface CostByLength {
  readonly title: string
  readonly model: Costed
  readonly groups: readonly CostGroup[]
  readonly domain: readonly [from: number, to: number]
  /** Lengths at which the share of the square terms is written. */
  readonly marks: readonly number[]
  /** The longest sequence that the model accepts, if it has one. */
  readonly longest?: number | undefined
}

/** Where the compute goes at every length: each group's share, stacked, the square ones at the bottom. */
export function costByLength(chart: CostByLength, width: number, className: string): Svg {
  const { title, model, groups, domain, marks } = chart
  const plot: Plot = { left: 44, right: width - 4, top: 44, bottom: 44 + (width < 400 ? 220 : 260) }
  const x = scaleLog([...domain], [plot.left, plot.right])
  const y = scaleLinear([0, 1], [plot.bottom, plot.top])
  const lengths = sampled(domain)
  const stacks = lengths.map((length) => ({ length, tops: sums(sharesAt(model, groups, length)) }))
  // Each from its upper edge to the bottom, the lower ones over the upper ones.
  const areas = groups.map(({ square }, i) =>
    el('path', {
      class: square ? 'area strong' : `area shade-${i % 2}`,
      d: `${curve(stacks.map(({ length, tops }) => [x(length), y(tops[i + 1]!)]))}V${plot.bottom}H${plot.left}Z`,
    }),
  )
  const height = plot.bottom + 44
  return picture(
    { width, height, title, description: describe(chart), class: className },
    ...areas.toReversed(),
    gridAcross(
      [0, 0.25, 0.5, 0.75, 1].map((share) => ({ at: y(share), words: share === 0 ? '0' : `${100 * share}\u00a0%` })),
      { ...plot, right: plot.left },
    ),
    lengthAxis(chart, x, plot),
    callouts(),
    ...groups.map((group, i) => areaLabel(group, i)),
  )

  /** A group's name, where its layer is thickest; nothing where no line of text fits. */
  function areaLabel({ name, square }: CostGroup, i: number): Svg {
    const half = widthOf(name) / 2 + 12
    const fitting = stacks
      .filter(({ length }) => x(length) - half >= plot.left && x(length) + half <= plot.right)
      .map(({ length }) => {
        const around = stacks.filter((other) => Math.abs(x(other.length) - x(length)) <= half)
        const top = Math.max(...around.map(({ tops }) => y(tops[i + 1]!)))
        const bottom = Math.min(...around.map(({ tops }) => y(tops[i]!)))
        return { at: x(length), middle: (top + bottom) / 2, room: bottom - top }
      })
    // A name keeps off the lines that run up from the marks, where it can.
    const uprights = [...marks, ...(square || chart.longest === undefined ? [] : [chart.longest])].map((length) =>
      x(length),
    )
    const clear = fitting.filter(
      ({ at, room }) => room >= 17 && uprights.every((line) => Math.abs(line - at) > half - 6),
    )
    const places = clear.length > 0 && !square ? clear : fitting
    const roomiest = Math.max(...places.map(({ room }) => room))
    const best = places.find(({ room }) => room >= (square ? roomiest : Math.min(roomiest, 44)))
    if (best === undefined || best.room < 17) return ''
    return label(best.at, best.middle + 4.5, name, square ? 'on-ink' : `on-bar shade-${i % 2}`, 'middle')
  }

  /** The share of the square terms at some lengths: a line up from the edge of their layer, its words above the plot. */
  function callouts(): Svg {
    const words = marks.map(
      (length) => [percent(squareShare(model, groups, length), 1), `at ${exact(length)}`] as const,
    )
    const widest = Math.max(0, ...words.flat().map((text) => widthOf(text)))
    const wanted = marks.map((length) => x(length))
    const places = spread(wanted, widest + 12, [plot.left + widest / 2, plot.right - widest / 2])
    const edges = marks.map((length) => y(squareShare(model, groups, length)))
    return [
      shape(
        'leader',
        edges.map(
          (edge, i) => `M${digits(wanted[i]!)} ${digits(edge)}V${plot.top}L${digits(places[i]!)} ${plot.top - 6}`,
        ),
      ),
      shape(
        'dot',
        edges.map((edge, i) => disc(wanted[i]!, edge)),
      ),
      ...words.flatMap(([share, at], i) => [
        label(places[i]!, plot.top - 26, share, 'strong', 'middle'),
        label(places[i]!, plot.top - 11, at, 'quiet', 'middle'),
      ]),
    ].join('')
  }
}

/** The share of the square terms alone, as a curve, for a narrow place. */
export function squareCurve(chart: CostByLength, width: number, className: string): Svg {
  const { title, model, groups, domain, marks } = chart
  const share = (length: number) => squareShare(model, groups, length)
  const most = Math.min(1, Math.max(share(domain[1]), 0.1))
  const moving = lengthSymbol(chart.groups)
  const plot: Plot = { left: 38, right: width - 6, top: 14, bottom: 14 + 104 }
  const x = scaleLog([...domain], [plot.left, plot.right])
  const y = scaleLinear([0, most], [plot.bottom, plot.top])
  const percents = y.ticks(3).filter((tick) => tick <= most)
  const height = plot.bottom + 36
  return picture(
    { width, height, title, description: describe(chart), class: className },
    gridAcross(
      percents.map((tick) => ({ at: y(tick), words: tick === 0 ? '0' : `${Math.round(100 * tick)}\u00a0%` })),
      plot,
    ),
    axisBelow(
      marks.map((length) => ({ at: x(length), words: '' })),
      plot,
    ),
    el('path', { class: 'line', d: curve(sampled(domain).map((length) => [x(length), y(share(length))])) }),
    shape(
      'dot',
      marks.map((length) => disc(x(length), y(share(length)))),
    ),
    ...marks.map((length) =>
      label(x(length) - 4, y(share(length)) - 9, percent(share(length), 1), 'halo tick ink', 'end'),
    ),
    ticksBelow(
      marks.map((length) => ({ at: x(length), words: exact(length), class: `mono dim-${moving}` })),
      plot.bottom + 17,
      [plot.left, plot.right],
    ),
    markup(plot.right, plot.bottom + 33, `${symbolMark(moving)}, log scale`, 'axis', 'end'),
  )
}

/** What the length in another color is: below it, clear of the axis title. */
function longestInput(at: number, { left, right, bottom }: Plot): Svg {
  const [half, title] = [widthOf('P, the longest input', 12) / 2, widthOf('T tokens, log scale', 12)]
  const x = Math.max(left - 10 + half, Math.min(at, right - title - half - 16))
  return markup(x, bottom + 38, `${symbolMark('P')}, the longest input`, 'axis', 'middle')
}

/** The lengths, on a log scale that says so. The longest that the model accepts stands out. */
function lengthAxis({ domain, groups, longest, marks }: CostByLength, x: (length: number) => number, plot: Plot): Svg {
  const within = longest !== undefined && longest > domain[0] && longest < domain[1]
  const moving = lengthSymbol(groups)
  const at = (length: number, className = `mono dim-${moving}`) => ({
    at: x(length),
    words: exact(length),
    class: className,
  })
  const ticks = binaryTicks(domain, plot.right < 400 ? 5 : 8)
  const limit = within ? [at(longest, 'mono dim-P')] : []
  const words = [symbolMark(moving), ' tokens, log scale']
  return [
    within && !marks.includes(longest) ? vertical(x(longest), plot.top, plot.bottom, 'limit') : '',
    axisBelow([...limit, ...ticks.map((length) => at(length))], plot),
    ticksBelow(
      [...limit, ...ticks.filter((length) => length !== longest).map((length) => at(length))],
      plot.bottom + 19,
      [plot.left - 10, plot.right],
    ),
    markup(plot.right, plot.bottom + 38, words.join(''), 'axis', 'end'),
    within ? longestInput(x(longest), plot) : '',
  ].join('')
}

function describe({ model, groups, domain, marks }: CostByLength): string {
  const at = (length: number): string => {
    const shares = sharesAt(model, groups, length)
    const parts = groups.map(({ name }, i) => `${name} ${percent(shares[i]!, 1)}`)
    return `At ${exact(length)} tokens: ${parts.join(', ')}.`
  }
  return [domain[0], ...marks, domain[1]].map(at).join(' ')
}

/** Whole lengths, evenly on the log scale. */
export function sampled([from, to]: readonly [number, number], samples = 48): number[] {
  const step = Math.log(to / from) / (samples - 1)
  return [...new Set(Array.from({ length: samples }, (_, i) => Math.round(from * Math.exp(i * step))))]
}

/** 0 and every partial sum. */
function sums(values: readonly number[]): number[] {
  return values.reduce((all, value) => [...all, all.at(-1)! + value], [0])
}
