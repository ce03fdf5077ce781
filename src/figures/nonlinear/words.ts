import { tickWords } from '../charts/plane.ts'
import type { End, Facts } from './facts.ts'

/** Four decimals, or fewer where the value is exact with three. */
export function decimals(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const exact = Math.abs(value - Number(value.toFixed(3))) < 1e-8
  return (exact ? String(Number(value.toFixed(3)) + 0) : value.toFixed(digits)).replace('-', '−')
}

/** Significant digits, with a power of ten where the number is far from 1: `9.1·10⁻¹³`. */
export const significant = (value: number, digits = 3): string => tickWords(Number(value.toPrecision(digits)))

/** `[−0.1700, ∞)` */
export const rangeWords = ([low, high]: readonly [End, End]): string =>
  `${low.attained ? '[' : '('}${decimals(low.value)}, ${decimals(high.value)}${high.attained ? ']' : ')'}`

/** `−0.1700 at −0.7518`; `0, where it is flat`; `none, nears −1`; `none` */
export function minimumWords({ minimum, range: [low] }: Pick<Facts, 'minimum' | 'range'>): string {
  if (minimum) return `${decimals(minimum.value)} at ${decimals(minimum.x)}`
  if (low.attained) return `${decimals(low.value)}, where it is flat`
  return Number.isFinite(low.value) ? `none, nears ${decimals(low.value)}` : 'none'
}

/** `−0.1289 to 1.1289, and 0.5 at zero` */
export const slopeWords = ({ lowest, steepest, slopeAtZero }: Facts): string =>
  steepest === lowest
    ? `${decimals(steepest)} everywhere`
    : `${decimals(lowest)} to ${decimals(steepest)}; ${decimals(slopeAtZero)} at 0`

/** `4 vector, 1 transc.` */
export const costWords = ({ vector, transcendental }: { vector: number; transcendental: number }): string =>
  `${vector} vector, ${transcendental} transc.`
