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

/**
 * A line of text with its left end, middle or right end at x and its baseline at y. Neighbors of one face and size are one
 * element, so that a shape is its text and a piece for each color.
 */
export function line(
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  runs: readonly Run[],
  className?: string,
): Svg {
  const styled = neighbors(
    runs.map((run, i) => ({
      ...run,
      at: { dx: run.before || undefined, dy: (run.drop ?? 0) - (runs[i - 1]?.drop ?? 0) || undefined },
    })),
    (a, b) => a.face === b.face && a.size === b.size,
  )
  const place = { x, y, 'text-anchor': anchor === 'start' ? undefined : anchor, class: className }
  return styled[1]
    ? el('text', place, ...styled.map((own) => inOneStyle('tspan', own)))
    : inOneStyle('text', styled[0]!, place)
}

type Piece = Run & { readonly at: Readonly<Record<string, number | undefined>> }

/** Pieces of one face and size. What stands alone needs no element within theirs. */
function inOneStyle(name: string, pieces: readonly Piece[], place: { readonly class?: string | undefined } = {}): Svg {
  const { face, size, at, class: color, data } = pieces[0]!
  const alone = !pieces[1]
  const classes = [place.class, face, alone && color].filter(Boolean).join(' ')
  return el(
    name,
    { ...place, class: classes, 'font-size': size, ...at, ...(alone && data) },
    ...pieces.map(({ text, class: own, at, data }, i) =>
      alone
        ? escape(text)
        : el('tspan', { class: own, ...(i > 0 && at), ...data }, escape(text)).replace(/^<tspan>(.*)<.tspan>$/, '$1'),
    ),
  )
}

/** A list in pieces of neighbors that belong together. */
export function neighbors<T>(all: readonly T[], together: (a: T, b: T) => boolean): T[][] {
  const pieces: T[][] = []
  for (const one of all) {
    const last = pieces.at(-1)
    if (last && together(last[0]!, one)) last.push(one)
    else pieces.push([one])
  }
  return pieces
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
