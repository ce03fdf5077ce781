import { exact, short } from '../../engine/format.ts'
import { attainable, ridge, type Accelerator, type Precision } from '../../engine/hardware.ts'
import { marker } from '../places.ts'
import { picture, type Svg } from '../svg.ts'
import { axisTitle, dot, horizontal } from './frame.ts'
import { label, markup, strongWidth, widthOf } from './label.ts'
import { mostTicks, plotOf, rooflinePlaces, type RooflineHint } from './roofline-places.ts'

/** A kernel, or several that do as many FLOPs for each byte. */
export interface Kernel {
  readonly name: string
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
  /** How wide a stored number is, as markup, where that is to be said: `16 bits`. */
  readonly width?: Svg | undefined
}

/** What places the chart, beside the intensities. */
export function hintOf({ accelerator, precision, kernels, phases = [] }: Roofline): RooflineHint {
  const [crest, peak] = [ridge(accelerator, precision), attainable(accelerator, precision, Infinity)]
  const chip = `${accelerator.title}: ${short(peak, 'FLOP/s')} in ${precision}, ridge at ${exact(Math.round(crest))} FLOPs per byte.`
  return {
    peak,
    bandwidth: accelerator.bandwidth,
    chip,
    kernels: kernels.map(({ name, filled }) => {
      const phase = phases.length === 2 ? ` (${phases[filled ? 0 : 1]})` : ''
      return [name, name + phase, filled ? strongWidth(name) : widthOf(name)] as const
    }),
    words: [
      widthOf(roofWords({ accelerator, precision })),
      widthOf(ridgeWords(crest)),
      phases.length === 2 ? 24 + Math.max(...phases.map(strongWidth)) : 0,
    ],
  }
}

/** The products of a model on a chip's roofline, each at its intensity: FLOPs for each byte. */
export function roofline(chart: Roofline, intensities: readonly number[], width: number, className: string): Svg {
  const { title, accelerator, precision, kernels, phases = [] } = chart
  if (kernels.length === 0) throw new RangeError('no kernels')
  const narrow = width < 400
  const hint = hintOf(chart)
  const { height, description, marks } = rooflinePlaces(hint, intensities, width)
  const mark = marker(marks)
  const { left, right, top, bottom } = plotOf(width, phases.length === 2)
  const ticks = (className: string) =>
    Array.from({ length: mostTicks }, () => [
      mark('path', { class: className }),
      mark('text', { class: 'tick' }),
    ]).flat()
  const across = narrow ? 'FLOPs per byte, log scale' : 'Matmul FLOPs per byte moved, log scale'
  return picture(
    { width, height, title, description, class: className },
    axisTitle(0, 12, 'Attainable FLOP/s, log scale', 'start'),
    horizontal(bottom, left, right, 'base'),
    markup(right, bottom + 38, chart.width ? `${across}, ${chart.width} a number` : across, 'axis', 'end'),
    phases.length === 2 ? key() : '',
    ...ticks('grid'),
    ...ticks('base'),
    mark('path', { class: 'limit' }),
    mark('path', { class: 'line' }),
    ...kernels.flatMap(({ filled }) => [
      mark('path', { class: 'leader' }),
      mark('circle', { class: filled ? 'dot filled' : 'dot', r: 4.5 }),
    ]),
    ...kernels.map(({ name, filled }) => mark('text', { class: filled ? 'halo strong' : 'halo ink' }, () => [name])),
    mark('text', { class: 'halo quiet', x: right - 2, 'text-anchor': 'end' }, () => [roofWords(chart)]),
    mark('text', { class: 'halo quiet', y: bottom - 8, 'text-anchor': 'end' }, () => [
      ridgeWords(ridge(accelerator, precision)),
    ]),
  )

  /** Two dots with their names; the one legend that the chart needs, in its empty corner. */
  function key(): Svg {
    const x = narrow ? 0 : left + 8
    return phases
      .map((phase, i) => {
        const at = (narrow ? 36 : top + 14) + 18 * i
        return (
          dot(x + 6, at - 4.5, i === 0 ? 'dot filled' : 'dot', 4.5) +
          label(x + 17, at, phase, i === 0 ? 'halo strong' : 'halo ink')
        )
      })
      .join('')
  }
}

const roofWords = ({ accelerator, precision }: Pick<Roofline, 'accelerator' | 'precision'>): string =>
  `${accelerator.title}, ${precision}: ${short(attainable(accelerator, precision, Infinity), 'FLOP/s')}`

const ridgeWords = (crest: number): string => `ridge at ${exact(Math.round(crest))}`
