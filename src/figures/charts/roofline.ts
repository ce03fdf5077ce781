import { exact, short } from '../../engine/format.ts'
import { attainable, ridge, type Accelerator, type Precision } from '../../engine/hardware.ts'
import { digits, el, picture, type Svg } from '../svg.ts'
import {
  axisTitle,
  dot,
  gridAcross,
  horizontal,
  logTicks,
  marksBelow,
  ticksBelow,
  vertical,
  type Plot,
} from './frame.ts'
import { logScale } from './log-scale.ts'
import { label, lines, strongWidth, widthOf } from './label.ts'
import { tickWords } from './plane.ts'
import { place, type Box } from './spread.ts'

/** A kernel, or several that do as many FLOPs for each byte. */
export interface Kernel {
  readonly name: string
  /** FLOPs for each byte moved. */
  readonly intensity: number
  /** Filled: the first of two ways to run the model; hollow: the second. */
  readonly filled: boolean
}

export interface Roofline {
  readonly title: string
  readonly accelerator: Accelerator
  readonly precision: Precision
  readonly kernels: readonly Kernel[]
  /** What filled and hollow stand for, if there are both: `prefill` and `decode`. */
  readonly phases?: readonly string[] | undefined
}

/** How fast an accelerator can run each kernel at best: by memory up to the ridge, by arithmetic beyond it. */
export function roofline(
  { title, accelerator, precision, kernels, phases = [] }: Roofline,
  width: number,
  className: string,
): Svg {
  if (kernels.length === 0) throw new RangeError('no kernels')
  const narrow = width < 400
  const crest = ridge(accelerator, precision)
  const speed = (intensity: number) => attainable(accelerator, precision, intensity)
  const all = [...kernels.map(({ intensity }) => intensity), crest]
  const domain = [
    10 ** Math.floor(Math.log10(Math.min(...all) * 0.7)),
    10 ** Math.ceil(Math.log10(Math.max(...all) * 1.6)),
  ] as const
  const range = [speed(domain[0]), speed(crest) * 2.4] as const
  const top = narrow && phases.length === 2 ? 64 : 26
  const plot: Plot = { left: 52, right: width - 4, top, bottom: top + (narrow ? 260 : 300) }
  const x = logScale(domain, [plot.left, plot.right])
  const y = logScale(range, [plot.bottom, plot.top])
  const ridgeWords = `ridge at ${exact(Math.round(crest))}`
  const keyLeft = narrow ? 0 : plot.left + 8
  const roof = [domain[0], crest, domain[1]].map((at) => `${digits(x(at))} ${digits(y(speed(at)))}`).join('L')
  const points = kernels.map((kernel) => ({ ...kernel, x: x(kernel.intensity), y: y(speed(kernel.intensity)) }))
  const taken: Box[] = points.map((point) => ({ x: point.x - 6, y: point.y - 6, width: 12, height: 12 }))
  const clusters = together(points)
  const texts = clusters.map(({ name }) => lines(name, narrow ? 116 : 180))
  const boxes = place(
    clusters.map((cluster, i) => below(texts[i]!, cluster.x, cluster.y, plot)),
    [...taken, ...roofBoxes(), ...keyBoxes()],
  )
  const ticks = logTicks(domain, narrow ? 5 : 8).map((value) => ({ at: x(value), words: tickWords(value) }))
  return picture(
    { width, height: plot.bottom + 44, title, description: describe(), class: className },
    axisTitle(0, 12, 'Attainable FLOP/s, log scale', 'start'),
    gridAcross(
      logTicks(range, 5).map((value) => ({ at: y(value), words: tickWords(value, 'FLOP/s').replace('FLOP/s', '') })),
      plot,
    ),
    horizontal(plot.bottom, plot.left, plot.right, 'base'),
    marksBelow(ticks, plot.bottom),
    ticksBelow(ticks, plot.bottom + 18, [0, width]),
    axisTitle(
      plot.right,
      plot.bottom + 38,
      narrow ? 'FLOPs per byte, log scale' : 'Matmul FLOPs per byte moved, log scale',
    ),
    vertical(x(crest), y(speed(crest)), plot.bottom, 'limit'),
    el('path', { class: 'line', d: `M${roof}` }),
    ...clusters.map((cluster, i) => leader(cluster, boxes[i]!)),
    ...points.map((point) => dot(point.x, point.y, point.filled ? 'dot filled' : 'dot', 4.5)),
    ...clusters.flatMap(({ filled }, i) =>
      texts[i]!.map((line, n) =>
        label(boxes[i]!.x, boxes[i]!.y + 12 + 16 * n, line, filled ? 'halo strong' : 'halo ink'),
      ),
    ),
    label(
      plot.right - 2,
      y(speed(crest)) - 9,
      `${accelerator.title}, ${precision}: ${short(speed(crest), 'FLOP/s')}`,
      'halo quiet',
      'end',
    ),
    label(x(crest) - 6, plot.bottom - 8, ridgeWords, 'halo quiet', 'end'),
    phases.length === 2 ? key() : '',
  )

  /** Two dots with their names; the one legend that the chart needs, in its empty corner. */
  function key(): Svg {
    return phases
      .map((phase, i) => {
        const at = (narrow ? 36 : plot.top + 14) + 18 * i
        return (
          dot(keyLeft + 6, at - 4.5, i === 0 ? 'dot filled' : 'dot', 4.5) +
          label(keyLeft + 17, at, phase, i === 0 ? 'halo strong' : 'halo ink')
        )
      })
      .join('')
  }

  function keyBoxes(): Box[] {
    return phases.map((phase, i) => ({
      x: keyLeft,
      y: (narrow ? 22 : plot.top) + 18 * i,
      width: 24 + strongWidth(phase),
      height: 18,
    }))
  }

  /** The line of the roof as a chain of boxes, which labels keep off. */
  function roofBoxes(): Box[] {
    const [from, to] = [x(domain[0]), x(crest)]
    const slope = Array.from({ length: 40 }, (_, i) => {
      const at = from + ((to - from) * i) / 40
      return { x: at - 2, y: y(speed(x.invert(at))) - 3, width: (to - from) / 40 + 4, height: 6 }
    })
    const words = widthOf(`${accelerator.title}, ${precision}: ${short(speed(crest), 'FLOP/s')}`)
    return [
      ...slope,
      { x: to - 2, y: y(speed(crest)), width: 4, height: plot.bottom - y(speed(crest)) },
      { x: to, y: y(speed(crest)) - 3, width: plot.right - to, height: 6 },
      { x: to - 6 - widthOf(ridgeWords), y: plot.bottom - 22, width: widthOf(ridgeWords), height: 18 },
      { x: plot.right - words - 4, y: y(speed(crest)) - 22, width: words + 4, height: 18 },
    ]
  }

  function describe(): string {
    const head = `${accelerator.title}: ${short(speed(crest), 'FLOP/s')} in ${precision}, ridge at ${exact(Math.round(crest))} FLOPs per byte.`
    const rows = kernels.map(({ name, intensity, filled }) => {
      const phase = phases.length === 2 ? ` (${phases[filled ? 0 : 1]})` : ''
      return `${name}${phase}: ${intensity.toPrecision(3)} FLOPs per byte, at best ${short(speed(intensity), 'FLOP/s')}.`
    })
    return [head, ...rows].join(' ')
  }
}

