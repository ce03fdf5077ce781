/** How the site writes numbers: the one place where an exact value becomes text. */

/** 1862270976 → `1,862,270,976`. Not by `Intl`, whose first number takes a phone a tenth of a second. */
export const exact = (value: bigint | number): string =>
  grouped(String(Number.isInteger(value) ? BigInt(value) : value))

/** Digits in groups of three, those after the point aside. */
export const grouped = (digits: string): string => digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')

/** A difference: `+1,234` or `−1,234`, with a true minus; nothing is `0`. */
export const signed = (value: bigint | number): string =>
  value < 0 ? `−${exact(-value)}` : value > 0 ? `+${exact(value)}` : '0'

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'] as const
const counts = ['', 'k', 'M', 'B', 'T'] as const

/**
 * Three significant digits with an SI prefix: 1862270976, `FLOPs` → `1.86 GFLOPs`. Below a thousand it is exact. A unit that
 * is a word takes no prefix, `4.20 M operations`.
 */
export function short(value: bigint | number, unit: string): string {
  const { digits, step } = scaled(value, prefixes.length)
  const gap = step > 0 && /^[a-z]{3}/.test(unit) ? '\u00a0' : ''
  return `${digits}\u00a0${prefixes[step]}${gap}${unit}`
}

/** Three significant digits as model sizes are written: 109482240 → `109M`. */
export function compact(value: bigint | number): string {
  const { digits, step } = scaled(value, counts.length)
  return `${digits}${counts[step]}`
}

/** A share of a whole, `2.70 %`; a share too small to show at that many digits says so. */
export function percent(part: number, whole: number, digits = 1): string {
  const share = (100 * part) / whole
  const least = 10 ** -digits
  if (share > 0 && share < least) return `<\u2009${least.toFixed(digits)}\u00a0%`
  return `${share.toFixed(digits)}\u00a0%`
}

const fractions = ['', 'm', 'µ', 'n'] as const

/** A time to three digits: `1.25 s`, `31.4 ms`. */
export function duration(seconds: number): string {
  const step = seconds >= 1 || seconds === 0 ? 0 : Math.min(Math.ceil(-Math.log10(seconds) / 3), fractions.length - 1)
  const value = seconds * 1000 ** step
  const digits = value >= 100 ? exact(Math.round(value)) : value.toPrecision(3)
  return `${digits}\u00a0${fractions[step]}s`
}

/** A small whole number as a word, as prose has it; a large one in digits. */
export function word(value: bigint | number): string {
  const small = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
  return small[Number(value)] ?? exact(value)
}

function scaled(value: bigint | number, steps: number): { digits: string; step: number } {
  const number = Number(value)
  if (Math.abs(number) < 1000) return { digits: String(Number(number.toPrecision(3))), step: 0 }
  let step = Math.min(Math.floor(Math.log10(Math.abs(number)) / 3), steps - 1)
  let mantissa = number / 1000 ** step
  if (Number(mantissa.toPrecision(3)) >= 1000 && step < steps - 1) mantissa = number / 1000 ** ++step
  return { digits: mantissa >= 1000 ? exact(Math.round(mantissa)) : mantissa.toPrecision(3), step }
}
