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
  named,
  norm,
  param,
  polynomial,
  repeat,
  scale,
  scope,
  softmax,
  trace,
  view,
  type Tn,
} from '../engine/index.ts'
import type { Architecture, AxisSizes } from './architecture.ts'
import { Fields } from './config.ts'

/** What a configuration decides beside its sizes. */
interface Transformer {
  readonly epsilon: number
}

/** The target's own tokens as keys: those of earlier steps and those of this one. */
const axes: AxisSizes = { "T'": polynomial.add(polynomial.symbol('p'), polynomial.symbol('T')) }

/**
 * The Transformer (Vaswani et al. 2017): an encoder of S source tokens and a decoder of T target tokens, norm after each
 * sum. The projections of attention have no biases (§3.2.2), the feed-forward layers do (eq. 2); one matrix embeds the
 * source and the target and scores the vocabulary (§3.4). No norm follows the last block.
 *
 * `TransformerStack` is the same without embeddings and logits: it is given the vectors of source and target. The paper
 * published no checkpoint; the modules are those of torch.nn.Transformer, with W_Q, W_K and W_V each by itself.
 */
export const transformer: Architecture = {
  modelType: 'transformer',
  title: 'Transformer',
  classes: ['Transformer', 'TransformerStack'],
  build(config, className) {
    const fields = new Fields(config)
    const sizes = {
      d: fields.size('d_model'),
      h: fields.size('num_heads'),
      k: fields.size('d_k'),
      L: fields.size('num_layers'),
      f: fields.size('d_ff'),
      ...(className === 'TransformerStack' ? {} : { V: fields.size('vocab_size') }),
    }
    fields.require(sizes.d % 2 === 0, 'd_model', 'an even number: sines and cosines come in pairs')
    const own: Transformer = { epsilon: fields.positive('layer_norm_eps', 1e-6) }
    fields.done()
    return { sizes, graph: trace(() => outputs(own, className), axes) }
  },
}

function outputs(c: Transformer, className: string): Record<string, Tn<string>> {
  if (className === 'TransformerStack') {
    const memory = encoder(c, input('source', 'B S d'))
    return { memory, output: decoder(c, input('target', 'B T d'), memory) }
  }
  const words = param('shared.weight', 'V d', 'W_{\\text{word}}')
  const memory = encoder(c, sourceEmbedding(words))
  return { logits: logits(decoder(c, targetEmbedding(words), memory), words) }
}

/** Words times √d, so that they are not drowned by the positions, plus the sinusoids of their places. */
const sourceEmbedding = scope('source-embedding', '', (words: Tn<'V d'>): Tn<'B S d'> => {
  const places = fixed('S d', { ...sinusoids, rule: ([s, i], _past, [, d]) => sinusoid(s!, i!, d!) })
  return dropout(add(scale(gather(words, input('input_ids', 'B S')), '√d'), places))
})

/** The same for the target, shifted right by one token: what stands there is what has been written so far. */
const targetEmbedding = scope('target-embedding', '', (words: Tn<'V d'>): Tn<'B T d'> => {
  const places = fixed('T d', { ...sinusoids, rule: ([t, i], past, [, d]) => sinusoid(past + t!, i!, d!) })
  return dropout(add(scale(gather(words, input('decoder_input_ids', 'B T')), '√d'), places))
})

const encoder = scope('encoder', 'encoder', (c: Transformer, x: Tn<'B S d'>): Tn<'B S d'> =>
  repeat('block', 'layers', 'L', x, (x) => encoderBlock(c, x)),
)

const decoder = scope('decoder', 'decoder', (c: Transformer, x: Tn<'B T d'>, memory: Tn<'B S d'>): Tn<'B T d'> =>
  repeat('block', 'layers', 'L', x, (x) => decoderBlock(c, x, memory)),
)

/** One encoder block: two layers, each added to what it read and then normalized. */
function encoderBlock(c: Transformer, x: Tn<'B S d'>): Tn<'B S d'> {
  const y = norm(add(named('X', x), dropout(encoderAttention(x))), 'norm1', c.epsilon)
  return norm(add(named('Y', y), dropout(encoderFeedForward(y))), 'norm2', c.epsilon)
}

/** One decoder block: the same with a look at the source between the two. */
function decoderBlock(c: Transformer, x: Tn<'B T d'>, memory: Tn<'B S d'>): Tn<'B T d'> {
  const y = norm(add(named('X', x), dropout(decoderAttention(x))), 'norm1', c.epsilon)
  const z = norm(add(named('Y', y), dropout(crossAttention(y, memory))), 'norm2', c.epsilon)
  return norm(add(named('Z', z), dropout(decoderFeedForward(z))), 'norm3', c.epsilon)
}