/** Kernels whose dots touch have one label between them. */
function together<T extends { x: number; y: number; name: string; filled: boolean }>(points: readonly T[]): T[] {
  const clusters: T[] = []
  for (const point of [...points].sort((a, b) => a.x - b.x)) {
    const at = clusters.findIndex((other) => other.filled === point.filled && point.x - other.x < 12)
    if (at < 0) clusters.push(point)
    else clusters[at] = { ...clusters[at]!, x: point.x, y: point.y, name: `${clusters[at]!.name}, ${point.name}` }
  }
  return clusters
}

/** Where a kernel's name may stand: under the roof, to the right of its dot, further down where others are in the way. */
function below(text: readonly string[], x: number, y: number, plot: Plot): Box[] {
  const [width, height] = [Math.max(...text.map(strongWidth)), 16 * text.length + 2]
  const shifts = [
    [14, 6],
    [-width / 2, 14],
    [14, 26],
    [-width - 10, -20],
    [-width / 2, 34],
    [14, 46],
    [-width - 10, -38],
    [-width / 2, 54],
    [14, 66],
    [-width / 2, 74],
    [14, 90],
    [-width / 2, 98],
    [-width / 2, 122],
  ] as const
  const boxes = shifts.map(([dx, dy]) => ({
    x: Math.max(plot.left + 4, Math.min(x + dx, plot.right - width - 2)),
    y: y + dy,
    width,
    height,
  }))
  const fitting = boxes.filter((box) => box.y + height < plot.bottom)
  return fitting.length > 0 ? fitting : boxes
}

/** A hairline from a dot to a name that had to move away from it. */
function leader(point: { x: number; y: number }, box: Box): Svg {
  if (box.y - point.y < 22 && box.y - point.y > -30 - box.height) return ''
  const to = Math.max(box.x + 4, Math.min(point.x, box.x + box.width - 4))
  return el('path', { class: 'leader', d: `M${digits(point.x)} ${digits(point.y)}L${digits(to)} ${digits(box.y)}` })
}
