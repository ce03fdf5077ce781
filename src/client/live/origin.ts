import { percent, short } from '../../engine/format.ts'
import type { Bindings } from '../../engine/poly.ts'
import { titles, type Origin } from './card.ts'
import { bitsOf, type Convention, type Whole } from './page.ts'
import {
  conventionFor,
  divisorOf,
  isProduct,
  isStored,
  polynomialOf,
  read,
  type Quantity,
  type Reading,
} from './quantity.ts'

/** A number of a post as it stands there. */
export interface Told {
  readonly quantity: Quantity
  readonly reading: Reading
  readonly bindings: Bindings
  readonly convention: Convention
  /** What the whole model counts of the same kind. */
  readonly whole: Whole | undefined
}

/** What a number of a post can tell of itself, by the convention that the reader chose. */
export function originOf(told: Told): Omit<Origin, 'scope' | 'source' | 'conventions'> {
  const { quantity, reading, bindings, convention } = told
  const own = conventionFor(quantity, convention)
  const { text, value, number } = read({ ...quantity, as: 'exact', unit: '' }, bindings, convention)
  const unit = isProduct(quantity) ? (convention.unit === 'MAC' ? 'MACs' : 'FLOPs') : ''
  const rounded = ['short', 'compact'].includes(quantity.as ?? '') ? reading.text : short(number, unit)
  const divisor = divisorOf(quantity)
  const share = shareOf(told, number)
  return {
    title: titleOf(quantity),
    parts: [
      { poly: polynomialOf(quantity, own), bindings },
      ...(divisor === undefined ? [] : [{ join: ' ÷ ' as const, poly: polynomialOf(divisor, own), bindings }]),
    ],
    text: divisor === undefined ? text : String(Number(number.toPrecision(8))),
    words:
      (divisor === undefined && number >= 1000 ? ` or ${rounded}` : '') +
      (share === undefined ? '' : `, ${percent(share, 1)} of the whole model`),
    value,
    rule: ruleOf(quantity, convention),
  }
}

function titleOf({ of = '', over, as }: Quantity): string {
  if (over === undefined || of === 'intensity') return titles[of] ?? 'A size'
  return as === 'percent' ? 'A share' : 'A ratio'
}

function ruleOf(quantity: Quantity, { phase, unit, pairs, precision }: Convention): string {
  if (isStored(quantity) || quantity.of === 'intensity') return `${quantity.bits ?? bitsOf[precision]} bits a number`
  if (!isProduct(quantity)) return ''
  const words = { forward: 'Forward pass', training: 'Training step', decode: 'Decoding step' }
  const counted = [unit === 'MAC' ? 'multiply-adds' : 'FLOPs', pairs === 'useful' ? 'useful pairs' : 'all pairs']
  return [words[phase], ...counted].join(', ')
}

/** Its share of what the whole model counts of the same kind, unless it is that or more. */
function shareOf({ quantity, bindings, convention, whole }: Told, number: number): number | undefined {
  if (whole === undefined || quantity.over !== undefined) return undefined
  const share =
    number / read({ ...quantity, useful: undefined, head: undefined, ...whole }, bindings, convention).number
  return share < 1 ? share : undefined
}
