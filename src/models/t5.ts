import {
  act,
  add,
  cached,
  causalMask,
  dropout,
  einsum,
  fixed,
  gather,
  input,
  linear,
  mul,
  named,
  param,
  polynomial,
  repeat,
  rms,
  scale,
  scope,
  softmax,
  tie,
  trace,
  view,
  within,
  type ActivationName,
  type Tn,
} from '../engine/index.ts'
import type { Architecture, AxisSizes } from './architecture.ts'
import { Fields } from './config.ts'

/** What a T5 configuration decides beside its sizes. */
interface T5 {
  readonly activation: ActivationName
  readonly gated: boolean
  readonly tied: boolean
  readonly decoderLayers: 'L' | 'M'
  readonly buckets: number
  readonly maxDistance: number
  readonly epsilon: number
}

/** The forms of the feed-forward layer, by `feed_forward_proj`; GELU behind a gate is the tanh form. */
const feedForwards = {
  relu: { activation: 'relu', gated: false },
  gelu: { activation: 'gelu', gated: false },
  'gated-gelu': { activation: 'gelu_tanh', gated: true },
  'gated-silu': { activation: 'silu', gated: true },
} as const satisfies Record<string, Pick<T5, 'activation' | 'gated'>>

/** The target's own tokens as keys: those of earlier steps and those of this one. */
const axes: AxisSizes = { "T'": polynomial.add(polynomial.symbol('p'), polynomial.symbol('T')) }

/**
 * T5 (Raffel et al. 2020): an encoder of S source tokens and a decoder of T target tokens. RMS norm before each layer, no
 * biases, scores that nothing divides, and positions that enter only as a learned number for each distance and head.
 * Version 1.1 (Shazeer 2020) gates the feed-forward layer and gives the logits a matrix of their own.
 * The names are those of transformers, `modeling_t5.py`. Every sequence is whole: no padding is masked.
 *
 * The encoder alone, `T5EncoderModel`, reads a source, so its length is S there as well.
 */
export const t5: Architecture = {
  modelType: 't5',
  title: 'T5',
  classes: ['T5ForConditionalGeneration', 'T5EncoderModel'],
  build(config, className) {
    const fields = new Fields(config)
    const [encoderLayers, buckets] = [fields.size('num_layers'), fields.size('relative_attention_num_buckets', 32)]
    const decoderLayers = fields.size('num_decoder_layers', encoderLayers)
    const maxDistance = fields.size('relative_attention_max_distance', 128)
    fields.require(buckets >= 4, 'relative_attention_num_buckets', 'at least 4')
    fields.require(maxDistance > buckets / 2, 'relative_attention_max_distance', `more than half of ${buckets} buckets`)
    const own: T5 = {
      ...fields.choice<Pick<T5, 'activation' | 'gated'>>('feed_forward_proj', feedForwards, 'relu'),
      tied: fields.flag('tie_word_embeddings', true),
      decoderLayers: decoderLayers === encoderLayers ? 'L' : 'M',
      buckets,
      maxDistance,
      epsilon: fields.positive('layer_norm_epsilon', 1e-6),
    }
    const sizes = {
      d: fields.size('d_model'),
      h: fields.size('num_heads'),
      k: fields.size('d_kv'),
      L: encoderLayers,
      ...(decoderLayers === encoderLayers ? {} : { M: decoderLayers }),
      f: fields.size('d_ff'),
      V: fields.size('vocab_size'),
      b: buckets,
    }
    fields.done()
    return { sizes, graph: trace(() => outputs(own, className), axes) }
  },
}

function outputs(c: T5, className: string): Record<string, Tn<string>> {
  const words = param('shared.weight', 'V d', 'W_{\\text{word}}')
  tie('encoder.embed_tokens.weight', words)
  const memory = encoder(c, words)
  if (className === 'T5EncoderModel') return { last_hidden_state: memory }
  tie('decoder.embed_tokens.weight', words)
  return { logits: head(c, decoder(c, words, memory), words) }
}

const encoder = scope('encoder', 'encoder', (c: T5, words: Tn<'V d'>): Tn<'B S d'> => {
  const x = dropout(gather(words, input('input_ids', 'B S')))
  const bias = encoderDistances(c)
  const y = repeat('block', 'block', 'L', x, (x) => encoderBlock(c, x, bias))
  return dropout(rms(y, 'final_layer_norm', c.epsilon))
})

