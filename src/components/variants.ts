import type { Drawings, Tree } from '../client/live/figures.ts'
import type { Svg } from '../figures/svg.ts'
import { inPage } from './in-page.ts'
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

/** A drawing, and the class of the width that it is for. */
export type Drawing = readonly [className: string, svg: Svg]

/**
 * A figure drawn for each of some widths. Where the narrowest shows all that the others do, it alone is there, at every width;
 * but not of a figure that a reader can turn to other models, which may need more room.
 * @param widths the narrowest last.
 * @param every the class of a drawing for every width.
 */
export function drawingsFor(
  widths: readonly (readonly [pixels: number, className: string])[],
  every: string,
  draw: Shown['draw'],
  others: readonly Shown[],
): readonly Drawing[] {
  const drawings = widths.map(([pixels, className]): Drawing => [className, draw(pixels, className)])
  const [narrow, ...wider] = drawings.map(([, svg]) => svg.replace(/^<svg[^>]*>/, '')).reverse()
  const isOne = wider.length > 0 && others.length <= 1 && wider.every((svg) => svg === narrow)
  return isOne ? [[every, draw(widths.at(-1)![0], every)]] : drawings
}

/** The address of a figure for each model of a family: of itself at first, and of a file once the site is built. */
export function variantsOf(
  all: readonly Shown[],
  widths: readonly (readonly [pixels: number, className: string])[],
): string {
  const drawn = all.map(({ draw, rows }): Drawings => ({
    svgs: widths.map(([pixels, className]) => treeOf(draw(pixels, className))),
    rows,
  }))
  return inPage('application/json', JSON.stringify(drawn))
}

/** A drawing as the elements that a script can make: no page lets a script write markup. It is what `el` writes, no more. */
export function treeOf(svg: Svg): Tree {
  const root: Tree = ['', {}]
  const open = [root]
  for (const [, closing, name = '', attributes = '', text = ''] of svg.matchAll(/<(\/?)([\w-]+)([^>]*)>|([^<]+)/g)) {
    if (closing) open.pop()
    else if (name === '') open.at(-1)!.push(plain(text))
    else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        plain(value),
      ])
      const element: Tree = [name, Object.fromEntries(pairs) as Record<string, string>]
      open.at(-1)!.push(element)
      open.push(element)
    }
  }
  return root[2] as Tree
}

/** Text as it was before `escape`. */
const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
