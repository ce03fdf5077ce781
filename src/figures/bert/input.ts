import { generator } from '../twin.ts'
import { piecesOf, special, type Piece } from './wordpiece.ts'

/** One place of what BERT reads. */
export interface Place extends Piece {
  /** 0 in the first sentence with its [CLS] and [SEP], 1 in the second. */
  readonly segment: 0 | 1
  readonly position: number
}

/** What pre-training does to a place: hide it, replace it, leave it and ask for it all the same; or nothing. */
export type Fate = 'mask' | 'random' | 'keep' | 'none'

/** The share of the places that are asked for (Devlin et al. 2019, §3.1). */
export const chosenShare = 0.15

/** `[CLS] first [SEP]`, or `[CLS] first [SEP] second [SEP]` (google-research/bert, `create_pretraining_data.py`). */
export function packed(first: string, second?: string): Place[] {
  const a = [special('[CLS]'), ...piecesOf(first), special('[SEP]')]
  const b = second === undefined ? [] : [...piecesOf(second), special('[SEP]')]
  const segments = [...a.map((piece) => ({ ...piece, segment: 0 as const })), ...b.map(inSecond)]
  return segments.map((place, position) => ({ ...place, position }))
}

/** How many places of a sequence are asked for: 15 %, at least one, at most `most`; [CLS] and [SEP] count as length. */
export const chosenOf = (length: number, most = 20): number =>
  Math.min(most, Math.max(1, roundHalfEven(length * chosenShare)))

/**
 * The fate of each place in one copy of the data: so many places without [CLS] and [SEP] in random order, each hidden in
 * 80 of 100 cases, kept in 10, replaced in 10 (`create_masked_lm_predictions`). The same seed, the same fates.
 */
export function fates(places: readonly Place[], seed: string): Fate[] {
  const next = generator(seed)
  const candidates = places.filter(({ piece }) => piece !== '[CLS]' && piece !== '[SEP]')
  const chosen = shuffled(candidates, next).slice(0, chosenOf(places.length))
  const drawn = new Map(chosen.map(({ position }) => [position, fate(next)]))
  return places.map(({ position }) => drawn.get(position) ?? 'none')
}

/** The ids that BERT reads in place of the true ones; another token may be any row of the word table, V of them. */
export function corrupted(places: readonly Place[], fates: readonly Fate[], V: number, seed: string): number[] {
  const next = generator(`${seed} replaced`)
  return places.map(({ id }, i) => {
    if (fates[i] === 'mask') return special('[MASK]').id
    return fates[i] === 'random' ? Math.floor(next() * V) : id
  })
}

function fate(next: () => number): Fate {
  if (next() < 0.8) return 'mask'
  return next() < 0.5 ? 'keep' : 'random'
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const order = items.map((item) => ({ item, key: next() }))
  return order.toSorted((a, b) => a.key - b.key).map(({ item }) => item)
}

/** Python's `round`, which the authors' code calls: a half goes to the even neighbor. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  return x - floor === 0.5 ? floor + (floor % 2) : Math.round(x)
}

const inSecond = (piece: Piece) => ({ ...piece, segment: 1 as const })
