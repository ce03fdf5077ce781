import { usual } from '../client/live/page.ts'
import { read, type Quantity, type Reading } from '../client/live/quantity.ts'
import { polynomial, type Poly } from '../engine/index.ts'
import type { Subject } from './subject.ts'

/** A number of a page before it is written: what is counted, and how it is to be shown. */
export interface Counted {
  readonly poly: Poly
  /** Divides the value: a share, a ratio. */
  readonly over?: Poly | undefined
  /** The same with only the pairs counted that a mask lets through. */
  readonly useful?: Poly | undefined
  readonly overUseful?: Poly | undefined
  /** What a reader adds who wants the logits counted, or takes away who does not; and likewise in what it is a share of. */
  readonly head?: Poly | undefined
  readonly overHead?: Poly | undefined
  /** What it counts, `matmul`. */
  readonly of?: string | undefined
  readonly as?: 'exact' | 'signed' | 'short' | 'compact' | 'percent' | 'word' | undefined
  readonly unit?: string | undefined
  readonly digits?: number | undefined
  readonly bits?: number | undefined
  /** As many characters as there is room for: an exact number that is longer is written short. */
  readonly room?: number | undefined
}

/** A cell of a table of numbers that follows the knobs, with what stands before the number. */
export interface LiveCell {
  readonly before?: string
  readonly counted: Counted
  readonly subject: Subject
}

/** Its value at the page's sizes, in the words of the page's script. */
export const readAsBuilt = (counted: Counted, { bindings }: Pick<Subject, 'bindings'>): Reading =>
  read(quantityOf(counted), bindings, usual)

/**
 * What an element carries so that the script can compute its number anew: polynomials, how to write it, and the sizes that
 * it keeps. A number of a model that the author named keeps that model's; sizes which that model sets equal to others are
 * written as those, since the page knows only its own model's.
 */
export function attributesOf(
  counted: Counted,
  subject: Subject,
): Readonly<Record<string, string | number | undefined>> {
  const kept = subject.pinned ? pinned(counted, subject) : counted
  const { poly, over, useful, overUseful, head, overHead, as, unit, ...rest } = quantityOf(kept)
  const own = { ...(subject.pinned && sizesIn(kept, subject)), ...subject.own }
  return {
    'data-poly': poly,
    'data-over': over,
    'data-useful': useful === poly ? undefined : useful,
    'data-over-useful': overUseful === over ? undefined : overUseful,
    'data-head': head,
    'data-over-head': overHead,
    'data-of': rest.of,
    'data-as': as === 'exact' ? undefined : as,
    'data-unit': unit || undefined,
    'data-digits': rest.digits,
    'data-bits': rest.bits,
    'data-room': rest.room,
    'data-model': subject.foreign,
    'data-with': Object.keys(own).length > 0 ? JSON.stringify(own) : undefined,
  }
}

/** The same as data that a script reads in place of an element's. */
export const carriedBy = (counted: Counted, subject: Subject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributesOf(counted, subject)).flatMap(([key, own]) =>
      own === undefined ? [] : [[camel(key.slice('data-'.length)), String(own)]],
    ),
  )

const camel = (key: string): string => key.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const polynomials = ['poly', 'over', 'useful', 'overUseful', 'head', 'overHead'] as const

function quantityOf({ of, as = 'exact', unit = '', digits, bits, room, ...counted }: Counted): Quantity {
  const texts = polynomials.map((key) => [key, counted[key] && polynomial.print(counted[key])])
  return { ...(Object.fromEntries(texts) as Record<'poly', string>), of, as, unit, digits, bits, room }
}

/** With the sizes replaced that its model sets equal to others. */
function pinned(counted: Counted, { model, own = {} }: Subject): Counted {
  const identities = Object.entries(model.graph.identities).filter(([symbol]) => !Object.hasOwn(own, symbol))
  const replacements = Object.fromEntries(identities)
  const replaced = polynomials.map((key) => [key, counted[key] && polynomial.substitute(counted[key], replacements)])
  return { ...counted, ...Object.fromEntries(replaced) }
}

/** The sizes of its model that its polynomials use. */
function sizesIn(counted: Counted, { model }: Subject): Record<string, number> {
  const used = new Set(polynomials.flatMap((key) => (counted[key] ? polynomial.symbolsOf(counted[key]) : [])))
  return Object.fromEntries(
    Object.entries(model.sizes).flatMap(([symbol, size]) => (used.has(symbol) ? [[symbol, Number(size)]] : [])),
  )
}
