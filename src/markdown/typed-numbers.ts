import type { Nodes, Parents, Root, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { note } from './fail.ts'
import { isComponent } from './jsx.ts'
import { pointInText } from './prose.ts'

/**
 * A number about a model is computed, and a number from the world has its source beside it. So a typed number that counts
 * what models are made of, or that is large enough to be grouped, is a problem, unless its sentence or its row of a table cites a work or links to
 * another site, or it stands in `<Typed reason="…">`.
 */
export function remarkTypedNumbers() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node) => {
      // What has no position was not written by the author: the list of references.
      if (isComponent(node, 'Typed') || ('children' in node && !node.position && node.type !== 'root')) return SKIP
      if (!isBlock(node)) return undefined
      for (const sentence of node.type === 'tableRow' ? [piecesOf(node)] : sentences(piecesOf(node)))
        if (!sentence.some((piece) => piece.source)) check(file, sentence)
      return undefined
    })
  }
}

/** Where sentences stand: a row counts as one, so that a table may keep its sources in a column. */
const isBlock = (node: Nodes): node is Parents =>
  node.type === 'paragraph' ||
  node.type === 'heading' ||
  node.type === 'tableRow' ||
  // With its text on the line of its tags, a component holds no paragraph.
  (node.type === 'mdxJsxFlowElement' && node.children.some((child: Nodes) => child.type === 'text'))

/** A part of a sentence: some text of the author's, or something else that is one word. */
interface Piece {
  readonly text: string
  /** Whether it says where the sentence's numbers come from. */
  readonly source: boolean
  readonly node?: Text
  /** Where in the node it begins. */
  readonly offset: number
}

function piecesOf(node: Nodes): Piece[] {
  if (node.type === 'text') return [{ text: node.value, source: false, node, offset: 0 }]
  if (node.type === 'link' && isSource(node)) return [{ text: word, source: true, offset: 0 }]
  if (!('children' in node) || isComponent(node, 'Typed')) return [{ text: word, source: false, offset: 0 }]
  return (node.children as Nodes[]).flatMap(piecesOf)
}

const word = 'x'

const isSource = ({ url, data }: Extract<Nodes, { type: 'link' }>): boolean =>
  /^https?:/i.test(url) || /^cite/.test(String(data?.hProperties?.['id']))

/** The pieces of a block, cut where sentences end. */
function sentences(pieces: readonly Piece[]): Piece[][] {
  const whole = pieces.map(({ text }) => text).join('')
  const ends = [...segmenter.segment(whole)].map(({ index, segment }) => index + segment.length)
  return ends.map((end, i) => cut(pieces, ends[i - 1] ?? 0, end))
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

function cut(pieces: readonly Piece[], start: number, end: number): Piece[] {
  let at = 0
  return pieces.flatMap((piece) => {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, piece.text.length)]
    at += piece.text.length
    return from < to ? [{ ...piece, text: piece.text.slice(from, to), offset: piece.offset + from }] : []
  })
}

function check(file: VFile, sentence: readonly Piece[]): void {
  for (const { node, text, offset } of sentence)
    for (const match of node ? text.matchAll(typed) : []) {
      const received = match[0].trim()
      note(file, pointInText(file, node!, offset + match.index, match[0]), {
        kind: 'number',
        message: 'a number that is typed by hand',
        received,
        expected: 'a number that the page computes, or one with its source in the same sentence or row',
        advice: `write <Num …>, or cite the source, [@key], or say why: <Typed reason="…">${received}</Typed>`,
      })
    }
}

/** A number with a unit of models, or a scale in words; or one that is grouped, so at least a thousand. */
const typed = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.,-])(?:\d[\d,]*(?:\.\d+)?[\s-]?(?:${units()})(?![\p{L}\p{N}_])|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]))`,
  'gu',
)

function units(): string {
  const scale = '(?:(?:hundred|thousand|million|billion|trillion)s?)'
  const unit = '(?:[kKMGTPEZ]?FLOPs?|[kKMGTP]i?B|bytes?|parameters?|weights|tokens per [a-z]+)'
  return String.raw`${scale}(?:\s${unit})?|${unit}`
}
