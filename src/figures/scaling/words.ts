import { compact } from '../../engine/format.ts'

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 3.143e23 → `3.14·10²³`. */
export function powerOfTen(value: number, digits = 3): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e')
  return `${mantissa}·10${[...exponent.replace('+', '')].map((c) => (c === '-' ? '⁻' : raised[Number(c)])).join('')}`
}

/** Parameters or tokens: `53.0B`, `1.02T`; beyond trillions as a power of ten. */
export const amount = (value: number): string => (value < 1e15 && value >= 1 ? compact(value) : powerOfTen(value))

/** To three digits: `18.6`, `2,400`. */
export const ratio = (value: number): string =>
  value >= 0.001 && value < 1e5
    ? Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 10 })
    : powerOfTen(value, 2)

/** A share: `23 %`. */
export const share = (value: number, digits = 0): string => `${(100 * value).toFixed(digits)}\u00a0%`
