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
 * A line of text with its left end, middle or right end at x and its baseline at y. A face and a size are said once for all
 * that stands in them, so that a shape is its text and a piece for each color.
 */
export function line(
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  runs: readonly Run[],
  className?: string,
): Svg {
  const pieces = runs.map(({ before, drop = 0, ...run }, i) => ({
    ...run,
    at: { dx: before || undefined, dy: drop - (runs[i - 1]?.drop ?? 0) || undefined },
  }))
  const styled: Piece[][] = []
  for (const piece of pieces) {
    const last = styled.at(-1)
    if (last?.[0]!.face === piece.face && last[0]!.size === piece.size) last.push(piece)
    else styled.push([piece])
  }
  const place = { x, y, 'text-anchor': anchor === 'start' ? undefined : anchor }
  if (styled.length === 1) return inOneStyle('text', styled[0]!, place, className)
  return el('text', { ...place, class: className }, ...styled.map((own) => inOneStyle('tspan', own)))
}

type Piece = Omit<Run, 'before' | 'drop'> & { readonly at: Readonly<Record<string, number | undefined>> }

/** Pieces in one face and size. What stands alone says it all in one element, but for its color: a text has its own. */
function inOneStyle(name: 'text' | 'tspan', pieces: readonly Piece[], place = {}, className?: string): Svg {
  const [first, ...others] = pieces as [Piece, ...Piece[]]
  const alone = others.length === 0 && (name === 'tspan' || !first.class?.startsWith('dim-')) ? first : undefined
  const classes = [className, first.face, alone?.class].filter(Boolean).join(' ')
  return el(
    name,
    { class: classes, 'font-size': first.size, ...place, ...first.at, ...alone?.data },
    ...(alone ? [escape(first.text)] : [{ ...first, at: {} }, ...others].map(inStyle)),
  )
}

function inStyle({ text, class: className, at, data }: Piece): Svg {
  const own = { class: className, ...at, ...data }
  const isPlain = Object.values(own).every((value) => value === undefined)
  return isPlain ? escape(text) : el('tspan', own, escape(text))
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
