import { percent, short } from '../../engine/format.ts'
import { parse, type Bindings } from '../../engine/poly.ts'
import { titles, type Origin } from './card.ts'
import type { Convention } from './page.ts'
import { polynomialOf, read, type Quantity, type Reading } from './quantity.ts'

/** A number of a post as it stands there. */
export interface Told {
  readonly quantity: Quantity
  readonly reading: Reading
  readonly bindings: Bindings
  readonly convention: Convention
  /** What the whole model counts of the same kind. */
  readonly whole: string | undefined
}

/** What a number of a post can tell of itself, by the convention that the reader chose. */
export function originOf(told: Told): Omit<Origin, 'scope' | 'source' | 'conventions'> {
  const { quantity, reading, bindings, convention } = told
  const { of = '', as = '', over } = quantity
  const { text, value, number } = read({ ...quantity, as: 'exact', unit: '' }, bindings, convention)
  const rounded = ['short', 'compact'].includes(as) ? reading.text : short(number, '')
  const share = shareOf(told, number)
  return {
    title: over === undefined ? (titles[of] ?? 'A size') : 'A share',
    parts: [
      { poly: polynomialOf(quantity, convention), bindings },
      ...(over === undefined ? [] : [{ join: ' ÷ ' as const, poly: parse(over), bindings }]),
    ],
    text: over === undefined ? text : String(Number(number.toPrecision(8))),
    words:
      (over === undefined && number >= 1000 ? ` or ${rounded}` : '') +
      (share === undefined ? '' : `, ${percent(share, 1)} of the whole model`),
    value,
  }
}

/** Its share of what the whole model counts of the same kind, unless it is that or more. */
function shareOf({ quantity, bindings, convention, whole }: Told, number: number): number | undefined {
  if (whole === undefined || quantity.over !== undefined) return undefined
  const share =
    number / read({ ...quantity, poly: whole, useful: undefined, head: undefined }, bindings, convention).number
  return share < 1 ? share : undefined
}
