import { measure } from './measure.ts'
import { el, escape, type Svg } from './svg.ts'

/** What the picture of a post says, where others link to it. */
export interface Shared {
  readonly kicker: string
  /** The title before its colon, and after it. */
  readonly head: string
  readonly tail: string | undefined
  readonly site: string
  /** The post's own small figure: `<svg>` of any size. */
  readonly figure: Svg
}

/** The size that every service asks for, in pixels. */
export const shareSize = { width: 1200, height: 630 } as const

/** A post as a picture: its title at the left, its own figure at the right, the name of the site below. */
export function shareCard({ kicker, head, tail, site, figure }: Shared): Svg {
  const { width, height } = shareSize
  const size = [72, 64, 56, 48].find((size) => linesOf(head, size).length <= 3) ?? 42
  const title = linesOf(head, size)
  const small = linesOf(tail ?? '', 34)
  const top = 130 + size
  const below = top + (title.length - 1) * size * 1.12 + 62
  return el(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, class: 'share' },
    el('rect', { class: 'ground', width, height }),
    el('path', { class: 'road', d: `M${left} 0V${height}` }),
    el('text', { class: 'kicker', x: text, y: 112 }, escape(kicker)),
    ...title.map((line, i) =>
      el('text', { class: 'title', x: text, y: top + i * size * 1.12, 'font-size': size }, escape(line)),
    ),
    ...small.map((line, i) => el('text', { class: 'tail', x: text, y: below + i * 44, 'font-size': 34 }, escape(line))),
    el('text', { class: 'site', x: text, y: height - 62 }, escape(site)),
    placed(figure, { x: text + column + gap, y: 0, width: width - text - column - gap - edge, height }),
  )
}

/** The heavy line down the site, and the column of text beside it. */
const [left, text, column, gap, edge] = [56, 104, 550, 40, 60]

/** Words in lines that fit the column. The face of titles is a little narrower than the one that is measured. */
function linesOf(words: string, size: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ').filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && measure(longer, 'serif', size) <= column) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** A figure as large as a box allows, in its middle. */
function placed(figure: Svg, box: { x: number; y: number; width: number; height: number }): Svg {
  const [, w, h] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(figure)!.map(Number) as [number, number, number]
  const scale = Math.min(box.width / w, box.height / h)
  const [x, y] = [box.x + (box.width - w * scale) / 2, box.y + (box.height - h * scale) / 2]
  return el(
    'g',
    { transform: `translate(${x} ${y}) scale(${scale})` },
    figure.replace(/(<svg[^>]*) width="[^"]*"/, `$1 width="${w}" height="${h}" overflow="visible"`),
  )
}
