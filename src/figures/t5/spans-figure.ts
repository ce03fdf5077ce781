import { label, widthOf } from '../charts/label.ts'
import { box, picture, shapes, type Shape, type Svg } from '../svg.ts'
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
  const grounds: Shape[] = []
  const drawn = rows.map(({ name, pieces }) => {
    const head = label(0, top + 14, name, 'strong')
    const [boxes, lines] = flow(pieces, width)
    const own = boxes.map((box) => word(box, top + 24))
    grounds.push(...boxes.map((box) => ground(box, top + 24)))
    top += 24 + lines * line + 12
    return head + own.join('')
  })
  const description = rows.map(({ name, pieces }) => `${name}: ${pieces.map(({ text }) => text).join(' ')}.`).join(' ')
  return picture(
    { width, height: top - 12, title, description, class: `${className} spans` },
    shapes(grounds),
    ...drawn,
  )
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
    const placed = { piece, x, row, wide }
    x += wide + between
    return placed
  })
  return [boxes, row + 1]
}

const ground = ({ piece: { kind }, x, row, wide }: Box, top: number): Shape => [
  `piece ${kind}`,
  box(x + 0.5, top + row * line + 0.5, wide, high),
]

const word = ({ piece: { text, kind }, x, row, wide }: Box, top: number): Svg =>
  label(x + 0.5 + wide / 2, top + row * line + 17, text, `piece-word ${kind}`, 'middle')
