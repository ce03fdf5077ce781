import { optimize } from 'svgo'

/**
 * Markup with its drawings written as short as they can be. A path leads from point to point instead of from a corner of the
 * drawing: `l8-.1` for `L66.3,216.5`. A figure states its places where it computes them, to a hundredth of a pixel; here they are
 * rounded to a tenth, which nobody sees.
 */
export function shortDrawings(html: string): string {
  return html
    .replaceAll(paths, (_all, start: string, d: string) => `${start}"${shortOf(d)}"`)
    .replaceAll(placed, rounded)
}

const paths = /(<path\b[^>]* d=)"([^"]*)"/g

/** Text, and what is not drawn by a path. */
const placed = /<(?:text|tspan|rect|circle)\b[^>]*>/g
const rounded = (tag: string): string =>
  tag.replaceAll(/(?<= (?:[cd]?[xy]|width|height)=")-?\d+\.\d+(?=")/g, (number) =>
    String(Number(Number(number).toFixed(1))),
  )

/** Figures repeat their arrows, boxes and signs. */
const known = new Map<string, string>()

function shortOf(d: string): string {
  const short = known.get(d) ?? written(d)
  known.set(d, short)
  return short
}

/** A path that cannot be read stays as it is. */
function written(d: string): string {
  const { data } = optimize(`<svg xmlns="http://www.w3.org/2000/svg"><path d="${d}"/></svg>`, {
    plugins: [{ name: 'convertPathData', params: onlyWriting }],
  })
  return / d="([^"]*)"/.exec(data)?.[1] ?? d
}

/** What the eye could see stays as it is: how a line ends, where it is joined, and what has no length. */
const onlyWriting = {
  floatPrecision: 1,
  utilizeAbsolute: false,
  makeArcs: { threshold: 0, tolerance: 0 },
  convertToZ: false,
  collapseRepeated: false,
  removeUseless: false,
  smartArcRounding: false,
} as const
