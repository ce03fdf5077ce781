import { exact, short } from '../../engine/format.ts'
import type { Place, Places } from '../places.ts'
import { digits } from '../digits.ts'
import { logScale } from './log-scale.ts'
import { overlap, type Box } from './box.ts'

/** What is known of a roofline before the sizes are. */
export interface RooflineHint {
  /** FLOP/s that the chip reaches at best, and bytes that it moves each second. */
  readonly peak: number
  readonly bandwidth: number
  /** In words, before the numbers: `A100 SXM 80 GB: 312 TFLOP/s in fp16, ridge at 153 FLOPs per byte.` */
  readonly chip: string
  /** Each kernel: what it is called, the same with its phase, and how wide the name is, in pixels. */
  readonly kernels: readonly (readonly [name: string, inFull: string, width: number])[]
  /** How wide the other words are, in pixels: of the roof, of the ridge, and of the key to two phases, if there is one. */
  readonly words: readonly [roof: number, ridge: number, key: number]
}

/** As many ticks as an axis ever has, and every one of them is a mark. */
export const mostTicks = 8

/**
 * How fast a chip can run each kernel at best, by how many FLOPs it does for each byte: by memory up to the ridge, by
 * arithmetic beyond it. `intensities` are those of the kernels.
 */
export function rooflinePlaces(hint: RooflineHint, intensities: readonly number[], width: number): Required<Places> {
  const { peak, bandwidth, kernels } = hint
  const crest = peak / bandwidth
  const speed = (intensity: number) => Math.min(peak, intensity * bandwidth)
  const all = [...intensities, crest]
  const domain = [
    10 ** Math.floor(Math.log10(Math.min(...all) * 0.7)),
    10 ** Math.ceil(Math.log10(Math.max(...all) * 1.6)),
  ] as const
  const range = [speed(domain[0]), peak * 2.4] as const
  const [roofWords, ridgeWords, key] = hint.words
  const { left, right, top, bottom } = plotOf(width, key > 0)
  const x = logScale(domain, [left, right])
  const y = logScale(range, [bottom, top])
  const [ridge, roof] = [x(crest), y(peak)]
  // In a margin the words above the roof reach as far as the ticks.
  const hides = (at: number): boolean => right - 4 - roofWords < left && Math.abs(at - roof + 13) <= 14
  const dots = intensities.map((intensity) => ({ x: x(intensity), y: y(speed(intensity)) }))
  const taken: Box[] = [
    ...dots.map((dot) => ({ x: dot.x - 6, y: dot.y - 6, width: 12, height: 12 })),
    { x: right - roofWords - 4, y: roof - 22, width: roofWords + 4, height: 18 },
    { x: ridge - ridgeWords - 6, y: bottom - 22, width: ridgeWords, height: 18 },
    { x: left, y: top, width: key, height: 36 },
  ]
  // From the right: what is further left stands lower on the slope, and its name below the others'.
  const order = dots.map((_, i) => i).sort((a, b) => dots[b]!.x - dots[a]!.x)
  const names: Box[] = []
  for (const i of order) taken.push((names[i] = free(dots[i]!, kernels[i]![2])))
  return {
    height: bottom + 44,
    description: [
      hint.chip,
      ...kernels.map(
        ([, name], i) =>
          `${name}: ${intensities[i]!.toPrecision(3)} FLOPs per byte, at best ${short(speed(intensities[i]!), 'FLOP/s')}.`,
      ),
    ].join(' '),
    marks: [
      ...ticks(range, 5, (value) => [
        { d: `M${left} ${digits(y(value))}H${right}` },
        {
          ...{ x: left - 8, y: y(value) + 4, 'text-anchor': 'end' },
          text: hides(y(value)) ? '' : short(value, '').replace(/\.0+/, ''),
        },
      ]),
      ...ticks(domain, width < 300 ? 3 : width < 400 ? 5 : 8, (value) => [
        { d: `M${digits(x(value))} ${bottom}v4` },
        value < domain[1]
          ? { x: x(value), y: bottom + 18, 'text-anchor': 'middle', text: exact(value) }
          : { x: width, y: bottom + 18, 'text-anchor': 'end', text: exact(value) },
      ]),
      { d: `M${digits(ridge)} ${digits(roof)}V${bottom}` },
      { d: `M${left} ${bottom}L${digits(ridge)} ${digits(roof)}H${right}` },
      ...dots.flatMap((dot, i) => [{ d: leader(dot, names[i]!) }, { cx: dot.x, cy: dot.y }]),
      ...names.map((box) => ({ x: box.x, y: box.y + 12 })),
      { y: roof - 9 },
      { x: ridge - 6 },
    ],
  }

  /** Where a name finds room: below its dot and lower, under the roof; else above it and higher, over the slope. */
  function free(dot: { x: number; y: number }, width: number): Box {
    const box = (x: number, y: number): Box => ({
      x: Math.max(left + 4, Math.min(x, right - width - 2)),
      y,
      width,
      height: 16,
    })
    const below = rows.map((row) => box(dot.x + 12, dot.y + 6 + row)).filter(({ y }) => y + 22 < bottom)
    const above = rows.map((row) => box(dot.x - width - 10, dot.y - 20 - row))
    const places = [...below, ...above]
    return places.find((place) => !taken.some((other) => overlap(place, other))) ?? places[0]!
  }
}

/** Where the chart's own marks go, between its axes. A key stands above them where that is narrow. */
export function plotOf(width: number, withKey: boolean) {
  const narrow = width < 400
  const top = narrow && withKey ? 64 : 26
  return { left: 52, right: width - 4, top, bottom: top + (narrow ? 260 : 300) }
}

/** How far below the first place, or above it, the others are. */
const rows = [0, 16, 32, 48, 64, 80, 96, 112, 128]

/** A hairline from a dot to a name that had to move away from it. */
function leader(dot: { x: number; y: number }, box: Box): string {
  const to = box.y > dot.y ? box.y + 2 : box.y + 16
  if (Math.abs(to - dot.y) < 24) return 'M0 0'
  return `M${digits(dot.x)} ${digits(dot.y)}L${digits(Math.max(box.x, Math.min(dot.x, box.x + box.width)))} ${digits(to)}`
}

const nothing: [Place, Place] = [{ d: 'M0 0' }, { x: undefined, y: undefined, 'text-anchor': undefined, text: '' }]

/** Two marks for each tick that there is, and for the rest as many that show nothing. */
function ticks(
  [low, high]: readonly [number, number],
  most: number,
  marks: (value: number) => [Place, Place],
): Place[] {
  const decades = Math.log10(high / low)
  const every = Math.ceil((decades + 0.99) / most)
  const steps = decades < 2.1 && most > 3 ? [1, 2, 5] : [1]
  const values = Array.from({ length: mostTicks }, (_, n) => Math.floor(Math.log10(low) + 0.01) + n)
    .filter((n) => n % every === 0)
    .flatMap((n) => steps.map((step) => Number((step * 10 ** n).toPrecision(1))))
    .filter((value) => value >= low * 0.999 && value <= high * 1.001)
  return Array.from({ length: mostTicks }, (_, i): Place[] =>
    values[i] === undefined ? nothing : marks(values[i]),
  ).flat()
}
