import { scaleLinear } from 'd3-scale'
import { gridAcross, marksBelow, ticksBelow, type Plot } from '../charts/frame.ts'
import { label } from '../charts/label.ts'
import { tickWords } from '../charts/plane.ts'
import { standardize } from '../../engine/ops/norm.ts'
import { curve } from '../curve.ts'
import { digits, el, lineAcross, lineDown, picture, shape, type Svg } from '../svg.ts'
import { normal } from './random.ts'

/** A token before and after LayerNorm: its own straight line, from its smallest number to its largest. */
export interface Segment {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
}

/** Tokens of width 64 whose scales differ by a factor of up to 64; the larger, the flatter the line. */
export function segments(tokens = 40, width = 64, seed = 5): Segment[] {
  const random = normal(seed)
  return Array.from({ length: tokens }, (_, t) => {
    const scale = 0.25 * 64 ** (t / (tokens - 1))
    const x = Float64Array.from({ length: width }, () => scale * random())
    const y = standardize(x, true, 1e-5)
    const [low, high] = [x.indexOf(Math.min(...x)), x.indexOf(Math.max(...x))]
    return { from: [x[low]!, y[low]!], to: [x[high]!, y[high]!] }
  })
}

/** LayerNorm maps each token along a line of its own; together they lie about a curve that flattens, as γ tanh(αx) does. */
export function squashFigure(alpha: number, gain: number, width: number, className: string): Svg {
  const all = segments()
  const reach = 12
  const plot: Plot = { left: 30, right: width - 8, top: 12, bottom: 12 + (width < 400 ? 220 : 280) }
  const x = scaleLinear([-reach, reach], [plot.left, plot.right])
  const y = scaleLinear([-3.2, 3.2], [plot.bottom, plot.top])
  const lines = all.map(({ from, to }) => {
    const slope = (to[1] - from[1]) / (to[0] - from[0])
    const clip = (at: number): number => Math.max(-reach, Math.min(reach, at))
    const [a, b] = [clip(from[0]), clip(to[0])]
    return `M${digits(x(a))} ${digits(y(from[1] + slope * (a - from[0])))}L${digits(x(b))} ${digits(y(from[1] + slope * (b - from[0])))}`
  })
  const places = Array.from({ length: 121 }, (_, i) => -reach + (2 * reach * i) / 120)
  const ticks = x.ticks(width < 400 ? 5 : 9).map((value) => ({ at: x(value), words: tickWords(value) }))
  return picture(
    {
      width,
      height: plot.bottom + 42,
      title: `LayerNorm of ${all.length} tokens, and ${gain} tanh(${alpha} x)`,
      description: `Each token lies on a straight line whose slope is one over its deviation. Together they fill a band that is steep near 0 and flat far from it, close to ${gain} tanh(${alpha} x).`,
      class: className,
    },
    gridAcross(
      [-3, -2, -1, 0, 1, 2, 3].map((value) => ({ at: y(value), words: tickWords(value) })),
      plot,
    ),
    shape('base', [
      lineDown(x(0), plot.top, plot.bottom),
      lineAcross(y(0), plot.left, plot.right),
      ...marksBelow(ticks, plot.bottom),
    ]),
    el('path', { class: 'line ghost', d: lines.join('') }),
    el('path', { class: 'line', d: curve(places.map((at) => [x(at), y(gain * Math.tanh(alpha * at))])) }),
    ticksBelow(ticks, plot.bottom + 18, [0, width]),
    label(plot.right, plot.bottom + 38, 'input of the layer', 'axis', 'end'),
    label(plot.right - 4, y(gain) - 22, `${gain} tanh(${alpha} x)`, 'halo strong', 'end'),
  )
}
