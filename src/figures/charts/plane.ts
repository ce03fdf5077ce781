import { scaleLinear, scaleLog } from 'd3-scale'
import { exact, short } from '../../engine/format.ts'
import { logTicks, type Tick } from './frame.ts'

/** How an axis is divided, what it measures, and in which unit. */
export interface Axis {
  readonly title: string
  readonly log?: boolean | undefined
  readonly unit?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** An axis laid out: where a value stands, and its ticks. */
export interface Scale {
  (value: number): number
  readonly ticks: readonly Tick[]
}

/** An axis for some values. A log axis says that it is one; so does its title. */
export function scaleFor(
  { log = false, unit = '', from, to }: Axis,
  values: readonly number[],
  range: readonly [number, number],
  most: number,
): Scale {
  const [low, high] = [from ?? Math.min(...values), to ?? Math.max(...values)]
  if (![low, high].every(Number.isFinite)) throw new RangeError('no data')
  if (log && low <= 0) throw new RangeError(`a log axis cannot show ${low}`)
  if (log) {
    const scale = scaleLog([low, high], [...range])
    return scaled(scale, logTicks([low, high], most), unit)
  }
  const scale = scaleLinear([low, high === low ? low + 1 : high], [...range])
  if (from === undefined && to === undefined) scale.nice(most)
  return scaled(scale, scale.ticks(most), unit)
}

export const axisWords = ({ title, log }: Axis): string => (log ? `${title}, log scale` : title)

function scaled(scale: (value: number) => number, values: readonly number[], unit: string): Scale {
  const ticks = values.map((value) => ({ at: scale(value), words: tickWords(value, unit) }))
  return Object.assign((value: number) => scale(value), { ticks })
}

/** Exact where that is short; powers of ten as such where they are beyond every prefix. */
export function tickWords(value: number, unit = ''): string {
  const size = Math.abs(value)
  if (unit === '%') return `${exact(value)}\u00a0%`
  if (unit !== '') return short(value, unit).replace(/\.0+(?=\u00a0)/, '')
  if (size >= 1e15 || (size > 0 && size < 1e-3)) return power(value)
  if (size >= 1e4)
    return short(value, '')
      .replace('G', 'B')
      .replace(/\.0+(?=\u00a0)/, '')
      .replace('\u00a0', '')
  return exact(Number(value.toPrecision(6))).replace('-', '−')
}

/** A value in full, as a table or the end of a bar has it. */
export const valueWords = (value: number, unit = ''): string =>
  unit === '' && Math.abs(value) < 1e15 ? exact(value).replace('-', '−') : tickWords(value, unit)

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function power(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e')
  const digits = [...exponent.replace('+', '')].map((c) => (c === '-' ? '⁻' : raised[Number(c)]!)).join('')
  return `${mantissa === '1' ? '' : `${mantissa}·`}10${digits}`
}
