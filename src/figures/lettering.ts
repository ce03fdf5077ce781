import { measure, type Face } from './measure.ts'
import { el, escape, type Svg } from './svg.ts'

/** A piece of a line of text, all in one style. */
export interface Run {
  readonly text: string
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
  runs.reduce((sum, { text, face, size, before = 0 }) => sum + before + measure(text, face, size), 0)

/** A line of text with its left end, middle or right end at x and its baseline at y. */
export function line(
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  runs: readonly Run[],
  className?: string,
): Svg {
  let drop = 0
  const spans = runs.map((run) => {
    const dy = (run.drop ?? 0) - drop
    drop = run.drop ?? 0
    return el(
      'tspan',
      {
        class: [run.face, run.class].filter(Boolean).join(' '),
        'font-size': run.size,
        dx: run.before || undefined,
        dy: dy || undefined,
        ...run.data,
      },
      escape(run.text),
    )
  })
  return el('text', { x, y, 'text-anchor': anchor === 'start' ? undefined : anchor, class: className }, ...spans)
}

/** Words in the face of labels. */
export const words = (text: string, size: number, className?: string): Run => ({
  text,
  face: 'sans',
  size,
  class: className,
})

/** A shape as the site writes it, `[B, h, T, k]`, each size in its color; `tight` has less space after its commas. */
export function shapeRuns(axes: readonly string[], size: number, tight = false): Run[] {
  const mono = (text: string, className?: string): Run => ({ text, face: 'mono', size, class: className })
  const inner = axes.flatMap((axis, i) => [
    ...(i === 0 ? [] : [mono(tight ? ',' : ', ')]),
    ...axis.split(/(\+)/).map((part, n) => ({
      ...mono(part, /^[A-Za-z]/.test(part) ? `dim-${part[0]}` : undefined),
      before: tight && i > 0 && n === 0 ? 2 : undefined,
    })),
  ])
  return [mono('['), ...inner, mono(']')]
}
