import { line, widthOf } from './lettering.ts'
import { mathRuns } from './mathtext.ts'
import type { Svg } from './svg.ts'

/** A paper's name, such as `W_Q`, with its left end or middle at x and its baseline at y. */
export const mathName = (
  latex: string,
  x: number,
  y: number,
  size: number,
  anchor: 'start' | 'middle' = 'middle',
): Svg => line(x, y, anchor, mathRuns(latex, size), 'name')

/** How wide `mathName` will be. */
export const nameWidth = (latex: string, size: number): number => widthOf(mathRuns(latex, size))

/** A name as plain text, for titles and descriptions: `W_Q` → `W Q`. */
export const plainName = (latex: string): string =>
  latex
    .replaceAll(/\\(text|operatorname|left|right|!|,)/g, '')
    .replaceAll(/\^\{?\\top\}?/g, ' transposed')
    .replaceAll(/[_{}\\]+/g, ' ')
    .trim()
