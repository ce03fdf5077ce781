import { count, parse, symbolsOf, type Bindings } from '../../engine/poly.ts'

/** What the page tells its script: the sizes that it was written at, and those it can be turned to. */
export interface Page {
  /** The published configuration that the post speaks of. */
  readonly model: string
  /** The post's own B, T and so on. */
  readonly bindings: Readonly<Record<string, number>>
  /** The published configurations of the same structure, smallest first. */
  readonly family: readonly {
    readonly name: string
    readonly title: string
    readonly sizes: Readonly<Record<string, number>>
  }[]
  /** Sizes that the model sets equal to others, as polynomials: S to T. */
  readonly identities: Readonly<Record<string, string>>
  /** The file and line where each part of the model is written. */
  readonly sources: Readonly<Record<string, string>>
  /** The weights that stand in each part itself: what the paper calls them, and the checkpoint. */
  readonly weights: Readonly<Record<string, readonly (readonly [paper: string, checkpoint: string])[]>>
  /** What the whole model counts, by what is counted. */
  readonly totals: Readonly<Record<string, Whole>>
  readonly knobs: readonly Knob[]
  readonly phases: readonly Phase[]
  /** Whether the post counts the products that score the vocabulary; undefined where nothing of the model does. */
  readonly logits: 'with' | 'without' | undefined
}

/** A count of the whole model: with only the pairs that a mask lets through, and what counting the logits otherwise adds. */
export interface Whole {
  readonly poly: string
  readonly useful?: string
  readonly head?: string
}

export interface Knob {
  readonly symbol: string
  readonly name: string
  readonly most: number
}

export type Phase = 'forward' | 'training' | 'decode'
export type Unit = 'FLOP' | 'MAC'
export type Pairs = 'computed' | 'useful'
/** Whether the products that score the vocabulary are counted as the post does, or the other way. */
export type Logits = 'own' | 'other'

/** How wide a stored number is, in bits, by the name of its format. */
export const bitsOf = { fp32: 32, bf16: 16, int8: 8, int4: 4 } as const
export type Precision = keyof typeof bitsOf

/** Where the reader has turned the knobs. */
export interface State {
  readonly model: string
  readonly sizes: Readonly<Record<string, number>>
  readonly phase: Phase
  readonly unit: Unit
  readonly pairs: Pairs
  readonly logits: Logits
  readonly precision: Precision
}

/** By which rule a reader wants things counted. */
export type Convention = Omit<State, 'model' | 'sizes'>

/** How a page counts before a reader says otherwise. */
export const usual: Convention = {
  phase: 'forward',
  unit: 'FLOP',
  pairs: 'computed',
  logits: 'own',
  precision: 'bf16',
}

export const initial = (page: Page): State => ({
  model: page.model,
  sizes: Object.fromEntries(page.knobs.map(({ symbol }) => [symbol, page.bindings[symbol] ?? 0])),
  ...usual,
})

/** The state of an address, and whether anything in it had to be passed over. Any text at all gives a state. */
export function fromAddress(page: Page, search: string): { state: State; refused: string[] } {
  const asked = new URLSearchParams(search)
  const own = initial(page)
  const refused: string[] = []
  const choice = <T extends string>(key: string, known: readonly T[], fallback: T): T => {
    const value = asked.get(key)
    if (value === null) return fallback
    if ((known as readonly string[]).includes(value)) return value as T
    refused.push(key)
    return fallback
  }
  const size = ({ symbol, most }: Knob): [string, number] => {
    const value = asked.get(symbol)
    if (value === null) return [symbol, own.sizes[symbol]!]
    if (/^\d{1,9}$/.test(value) && Number(value) <= most && Number(value) >= least(symbol))
      return [symbol, Number(value)]
    refused.push(symbol)
    return [symbol, own.sizes[symbol]!]
  }
  const state: State = {
    model: choice(
      'model',
      page.family.map(({ name }) => name),
      own.model,
    ),
    sizes: Object.fromEntries(page.knobs.map(size)),
    phase: choice('phase', page.phases, own.phase),
    unit: choice('unit', ['FLOP', 'MAC'], own.unit),
    pairs: choice('pairs', ['computed', 'useful'], own.pairs),
    logits: choice('logits', page.logits ? ['own', 'other'] : [], own.logits),
    precision: choice('precision', Object.keys(bitsOf) as Precision[], own.precision),
  }
  return { state, refused }
}

/** The address of a state: only what differs from the post's own configuration. */
export function toAddress(page: Page, state: State): string {
  const own = initial(page)
  const query = new URLSearchParams()
  if (state.model !== own.model) query.set('model', state.model)
  for (const [symbol, value] of Object.entries(state.sizes))
    if (value !== own.sizes[symbol]) query.set(symbol, String(value))
  for (const key of Object.keys(usual) as (keyof Convention)[]) if (state[key] !== own[key]) query.set(key, state[key])
  return query.size > 0 ? `?${query}` : ''
}

/**
 * Every size at a state. A decoding step has one query, the last of the T tokens, and all before it as its past; `own` are
 * the sizes that a number keeps whatever the knobs say, and one that keeps its length is no step of another.
 */
export function bindingsOf(page: Page, state: State, own: Readonly<Record<string, number>> = {}): Bindings {
  const sizes = page.family.find(({ name }) => name === state.model)?.sizes ?? {}
  const { T = 1, p = 0 } = state.sizes
  const step = state.phase === 'decode' && !keepsLength(own) ? { T: 1, p: p + T - 1 } : {}
  const past = keepsLength(own) ? { p: 0 } : {}
  const all: Record<string, number | bigint> = {
    ...{ p: 0, ...page.bindings, ...state.sizes, ...step },
    ...{ ...sizes, ...past, ...own },
  }
  for (const [symbol, text] of Object.entries(page.identities)) {
    const size = parse(text)
    if (!Object.hasOwn(own, symbol) && symbolsOf(size).every((name) => Object.hasOwn(all, name)))
      all[symbol] = count(size, all)
  }
  return all
}

/** Whether a number speaks of one length, whatever the page is turned to. */
const keepsLength = (own: Readonly<Record<string, number>>): boolean => 'T' in own || 'p' in own

/** Whether a number speaks of a decoding step of its own, which is never trained. */
export const isStep = ({ p = 0 }: Readonly<Record<string, number>>): boolean => p > 0

export const least = (symbol: string): number => (symbol === 'p' ? 0 : 1)
