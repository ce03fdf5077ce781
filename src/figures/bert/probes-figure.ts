import { label, widthOf } from '../charts/label.ts'
import { box, picture, shapes, type Shape, type Svg } from '../svg.ts'
import { probes, type Probe } from './wordpiece.ts'

/** Every probe of some words as a row of letters: those that were tried, and dark the piece that was found. */
export function probesFigure(words: readonly string[], width: number, className: string): Svg {
  const longest = Math.max(...words.map((word) => word.length))
  const room = widthOf('##ization  19204') + 22
  const cell = Math.min(26, Math.floor((width - room) / longest))
  let top = 0
  const tries: Shape[] = []
  const drawn = words.map((word) => {
    const looks = probes(word)
    const rows = looks.map((probe, i) => drawRow(word, probe, top + i * 22, cell, tries))
    top += looks.length * 22 + 20
    return rows.join('')
  })
  const description = words.map(describe).join(' ')
  const title = `What WordPiece tries on ${words.join(' and ')}`
  return picture({ width, height: top - 14, title, description, class: className }, shapes(tries), ...drawn)
}

function drawRow(word: string, { from, to, piece, id }: Probe, top: number, cell: number, tries: Shape[]): Svg {
  const letters = [...word].map((letter, i) => {
    const tried = i >= from && i < to
    const look = i < from ? 'done' : tried ? (id === undefined ? 'tried' : 'found') : 'left'
    if (tried) tries.push([`probe ${look}`, box(i * cell, top, cell - 2, 19)])
    return label(i * cell + (cell - 2) / 2, top + 14, letter, `letter ${look}`, 'middle')
  })
  const end = word.length * cell + 14
  const said = id === undefined ? '' : label(end, top + 14, `${piece}  ${id}`, 'strong')
  return letters.join('') + said
}

function describe(word: string): string {
  const looks = probes(word)
  const found = looks.filter(({ id }) => id !== undefined).map(({ piece, id }) => `${piece}, ${id}`)
  return `${word}: ${looks.length} probes find ${found.join('; ')}.`
}
