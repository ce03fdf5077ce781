import { optimize } from 'svgo'

/**
 * Markup with the paths of its drawings written as short as they can be, from point to point instead of from a corner of the
 * drawing: `l8-.1` for `L66.3,216.5`. A figure states its points where it computes them, to a hundredth of a pixel, and none of
 * them moves by more than that.
 */
export function shortPaths(html: string): string {
  return html.replaceAll(paths, (_all, start: string, d: string) => `${start}"${shortOf(d)}"`)
}

const paths = /(<path\b[^>]* d=)"([^"]*)"/g

/** Figures repeat their arrows, boxes and signs. */
const known = new Map<string, string>()

function shortOf(d: string): string {
  const short = known.get(d) ?? written(d)
  known.set(d, short)
  return short
}

/** What is left of a path that cannot be read is the path itself. */
function written(d: string): string {
  const { data } = optimize(`<svg xmlns="http://www.w3.org/2000/svg"><path d="${d}"/></svg>`, {
    plugins: [{ name: 'convertPathData', params: onlyWriting }],
  })
  return / d="([^"]*)"/.exec(data)?.[1] ?? d
}

/** What the eye could see stays as it is: how a line ends, where it is joined, and what has no length. */
const onlyWriting = {
  floatPrecision: 2,
  utilizeAbsolute: false,
  makeArcs: { threshold: 0, tolerance: 0 },
  convertToZ: false,
  collapseRepeated: false,
  removeUseless: false,
  smartArcRounding: false,
} as const
