/** How prose says which of some numbers is the largest. */

import { exact } from '../../engine/format.ts'

/** "the feed-forward layer, 2.0 times the projections"; two that are equal are named both. */
export function dominance(terms: readonly { readonly name: string; readonly number: number }[]): string {
  const [first, second] = terms.toSorted((a, b) => b.number - a.number)
  if (first === undefined) return ''
  if (second === undefined) return first.name
  const ratio = first.number / second.number
  if (isEqual(ratio)) return `${first.name} and ${second.name} alike`
  return Number.isFinite(ratio) ? `${first.name}, ${times(ratio)} ${second.name}` : first.name
}

/** "2.0 times", "as much as" or "42 % of": what stands between two things of which one was said to be so and so much. */
export function comparison(a: number, b: number): string {
  const ratio = a / b
  if (isEqual(ratio)) return 'as much as'
  return ratio > 1 ? times(ratio) : `${digits(100 * ratio)}\u00a0% of`
}

const times = (ratio: number): string => `${digits(ratio)}\u00a0times`

/** Two digits that count, and all of those before the point. */
const digits = (value: number): string => (value >= 10 ? exact(Math.round(value)) : value.toPrecision(2))

const isEqual = (ratio: number): boolean => Math.abs(ratio - 1) < 0.005
