import { count, nodesNamed, softmaxOf, valuesOf } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete, quantities, scopeAt, type QuantityName } from '../../models/quantities.ts'
import { once } from '../nonlinear/once.ts'
import { twinOf } from '../twin.ts'
import { beamSearch, end, invented, type Hypothesis } from './beam.ts'
import { dotProduct, draws } from './dot-products.ts'
import { likeness, place, shuffled, wavelength } from './places.ts'
import { reaches, steps } from './reach.ts'
import { counted, learningRate, rented, ruled, smoothing, trainings } from './training.ts'
import { common, ranges } from './vocabulary.ts'

/** The numbers that the sentences of the post on the Transformer compute, by name. */
export const numbers = once(() => {
  const [plain, large, open, held, gru] = reaches().map(({ left }) => left[steps - 1]!)
  const at = (k: number) => draws().find((draw) => draw.k === k)!
  const ten = common(ranges.filter(({ name }) => name !== 'big'))
  const big = ranges.find(({ name }) => name === 'big')!
  const { base, big: bigRun } = trainings
  return {
    reach: { plain: plain!, large: large!, powers: Math.log10(large!), open: open!, held: held!, gru: gru! },
    row: firstRow(),
    scores: { at, ratio: at(64).scaled.slope / at(64).plain.slope, even: Math.log(10) },
    shuffled: { without: shuffled([2, 0, 1], false), with: shuffled([2, 0, 1], true) },
    likeness: (offset: number) => likeness(offset, 512),
    turn: { fast: wavelength(0, 512), ratio: 10000 ** (2 / 512), slow: wavelength(255, 512) },
    place: (position: number) => place(position, 4),
    vocabulary: { ten, big, middle: Math.round((ten.from + ten.to) / 2) },
    rate: learningRate,
    smoothing: smoothing(0.1, 37000),
    cost: {
      base: {
        rented: rented(base),
        counted: counted(base),
        share: (100 * counted(base)) / rented(base),
        ruled: ruled(base),
      },
      big: { rented: rented(bigRun), counted: counted(bigRun), share: (100 * counted(bigRun)) / rented(bigRun) },
      hours: (1e5 * 0.4) / 3600,
      days: 3e5 / 86400,
      longer: 100 * (counted({ ...base, length: 50 }) / counted(base) - 1),
    },
    beam: {
      greedy: written(beamSearch(invented, 1)[0]!),
      two: beamSearch(invented, 2).slice(0, 2).map(written),
      paid: beamSearch(invented, 2, 0.6).slice(0, 2).map(written),
    },
    growth: growth(),
    byHand: { free: byHand(false), masked: byHand(true) },
  }
})

const written = (one: Hypothesis) => ({ ...one, sentence: one.words.join(' ').replace(` ${end}`, end) })

/** How many times as large the big model is, part by part, at 512 tokens on each side. */
function growth() {
  const [small, large] = (['transformer-base', 'transformer-big'] as const).map((name) => {
    const { graph, sizes } = publishedModel(name)
    const bindings = complete(graph, { ...sizes, T: 512, S: 512 })
    const of = (quantity: QuantityName, path: string): number =>
      Number(count(quantities[quantity].of(graph, scopeAt(graph, path)), bindings))
    return {
      encoder: of('parameters', 'encoder/block'),
      decoder: of('parameters', 'decoder/block'),
      table: Number(sizes['V']) * Number(sizes['d']),
      whole: of('parameters', ''),
      reading: of('matmul', 'encoder'),
      writing: of('matmul', 'decoder'),
      logits: of('matmul', 'lm-head'),
    }
  })
  const parts = Object.keys(small!) as (keyof NonNullable<typeof small>)[]
  return Object.fromEntries(parts.map((part) => [part, large![part] / small![part]])) as Record<
    (typeof parts)[number],
    number
  >
}

/** Attention of three tokens that can be followed on paper: Q and K are the rows (1, 0), (0, 1), (1, 1). */
export function byHand(masked: boolean): { weights: number[]; mixed: number[] }[] {
  const tokens = [
    [1, 0],
    [0, 1],
    [1, 1],
  ]
  const values = [
    [1, 2],
    [3, 4],
    [5, 6],
  ]
  return tokens.map((query, t) => {
    const scores = tokens.map((key, s) => (masked && s > t ? -Infinity : dotProduct(query, key) / Math.SQRT2))
    const weights = [...softmaxOf(Float64Array.from(scores))]
    return {
      weights,
      mixed: [0, 1].map((i) =>
        dotProduct(
          weights,
          values.map((value) => value[i]!),
        ),
      ),
    }
  })
}

/** The first token's path through head 1 of the twin's self-attention, as the figure prints it. */
function firstRow() {
  const twin = twinOf('transformer-base')
  const heads = scopeAt(twin.model.graph, 'encoder/block/self-attention/heads')
  /** A named result of head 1, of which all results are [1, heads, tokens, columns]. */
  const rowsOf = (name: string): number[][] => {
    const { shape, data } = valuesOf(twin.result, nodesNamed(heads, name)[0]!)[0]!
    const [tokens, columns] = [shape[2]!, shape[3]!]
    return Array.from({ length: tokens }, (_, t) => [...data.subarray(t * columns, (t + 1) * columns)])
  }
  const [Q, K, V, A] = ['Q', 'K', 'V', 'A'].map(rowsOf) as [number[][], number[][], number[][], number[][]]
  const query = Q[0]!
  const products = K.map((key) => dotProduct(query, key))
  return {
    query,
    keys: K,
    values: V,
    products,
    scores: products.map((product) => product / Math.SQRT2),
    weights: A[0]!,
    mixed: [0, 1].map((i) =>
      dotProduct(
        A[0]!,
        V.map((value) => value[i]!),
      ),
    ),
  }
}
