import { deflateRawSync } from 'node:zlib'
import type { Drawings } from '../client/live/figures.ts'
import type { Svg } from '../figures/svg.ts'
import { familyOf } from './live.ts'
import type { Subject } from './subject.ts'

/** What a figure shows of a model at its sizes: a drawing for each width, and the numbers as a table. */
export interface Shown {
  readonly draw: (width: number, className: string) => Svg
  readonly rows: readonly (readonly string[])[]
}

/**
 * The models that a reader can turn a figure to, in the order of the page: none where the author named its model. A figure
 * is drawn for each when the site is built, by the function that draws it, so that no model and no drawing runs in a browser.
 */
export function membersOf(subject: Subject, locals: App.Locals): Subject[] {
  if (subject.pinned || subject.name !== locals.post?.model) return []
  return familyOf(subject.name).map(({ name, title, sizes }) => ({
    ...subject,
    ...{ name, title, bindings: { ...subject.bindings, ...sizes, ...subject.own } },
  }))
}

/** The figure for each model of a family, packed: they differ in numbers alone, so that all are hardly more than one. */
export function packed(
  all: readonly Shown[],
  widths: readonly (readonly [pixels: number, className: string])[],
): string {
  const drawn = all.map(({ draw, rows }): Drawings => ({
    svgs: widths.map(([pixels, className]) => draw(pixels, className)),
    rows,
  }))
  return deflateRawSync(JSON.stringify(drawn), { level: 9 }).toString('base64')
}
