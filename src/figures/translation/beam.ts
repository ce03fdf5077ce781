/** The probabilities of the next word after a beginning. */
export type Continue = (words: readonly string[]) => Readonly<Record<string, number>>

export interface Hypothesis {
  readonly words: readonly string[]
  readonly probability: number
  /** ln probability over the length penalty. */
  readonly score: number
}

/** What ends a sentence. */
export const end = '.'

/**
 * Beam search: at every step each of the `width` best beginnings is continued by every word, and the `width` best of the
 * results are kept; finished ones leave the beam. The score is ln p / ((5 + n)/6)^α for n words (Wu et al. 2016, eq. 14).
 */
export function beamSearch(next: Continue, width: number, alpha = 0, longest = 10): Hypothesis[] {
  let beam: Hypothesis[] = [{ words: [], probability: 1, score: 0 }]
  const finished: Hypothesis[] = []
  for (let n = 0; n < longest && beam.length > 0; n++) {
    const longer = beam.flatMap(({ words, probability }) =>
      Object.entries(next(words)).map(([word, p]) => hypothesis([...words, word], probability * p, alpha)),
    )
    const best = longer.sort((a, b) => b.probability - a.probability).slice(0, width)
    finished.push(...best.filter(({ words }) => words.at(-1) === end))
    beam = best.filter(({ words }) => words.at(-1) !== end)
  }
  return finished.sort((a, b) => b.score - a.score)
}

function hypothesis(words: readonly string[], probability: number, alpha: number): Hypothesis {
  return { words, probability, score: Math.log(probability) / ((5 + words.length) / 6) ** alpha }
}

/** An invented model of two sentences that begin alike in probability and end differently. */
const table: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '': { the: 0.6, a: 0.4 },
  the: { cat: 0.35, dog: 0.35, house: 0.3 },
  a: { cat: 0.9, dog: 0.1 },
  'the cat': { [end]: 0.7, sat: 0.3 },
  'the dog': { [end]: 0.7, sat: 0.3 },
  'the house': { [end]: 1 },
  'a cat': { [end]: 0.52, sat: 0.48 },
  'a dog': { [end]: 1 },
}

export const invented: Continue = (words) => table[words.join(' ')] ?? { [end]: 1 }
