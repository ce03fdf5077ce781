import { scaleLinear } from 'd3-scale'
import { curve } from '../curve.ts'
import { digits, disc, el, lineAcross, lineDown, picture, shape, type Svg } from '../svg.ts'
import type { Plot } from './frame.ts'
import { label } from './label.ts'
import { tickWords } from './plane.ts'
import { spread } from './spread.ts'

/** A curve of a card; `mark` puts a dot on it. */
export interface CardCurve {
  readonly f: (x: number) => number
  readonly className: string
  /** Written at its right end. */
  readonly name?: string | undefined
  readonly mark?: number | undefined
}

export interface CardPlot {
  readonly title: string
  readonly description: string
  /** The function, and its slope. */
  readonly left: readonly CardCurve[]
  readonly right: readonly CardCurve[]
  readonly headings: readonly [left: string, right: string]
}

const domain = [-4, 4] as const
/** The same windows in every card, so that cards can be compared. */
const windows = [
  [-2, 4],
  [-0.75, 2],
] as const
const kinks = [-3, -1, 0, 1, 3]
const size = { width: 340, height: 204, gap: 24 }

/** A function and its slope side by side, in windows that are the same for all functions. */
export function cardPlot({ title, description, left, right, headings }: CardPlot, className: string): Svg {
  const width = (size.width - size.gap) / 2
  const named = [...left, ...right].some(({ name }) => name !== undefined)
  const panels = [left, right].map((curves, i) =>
    el(
      'g',
      { transform: `translate(${digits(i * (width + size.gap))} 0)` },
      panel(headings[i]!, curves, windows[i]!, width - (named ? 26 : 0)),
    ),
  )
  return picture({ width: size.width, height: size.height, title, description, class: className }, ...panels)
}

function panel(
  heading: string,
  curves: readonly CardCurve[],
  [low, high]: readonly [number, number],
  width: number,
): Svg {
  const plot: Plot = { left: 2, right: width - 2, top: 32, bottom: size.height - 22 }
  const x = scaleLinear([...domain], [plot.left, plot.right])
  const y = scaleLinear([low, high], [plot.bottom, plot.top])
  const ys = low < -1 ? [-2, 2, 4] : [1, 2]
  return [
    label(plot.left, 11, heading, 'axis'),
    shape(
      'grid',
      ys.map((value) => lineAcross(y(value), plot.left, plot.right)),
    ),
    shape('base', [lineAcross(y(0), plot.left, plot.right), lineDown(x(0), plot.top, plot.bottom)]),
    ...[-4, -2, 0, 2, 4].map((value) =>
      label(
        x(value),
        plot.bottom + 17,
        tickWords(value),
        'tick',
        value === -4 ? 'start' : value === 4 ? 'end' : 'middle',
      ),
    ),
    ...curves.map(({ f, className }) => el('path', { class: className, d: path(f) })),
    ...ys.map((value) => label(plot.left, y(value) - 4, tickWords(value), 'tick halo')),
    shape(
      'dot filled',
      curves.flatMap(({ f, mark }) => (mark === undefined ? [] : [disc(x(mark), y(f(mark)), 3.5)])),
    ),
    ...names(),
  ].join('')

  /** Straight from kink to kink where the curve is straight; lifted where it jumps or leaves the window. */
  function path(f: (x: number) => number): string {
    const steps = Array.from({ length: 161 }, (_, i) => domain[0] + i / 20)
    const beside = kinks.flatMap((kink) => [kink - 1e-6, kink + 1e-6])
    const xs = [...steps.filter((at) => !kinks.includes(Math.round(at * 1e6) / 1e6)), ...beside].sort((a, b) => a - b)
    const points = xs.map((at) => ({ at, value: f(at) }))
    const runs: { at: number; value: number }[][] = [[]]
    for (const point of points) {
      const last = runs.at(-1)!.at(-1)
      const jump = last !== undefined && point.at - last.at < 1e-5 && Math.abs(point.value - last.value) > 0.005
      const outside = point.value < low - 0.02 || point.value > high + 0.02
      if ((jump || outside) && runs.at(-1)!.length > 0) runs.push([])
      if (!outside) runs.at(-1)!.push(point)
    }
    return runs
      .filter((run) => run.length > 1)
      .map((run) => curve(run.map(({ at, value }) => [x(at), y(value)])))
      .join('')
  }

  /** At the right ends, spread where they would meet. */
  function names(): Svg[] {
    const named = curves.filter(({ name }) => name !== undefined)
    const places = spread(
      named.map(({ f }) => y(f(domain[1]))),
      13,
      [plot.top, plot.bottom],
    )
    return named.map(({ name }, i) => label(plot.right + 4, places[i]! + 4, name!, 'tick ink'))
  }
}
