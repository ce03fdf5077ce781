import { label, widthOf } from '../charts/label.ts'
import { el, picture, type Svg } from '../svg.ts'
import type { Piece } from './spans.ts'

/** One sequence of an example: what it is called, and its pieces in order. */
export interface Row {
  readonly name: string
  readonly pieces: readonly Piece[]
}

const [high, line, inside, between] = [24, 31, 6, 4]

/** Sequences below each other, each token in a box of its own: dropped tokens are bold, marks have a frame. */
export function spansFigure(rows: readonly Row[], title: string, width: number, className: string): Svg {
  let top = 0
  const drawn = rows.map(({ name, pieces }) => {
    const head = label(0, top + 14, name, 'strong')
    const [boxes, lines] = flow(pieces, width)
    const own = boxes.map((box) => piece(box, top + 24)).join('')
    top += 24 + lines * line + 12
    return head + own
  })
  const description = rows.map(({ name, pieces }) => `${name}: ${pieces.map(({ text }) => text).join(' ')}.`).join(' ')
  return picture({ width, height: top - 12, title, description, class: `${className} spans` }, ...drawn)
}

interface Box {
  readonly piece: Piece
  readonly x: number
  readonly row: number
  readonly wide: number
}

/** Pieces one after the other, as many in a line as fit. */
function flow(pieces: readonly Piece[], width: number): [Box[], number] {
  let [x, row] = [0, 0]
  const boxes = pieces.map((piece) => {
    const wide = widthOf(piece.text, 14) + 2 * inside
    if (x > 0 && x + wide > width - 1) [x, row] = [0, row + 1]
    const box = { piece, x, row, wide }
    x += wide + between
    return box
  })
  return [boxes, row + 1]
}

function piece({ piece: { text, kind }, x, row, wide }: Box, top: number): Svg {
  const y = top + row * line
  return (
    el('rect', { class: `piece ${kind}`, x: x + 0.5, y: y + 0.5, width: wide, height: high, rx: 2 }) +
    el('g', { class: `piece-word ${kind}` }, label(x + 0.5 + wide / 2, y + 17, text, undefined, 'middle'))
  )
}