const encoderAttention = scope('self-attention', 'self_attn', (x: Tn<'B S d'>): Tn<'B S d'> =>
  linear('B h S k, d h k -> B S d', named('C', encoderHeads(x)), 'out_proj', bare('W_O')),
)

/** Every source token reads every other, in both directions: softmax(Q Kᵀ / √k) V. */
const encoderHeads = scope('heads', '', (x: Tn<'B S d'>): Tn<'B h S k'> => {
  const y = view(x, "B S' d")
  const Q = named('Q', linear('B S d, h k d -> B h S k', x, 'q_proj', bare('W_Q')))
  const K = named('K', linear("B S' d, h k d -> B h S' k", y, 'k_proj', bare('W_K')))
  const V = named('V', linear("B S' d, h k d -> B h S' k", y, 'v_proj', bare('W_V')))
  const scores = scale(einsum("B h S k, B h S' k -> B h S S'", Q, K), '1/√k')
  const A = named('A', softmax(scores, "S'"))
  return einsum("B h S S', B h S' k -> B h S k", A, V)
})

const decoderAttention = scope('self-attention', 'self_attn', (x: Tn<'B T d'>): Tn<'B T d'> =>
  linear('B h T k, d h k -> B T d', named('C', decoderHeads(x)), 'out_proj', bare('W_O')),
)

/** A target token reads itself and those before it, whose keys and values are in the cache. */
const decoderHeads = scope('heads', '', (x: Tn<'B T d'>): Tn<'B h T k'> => {
  const Q = named('Q', linear('B T d, h k d -> B h T k', x, 'q_proj', bare('W_Q')))
  const K = named('K', cached(linear('B T d, h k d -> B h T k', x, 'k_proj', bare('W_K')), "B h T' k"))
  const V = named('V', cached(linear('B T d, h k d -> B h T k', x, 'v_proj', bare('W_V')), "B h T' k"))
  const scores = scale(einsum("B h T k, B h T' k -> B h T T'", Q, K), '1/√k')
  const A = named('A', softmax(causalMask(scores, 'T', "T'"), "T'"))
  return einsum("B h T T', B h T' k -> B h T k", A, V)
})

const crossAttention = scope('cross-attention', 'multihead_attn', (x: Tn<'B T d'>, memory: Tn<'B S d'>): Tn<'B T d'> =>
  linear('B h T k, d h k -> B T d', named('C', crossHeads(x, memory)), 'out_proj', bare('W_O')),
)

/** A target token asks, the source answers; its keys and values are the same at every step. */
const crossHeads = scope('heads', '', (x: Tn<'B T d'>, memory: Tn<'B S d'>): Tn<'B h T k'> => {
  const Q = named('Q', linear('B T d, h k d -> B h T k', x, 'q_proj', bare('W_Q')))
  const K = named('K', linear('B S d, h k d -> B h S k', memory, 'k_proj', bare('W_K')))
  const V = named('V', linear('B S d, h k d -> B h S k', memory, 'v_proj', bare('W_V')))
  const scores = scale(einsum('B h T k, B h S k -> B h T S', Q, K), '1/√k')
  const A = named('A', softmax(scores, 'S'))
  return einsum('B h T S, B h S k -> B h T k', A, V)
})

const encoderFeedForward = scope('feed-forward', '', (x: Tn<'B S d'>): Tn<'B S d'> => {
  const H = named('H', act(linear('B S d, f d -> B S f', x, 'linear1', { symbol: 'W_1' }), 'relu'))
  return linear('B S f, d f -> B S d', H, 'linear2', { symbol: 'W_2' })
})

const decoderFeedForward = scope('feed-forward', '', (x: Tn<'B T d'>): Tn<'B T d'> => {
  const H = named('H', act(linear('B T d, f d -> B T f', x, 'linear1', { symbol: 'W_1' }), 'relu'))
  return linear('B T f, d f -> B T d', H, 'linear2', { symbol: 'W_2' })
})

/** Scores every token of the vocabulary at every place, with the word table itself. */
const logits = scope('lm-head', '', (x: Tn<'B T d'>, words: Tn<'V d'>): Tn<'B T V'> =>
  einsum('B T d, V d -> B T V', x, words),
)

/** A feature is one sine or cosine; the angle is shared by a pair of them. */
const sinusoids = { label: 'sinusoids', halves: { vector: 1, transcendental: 2 } }

/** Feature i of the position table: sin(pos / 10000^(i/d)) where i is even, the cosine of the same angle after it. §3.5. */
export function sinusoid(position: number, i: number, d: number): number {
  const angle = position / 10000 ** ((i - (i % 2)) / d)
  return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
}

const bare = (symbol: string) => ({ symbol, bias: false })
