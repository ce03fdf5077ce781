import { measure, type Face } from './measure.ts'
import { el, escape, type Svg } from './svg.ts'

/** A piece of a line of text, all in one style. */
export interface Run {
  readonly text: string
  /** The text with its colors, and by how much that is wider. */
  readonly markup?: Svg | undefined
  readonly wider?: number | undefined
  readonly face: Face
  readonly size: number
  /** Class names: `dim-k` for a size in its color. */
  readonly class?: string | undefined
  /** Space before it, and how far below the line's own baseline it stands. */
  readonly before?: number | undefined
  readonly drop?: number | undefined
  /** Attributes by which a script finds it again. */
  readonly data?: Readonly<Record<string, string | number | undefined>> | undefined
}

/** The width of a line in pixels. */
export const widthOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, { text, face, size, before = 0, wider = 0 }) => sum + before + measure(text, face, size) + wider, 0)

type Anchor = 'start' | 'middle' | 'end'

/** A line of text with its left end, middle or right end at x and its baseline at y. */
export function line(x: number, y: number, anchor: Anchor, runs: readonly Run[], className?: string): Svg {
  const spans = runs.map((run, i) => {
    const dy = (run.drop ?? 0) - (runs[i - 1]?.drop ?? 0)
    return element('tspan', { dx: run.before || undefined, dy: dy || undefined }, run)
  })
  return el('text', { x, y, 'text-anchor': anchor === 'start' ? undefined : anchor, class: className }, ...spans)
}

/** The same of one piece, which needs no element within the text. */
export const single = (x: number, y: number, anchor: Anchor, run: Run): Svg =>
  element('text', { x, y, 'text-anchor': anchor === 'start' ? undefined : anchor }, run)

const element = (name: string, at: Readonly<Record<string, number | string | undefined>>, run: Run): Svg =>
  el(
    name,
    { class: [run.face, run.class].filter(Boolean).join(' '), 'font-size': run.size, ...at, ...run.data },
    run.markup ?? escape(run.text),
  )

/** Words in the face of labels. */
export const words = (text: string, size: number, className?: string): Run => ({
  text,
  face: 'sans',
  size,
  class: className,
})

/** A shape as the site writes it, `[B, h, T, k]`, each size in its color; `tight` has less space after its commas. */
export function shapeRun(axes: readonly string[], size: number, tight = false): Run {
  const text = `[${axes.join(tight ? ',' : ', ')}]`
  const markup = text.replace(/[^[\], +]+/g, (axis, at: number) => {
    const color = /^[A-Za-z]/.test(axis) ? `dim-${axis[0]}` : undefined
    return el('tspan', { class: color, dx: text[at - 1] === ',' ? 2 : undefined }, escape(axis))
  })
  return { text, markup, face: 'mono', size, wider: tight ? 2 * (axes.length - 1) : 0 }
}