const decoder = scope('decoder', 'decoder', (c: T5, words: Tn<'V d'>, memory: Tn<'B S d'>): Tn<'B T d'> => {
  const x = dropout(gather(words, input('decoder_input_ids', 'B T')))
  const bias = decoderDistances(c)
  const y = repeat('block', 'block', c.decoderLayers, x, (x) => decoderBlock(c, x, memory, bias))
  return dropout(rms(y, 'final_layer_norm', c.epsilon))
})

/** One encoder block: each layer reads a normalized copy, and its result is added to what it read from. */
function encoderBlock(c: T5, x: Tn<'B S d'>, bias: Tn<"S S' h">): Tn<'B S d'> {
  const y = add(named('X', x), dropout(encoderAttention(rms(x, 'layer.0.layer_norm', c.epsilon), bias)))
  return add(named('Y', y), dropout(encoderFeedForward(c, rms(y, 'layer.1.layer_norm', c.epsilon))))
}

/** One decoder block: the same with a look at the source between the two. */
function decoderBlock(c: T5, x: Tn<'B T d'>, memory: Tn<'B S d'>, bias: Tn<"T T' h">): Tn<'B T d'> {
  const y = add(named('X', x), dropout(decoderAttention(rms(x, 'layer.0.layer_norm', c.epsilon), bias)))
  const z = add(named('Y', y), dropout(crossAttention(rms(y, 'layer.1.layer_norm', c.epsilon), memory)))
  return add(named('Z', z), dropout(decoderFeedForward(c, rms(z, 'layer.2.layer_norm', c.epsilon))))
}

const encoderAttention = scope(
  'self-attention',
  'layer.0.SelfAttention',
  (x: Tn<'B S d'>, bias: Tn<"S S' h">): Tn<'B S d'> =>
    linear('B h S k, d h k -> B S d', named('C', encoderHeads(x, bias)), 'o', bare('W_O')),
)

/** Every source token reads every other, in both directions: softmax(Q Kᵀ + distances) V. */
const encoderHeads = scope('heads', '', (x: Tn<'B S d'>, bias: Tn<"S S' h">): Tn<'B h S k'> => {
  const y = view(x, "B S' d")
  const Q = named('Q', linear('B S d, h k d -> B h S k', x, 'q', bare('W_Q')))
  const K = named('K', linear("B S' d, h k d -> B h S' k", y, 'k', bare('W_K')))
  const V = named('V', linear("B S' d, h k d -> B h S' k", y, 'v', bare('W_V')))
  const scores = add(einsum("B h S k, B h S' k -> B h S S'", Q, K), bias)
  const A = named('A', softmax(scores, "S'"))
  return einsum("B h S S', B h S' k -> B h S k", dropout(A), V)
})

const decoderAttention = scope(
  'self-attention',
  'layer.0.SelfAttention',
  (x: Tn<'B T d'>, bias: Tn<"T T' h">): Tn<'B T d'> =>
    linear('B h T k, d h k -> B T d', named('C', decoderHeads(x, bias)), 'o', bare('W_O')),
)

/** A target token reads itself and those before it, whose keys and values are in the cache. */
const decoderHeads = scope('heads', '', (x: Tn<'B T d'>, bias: Tn<"T T' h">): Tn<'B h T k'> => {
  const Q = named('Q', linear('B T d, h k d -> B h T k', x, 'q', bare('W_Q')))
  const K = named('K', cached(linear('B T d, h k d -> B h T k', x, 'k', bare('W_K')), "B h T' k"))
  const V = named('V', cached(linear('B T d, h k d -> B h T k', x, 'v', bare('W_V')), "B h T' k"))
  const scores = add(einsum("B h T k, B h T' k -> B h T T'", Q, K), bias)
  const A = named('A', softmax(causalMask(scores, 'T', "T'"), "T'"))
  return einsum("B h T T', B h T' k -> B h T k", dropout(A), V)
})

const crossAttention = scope(
  'cross-attention',
  'layer.1.EncDecAttention',
  (x: Tn<'B T d'>, memory: Tn<'B S d'>): Tn<'B T d'> =>
    linear('B h T k, d h k -> B T d', named('C', crossHeads(x, memory)), 'o', bare('W_O')),
)

