import type { Poly } from '../engine/poly.ts'
import { el, escape, type Svg } from './svg.ts'

/** What is set of a mark: its attributes, undefined for one that it has not, and its text where that changes. */
export type Place = Readonly<Record<string, string | number | undefined>> & { readonly text?: string }

/**
 * Where the marks of a drawing stand at some sizes, in the order of the drawing. It is asked for when a figure is drawn, and
 * again by a page's script when its reader turns a size: so it may know no model, and measure no text.
 */
export interface Places {
  readonly height: number
  /** What a reader who cannot see the drawing is told, where the sizes change it. */
  readonly description?: string
  readonly marks: readonly Place[]
}

/** The places of a kind of drawing: `hint` is what was known before its sizes, `numbers` are those. */
export type Placing<Hint, Room = number> = (hint: Hint, numbers: readonly number[], room: Room) => Places

/** What a page adds to a number in a drawing, by which its script computes it anew. */
export type NumberAttributes = (poly: Poly) => Readonly<Record<string, string | number | undefined>>

/** Draws marks one after the other, each at the next place. What it holds comes after it. */
export function marker(places: readonly Place[]) {
  let next = 0
  return (name: string, fixed: Place = {}, children: () => readonly Svg[] = () => []): Svg => {
    const { text, ...at } = places[next++]!
    return el(name, { 'data-m': '', ...fixed, ...at }, ...(text === undefined ? children() : [escape(text)]))
  }
}
