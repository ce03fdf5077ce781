import { coveredWords, vocabulary } from './vocabulary.ts'

/** One look into the vocabulary: the letters from `from` to `to` of a word, as a piece, and its id if there is one. */
export interface Probe {
  readonly from: number
  readonly to: number
  readonly piece: string
  readonly id: number | undefined
}

/** A piece of a text with its row in the word table. */
export interface Piece {
  readonly piece: string
  readonly id: number
}

/**
 * What the uncased tokenizer of BERT makes of a text before it looks into the vocabulary: lower case, no accents, each
 * punctuation mark a word of its own (google-research/bert, `tokenization.py`, BasicTokenizer).
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
  return plain.match(/\p{P}|[^\s\p{P}]+/gu) ?? []
}

/**
 * Every look that WordPiece takes at a word: the longest piece that matches at the place, then on from its end. The last
 * probe of a place is the one that matched; where none does, the whole word is unknown. Throws a RangeError for a word that
 * the excerpt of the vocabulary does not cover.
 */
export function probes(word: string): Probe[] {
  if (!coveredWords.includes(word))
    throw new RangeError(`the excerpt of the vocabulary covers ${coveredWords.join(' ')}; not ${word}`)
  const looks: Probe[] = []
  for (let from = 0; from < word.length;) {
    let to = word.length
    while (look(from, to).id === undefined && to > from) to--
    if (to === from) break
    from = to
  }
  return looks

  function look(from: number, to: number): Probe {
    const piece = (from === 0 ? '' : '##') + word.slice(from, to)
    const probe = { from, to, piece, id: to > from ? vocabulary.get(piece) : undefined }
    if (to > from) looks.push(probe)
    return probe
  }
}

/** The pieces of a text in order; `[UNK]` for a word that cannot be put together. */
export function piecesOf(text: string): Piece[] {
  return wordsOf(text).flatMap((word) => {
    const found = probes(word).filter((probe): probe is Probe & Piece => probe.id !== undefined)
    return found.at(-1)?.to === word.length ? found.map(({ piece, id }) => ({ piece, id })) : [special('[UNK]')]
  })
}

/** A token that stands for no text: `[CLS]`, `[SEP]`, `[MASK]`. */
export const special = (piece: string): Piece => ({ piece, id: vocabulary.get(piece)! })

/** The pieces of a text as a sentence shows them: `una ##ffa ##ble`. */
export const split = (text: string): string =>
  piecesOf(text)
    .map(({ piece }) => piece)
    .join(' ')

/** Their ids. */
export const idsOf = (text: string): string =>
  piecesOf(text)
    .map(({ id }) => id)
    .join(' ')
