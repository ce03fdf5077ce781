import { scaleLinear } from 'd3-scale'
import { curve } from '../curve.ts'
import type { Activation } from '../../engine/index.ts'
import { digits, el, lineAcross, lineDown, picture, shape, type Svg } from '../svg.ts'
import type { Plot } from './frame.ts'
import { label, widest } from './label.ts'
import { tickWords } from './plane.ts'
import { spread } from './spread.ts'

export interface FunctionPlot {
  readonly title: string
  readonly description: string
  /** The first is the one that the caption is about. */
  readonly functions: readonly Pick<Activation, 'title' | 'f' | 'derivative'>[]
  readonly domain: readonly [from: number, to: number]
}

interface Curve {
  readonly name: string
  readonly f: (x: number) => number
  readonly className: string
}

/**
 * Functions with their derivatives. One function: both in one pair of axes, the derivative dashed. Several: the functions
 * in one, their derivatives in another, side by side or, where that is too narrow, one below the other.
 */
export function functionPlot(
  { title, description, functions, domain }: FunctionPlot,
  width: number,
  className: string,
): Svg {
  if (functions.length === 0) throw new RangeError('no function to plot')
  const several = functions.length > 1
  const stacked = width < 500
  const panels = several
    ? [
        { heading: 'value', curves: functions.map(({ title, f }, i) => ({ name: title, f, className: style(i) })) },
        {
          heading: 'derivative',
          curves: functions.map(({ title, derivative }, i) => ({ name: title, f: derivative, className: style(i) })),
        },
      ]
    : [
        {
          heading: '',
          curves: [
            { name: functions[0]!.title, f: functions[0]!.f, className: 'line' },
            { name: 'derivative', f: functions[0]!.derivative, className: 'line thin dashed' },
          ],
        },
      ]
  const panelWidth = several && !stacked ? (width - 28) / 2 : width
  const height = stacked ? 190 : 230
  const drawn = panels.map(({ heading, curves }, i) => {
    const [dx, dy] = several && !stacked ? [i * (panelWidth + 28), 0] : [0, i * (height + 14)]
    return el(
      'g',
      { transform: `translate(${digits(dx)} ${digits(dy)})` },
      panel(heading, curves, domain, panelWidth, height),
    )
  })
  const total = several && stacked ? 2 * height + 14 : height
  return picture({ width, height: total, title, description, class: className }, ...drawn)
}

function panel(
  heading: string,
  curves: readonly Curve[],
  domain: readonly [number, number],
  width: number,
  height: number,
): Svg {
  const labels = Math.min(widest(curves.map(({ name }) => name)) + 10, width * 0.42)
  const plot: Plot = { left: 26, right: width - labels, top: heading === '' ? 10 : 26, bottom: height - 24 }
  const xs = Array.from({ length: 121 }, (_, i) => domain[0] + ((domain[1] - domain[0]) * i) / 120)
  const values = curves.flatMap(({ f }) => xs.map(f))
  const x = scaleLinear([...domain], [plot.left, plot.right])
  const y = scaleLinear([Math.min(0, ...values), Math.max(1, ...values)], [plot.bottom, plot.top])
  const ends = curves.map(({ f }) => y(f(domain[1])))
  const places = spread(ends, 17, [plot.top, plot.bottom])
  const yTicks = y.ticks(3).filter((value) => value !== 0)
  const xTicks = x.ticks(5).filter((value) => value !== 0)
  return [
    heading === '' ? '' : label(0, 12, heading, 'strong'),
    shape(
      'grid',
      yTicks.map((value) => lineAcross(y(value), plot.left, plot.right)),
    ),
    shape('base', [lineAcross(y(0), plot.left, plot.right), lineDown(x(0), plot.top, plot.bottom)]),
    ...xTicks.map((value) => label(x(value), plot.bottom + 17, tickWords(value), 'tick', 'middle')),
    label(x(0), plot.bottom + 17, '0', 'tick', 'middle'),
    ...yTicks.map((value) => label(plot.left - 6, y(value) + 4, tickWords(value), 'tick', 'end')),
    ...curves
      .map(({ f, className }) => el('path', { class: className, d: curve(xs.map((at) => [x(at), y(f(at))])) }))
      .reverse(),
    shape(
      'leader',
      places.flatMap((place, i) =>
        Math.abs(ends[i]! - place) > 10
          ? [`M${digits(plot.right + 1)} ${digits(ends[i]!)}L${digits(plot.right + 6)} ${digits(place)}`]
          : [],
      ),
    ),
    ...curves.map(({ name, className }, i) =>
      label(plot.right + 8, places[i]! + 4.5, name, className === 'line' ? 'strong' : 'ink'),
    ),
  ].join('')
}

const style = (i: number): string =>
  ['line', 'line light', 'line light dashed', 'line thin', 'line thin dashed'][i % 5]!