/** A target token asks, the source answers; its keys and values are the same at every step. No distances here. */
const crossHeads = scope('heads', '', (x: Tn<'B T d'>, memory: Tn<'B S d'>): Tn<'B h T k'> => {
  const Q = named('Q', linear('B T d, h k d -> B h T k', x, 'q', bare('W_Q')))
  const K = named('K', linear('B S d, h k d -> B h S k', memory, 'k', bare('W_K')))
  const V = named('V', linear('B S d, h k d -> B h S k', memory, 'v', bare('W_V')))
  const scores = einsum('B h T k, B h S k -> B h T S', Q, K)
  const A = named('A', softmax(scores, 'S'))
  return einsum('B h T S, B h S k -> B h T k', dropout(A), V)
})

const encoderFeedForward = scope('feed-forward', 'layer.1.DenseReluDense', (c: T5, x: Tn<'B S d'>): Tn<'B S d'> => {
  const into = (matrix: string, symbol: string) => linear('B S d, f d -> B S f', x, matrix, bare(symbol))
  const H = c.gated
    ? mul(act(into('wi_0', 'W_0'), c.activation), into('wi_1', 'W_1'))
    : act(into('wi', 'W_I'), c.activation)
  return linear('B S f, d f -> B S d', dropout(named('H', H)), 'wo', bare('W_O'))
})

const decoderFeedForward = scope('feed-forward', 'layer.2.DenseReluDense', (c: T5, x: Tn<'B T d'>): Tn<'B T d'> => {
  const into = (matrix: string, symbol: string) => linear('B T d, f d -> B T f', x, matrix, bare(symbol))
  const H = c.gated
    ? mul(act(into('wi_0', 'W_0'), c.activation), into('wi_1', 'W_1'))
    : act(into('wi', 'W_I'), c.activation)
  return linear('B T f, d f -> B T d', dropout(named('H', H)), 'wo', bare('W_O'))
})

/** Scores every token of the vocabulary: with the word table itself, and then divided by √d, or with a matrix of its own. */
const head = scope('lm-head', '', (c: T5, x: Tn<'B T d'>, words: Tn<'V d'>): Tn<'B T V'> => {
  if (!c.tied) return linear('B T d, V d -> B T V', x, 'lm_head', bare('W_V'))
  tie('lm_head.weight', words)
  const y = scale(x, '1/√d')
  return within('lm_head', () => einsum('B T d, V d -> B T V', y, words))
})

/**
 * A learned number for each bucket of distance and each head. Block 0 owns the table and every block of the stack uses it:
 * outside the stack, `{i}` is 0.
 */
const encoderDistances = scope('distances', 'block.{i}.layer.0.SelfAttention', (c: T5): Tn<"S S' h"> => {
  const table = param('relative_attention_bias.weight', 'b h', 'W_{\\text{dist}}')
  const rule = ([query, key]: readonly number[]) => bucket(key! - query!, c.buckets, c.maxDistance, 'both')
  return gather(table, fixed("S S'", { label: 'distance buckets', rule }))
})

const decoderDistances = scope('distances', 'block.{i}.layer.0.SelfAttention', (c: T5): Tn<"T T' h"> => {
  const table = param('relative_attention_bias.weight', 'b h', 'W_{\\text{dist}}')
  const rule = ([query, key]: readonly number[], past: number) =>
    bucket(key! - (past + query!), c.buckets, c.maxDistance, 'back')
  return gather(table, fixed("T T'", { label: 'distance buckets', rule }))
})

/**
 * The bucket of a distance, key − query. Half of the buckets hold one near distance each, the rest widen logarithmically,
 * and the last takes all that is left up to infinity. Looking `both` ways, keys to the right have the upper half of the
 * buckets to themselves; looking `back`, they share bucket 0. (transformers, `_relative_position_bucket`.)
 */
export function bucket(distance: number, buckets: number, maxDistance: number, looking: 'both' | 'back'): number {
  const side = looking === 'both' ? Math.floor(buckets / 2) : buckets
  const start = looking === 'both' && distance > 0 ? side : 0
  const length = looking === 'both' ? Math.abs(distance) : Math.max(-distance, 0)
  const exact = Math.floor(side / 2)
  if (length < exact) return start + length
  const share = Math.log(length / exact) / Math.log(maxDistance / exact)
  return start + Math.min(exact + Math.floor(share * (side - exact)), side - 1)
}

const bare = (symbol: string) => ({ symbol, bias: false })
