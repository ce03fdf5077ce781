import {
  act,
  add,
  cached,
  causalMask,
  einsum,
  gather,
  input,
  linear,
  mul,
  named,
  norm,
  param,
  repeat,
  rope,
  scale,
  scope,
  softmax,
  tie,
  trace,
  type Tn,
} from '../engine/index.ts'
import type { Architecture } from './architecture.ts'
import { Fields } from './config.ts'
import { rotaryAngles, turning, type Frequencies } from './rotary.ts'

/** The paper does not give it; the value of its framework, T5X. */
const epsilon = 1e-6

/**
 * PaLM (Chowdhery et al. 2022, §2): attention and feed-forward side by side on one norm, one head of keys and values for
 * all query heads, SwiGLU with full width, rotary positions, no biases, tied embeddings. There is no public checkpoint:
 * the fields are the columns of Table 1, the names of the weights are ours, in the words of the paper.
 */
export const palm: Architecture = {
  modelType: 'palm',
  title: 'PaLM',
  classes: ['PaLM'],
  build: (config) => {
    const fields = new Fields(config)
    const d = fields.size('d_model')
    const k = fields.size('d_head', 256)
    fields.require(k % 2 === 0, 'd_head', 'an even number, since RoPE turns pairs of features')
    const sizes = {
      d,
      h: fields.size('n_heads'),
      k,
      L: fields.size('n_layers'),
      f: fields.size('d_ff', 4 * d),
      V: fields.size('n_vocab', 256_000),
    }
    fields.done()
    return { sizes, graph: trace(() => languageModel(turning(10_000, k))) }
  },
}

function languageModel(frequencies: Frequencies) {
  const { words, x } = embeddings()
  const angles = rotary(frequencies)
  const y = repeat('block', 'layers', 'L', x, (x) => block(x, angles))
  return { logits: head(finalNorm(y), words) }
}

const embeddings = scope('embeddings', 'embedding', () => {
  const words = param('weight', 'V d', 'W_{\\text{word}}')
  return { words, x: gather(words, input('input_ids', 'B T')) }
})

const rotary = scope('rotary-angles', '', (frequencies: Frequencies): Tn<'T k'> => rotaryAngles(frequencies))

/** One parallel block: x + MLP(LayerNorm(x)) + Attention(LayerNorm(x)). */
function block(x: Tn<'B T d'>, angles: Tn<'T k'>): Tn<'B T d'> {
  const y = norm(named('X', x), 'layer_norm', epsilon, { bias: false })
  return add(add(x, feedForward(y)), selfAttention(y, angles))
}

const selfAttention = scope('self-attention', 'attention', (x: Tn<'B T d'>, angles: Tn<'T k'>): Tn<'B T d'> => {
  const C = named('C', heads(x, angles))
  return linear('B h T k, d h k -> B T d', C, 'output', { symbol: 'W_O', bias: false })
})

/** Multi-query attention: every head asks for itself, and all read the same keys and values. */
const heads = scope('heads', '', (x: Tn<'B T d'>, angles: Tn<'T k'>): Tn<'B h T k'> => {
  const q = linear('B T d, h k d -> B h T k', x, 'query', { symbol: 'W_Q', bias: false })
  const k = linear('B T d, k d -> B T k', x, 'key', { symbol: 'W_K', bias: false })
  const v = linear('B T d, k d -> B T k', x, 'value', { symbol: 'W_V', bias: false })
  const Q = named('Q', rope(q, angles, 'T', 'k'))
  const K = named('K', cached(rope(k, angles, 'T', 'k'), 'B S k'))
  const V = named('V', cached(v, 'B S k'))
  const scores = scale(einsum('B h T k, B S k -> B h T S', Q, K), '1/√k')
  const A = named('A', softmax(causalMask(scores, 'T', 'S'), 'S'))
  return einsum('B h T S, B S k -> B h T k', A, V)
})

/** SwiGLU: Swish(x W) · x V, then back to the width of the stream. */
const feedForward = scope('feed-forward', 'mlp', (x: Tn<'B T d'>): Tn<'B T d'> => {
  const gate = linear('B T d, f d -> B T f', x, 'gate', { symbol: 'W_{\\text{gate}}', bias: false })
  const up = linear('B T d, f d -> B T f', x, 'up', { symbol: 'W_{\\text{up}}', bias: false })
  const H = named('H', mul(act(gate, 'silu'), up))
  return linear('B T f, d f -> B T d', H, 'down', { symbol: 'W_{\\text{down}}', bias: false })
})

const finalNorm = scope('final-norm', '', (x: Tn<'B T d'>) => norm(x, 'final_layer_norm', epsilon, { bias: false }))

/** The word table once more, the scores divided by √d (§5, weight initialization). */
const head = scope('lm-head', 'lm_head', (x: Tn<'B T d'>, words: Tn<'V d'>): Tn<'B T V'> => {
  tie('weight', words)
  return scale(einsum('B T d, V d -> B T V', x, words), '1/√d')
})
