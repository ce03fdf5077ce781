/** How a text is cut for T5's pre-training: how many tokens go, in how many spans, and how long both sides become. */
export interface Corruption {
  /** Tokens of text before anything is cut. */
  readonly tokens: number
  readonly dropped: number
  readonly kept: number
  readonly spans: number
  /** What the encoder reads: the kept tokens, a mark for each gap, and the end of the sequence. */
  readonly input: number
  /** What the decoder writes: a mark before each span, the dropped tokens, and the end of the sequence. */
  readonly target: number
}

/** A span of dropped tokens, from 0. */
export interface Span {
  readonly start: number
  readonly length: number
}

/** A piece of a sequence: a token, or the mark of a gap. */
export interface Piece {
  readonly text: string
  readonly kind: 'kept' | 'dropped' | 'mark' | 'end'
}

/** The settings of the released models (Raffel et al. 2020, §3.3.4 and §3.7). */
export const released = { density: 0.15, mean: 3 }

/** What becomes of some tokens of text: the counts of `random_spans_noise_mask` in the released code. */
export function corruptionOf(tokens: number, { density, mean } = released): Corruption {
  const dropped = Math.min(Math.max(toEven(tokens * density), 1), tokens - 1)
  const spans = Math.max(toEven(dropped / mean), 1)
  const kept = tokens - dropped
  return { tokens, dropped, kept, spans, input: kept + spans + 1, target: dropped + spans + 1 }
}

/** The most text that fits an input of some length after it was cut: `random_spans_helper` in the released code. */
export function corruptionFor(input: number, settings = released): Corruption {
  let tokens = input
  while (corruptionOf(tokens + 1, settings).input <= input) tokens++
  return corruptionOf(tokens, settings)
}

/**
 * Where the spans lie: kept and dropped runs alternate, a kept one first, and every way to cut both into as many runs is
 * as likely as any other. `uniform` draws from 0 to 1.
 */
export function drawSpans({ dropped, kept, spans }: Corruption, uniform: () => number): Span[] {
  const between = segments(kept, spans, uniform)
  const lengths = segments(dropped, spans, uniform)
  let start = 0
  return lengths.map((length, i) => {
    start += between[i]!
    const span = { start, length }
    start += length
    return span
  })
}

/** Both sides of an example. A mark stands for a gap in the input and introduces its words in the target. */
export function corrupt(
  tokens: readonly string[],
  spans: readonly Span[],
): Record<'text' | 'input' | 'target', Piece[]> {
  const spanAt = (i: number) => spans.findIndex(({ start, length }) => i >= start && i < start + length)
  const mark = (i: number): Piece => ({ text: markOf(i), kind: 'mark' })
  const end: Piece = { text: '</s>', kind: 'end' }
  const text = tokens.map((token, i): Piece => ({ text: token, kind: spanAt(i) < 0 ? 'kept' : 'dropped' }))
  const input = text.flatMap((piece, i) => {
    const own = spanAt(i)
    return own < 0 ? piece : spans[own]!.start === i ? mark(own) : []
  })
  const target = spans.flatMap(({ start, length }, i) => [mark(i), ...text.slice(start, start + length)])
  return { text, input: [...input, end], target: [...target, end] }
}

/** The marks as the paper writes them: ⟨X⟩, ⟨Y⟩, ⟨Z⟩, and on from A. */
const markOf = (i: number): string => `<${'XYZABCDEFGHIJKLMNOPQRSTUVW'[i] ?? i}>`

/** The share of runs of some length when so many items are cut at random into so many runs. */
export function shareOfLength(length: number, items: number, runs: number): number {
  if (runs === 1) return length === items ? 1 : 0
  return Math.exp(logChoose(items - length - 1, runs - 2) - logChoose(items - 1, runs - 1))
}

/** A random cut of items into runs that are not empty: the places of the cuts are drawn without repetition. */
function segments(items: number, runs: number, uniform: () => number): number[] {
  const places = Array.from({ length: items - 1 }, (_, i) => ({ at: i + 1, key: uniform() }))
  const cuts = places
    .toSorted((a, b) => a.key - b.key)
    .slice(0, runs - 1)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b)
  return [...cuts, items].map((cut, i) => cut - (cuts[i - 1] ?? 0))
}

/** To the nearest whole number, halves to the even one, as NumPy and TensorFlow round. */
function toEven(value: number): number {
  const below = Math.floor(value)
  return value - below === 0.5 ? below + (below % 2) : Math.round(value)
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity
  return Array.from({ length: k }, (_, i) => Math.log((n - i) / (i + 1))).reduce((a, b) => a + b, 0)
}
