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
  param,
  polynomial,
  repeat,
  rms,
  rope,
  scale,
  scope,
  softmax,
  tie,
  trace,
  within,
  type ActivationName,
  type Graph,
  type Tn,
} from '../engine/index.ts'
import type { Architecture, Model } from './architecture.ts'
import { Fields } from './config.ts'
import { rotaryAngles, rotaryFrequencies, type Frequencies } from './rotary.ts'

/** What a LLaMA configuration decides beside its sizes. */
export interface Llama {
  readonly activation: ActivationName
  readonly epsilon: number
  readonly frequencies: Frequencies
  /** Whether the language-model head is the word table. */
  readonly tied: boolean
  /** How many tokens back a query sees, itself included; undefined for all. */
  readonly window: number | undefined
}

/**
 * LLaMA (Touvron et al. 2023) and its successors: RMSNorm before each branch, SwiGLU, rotary positions, no biases; from
 * Llama 2 70B on, groups of query heads share one head of keys and values. The names are those of transformers,
 * `modeling_llama.py`.
 */
export const llama: Architecture = {
  modelType: 'llama',
  title: 'LLaMA',
  classes: ['LlamaForCausalLM', 'LlamaModel'],
  build: (config, className) => {
    const fields = new Fields(config)
    fields.only('attention_bias', false)
    fields.only('mlp_bias', false)
    return build(fields, className === 'LlamaModel' ? body : languageModel)
  },
}

/** A model of this design from its fields; `window` where attention has one. */
export function build(
  fields: Fields,
  model: (c: Llama) => Graph['outputs'],
  window?: number,
): Pick<Model, 'sizes' | 'graph'> {
  const [d, h] = [fields.size('hidden_size'), fields.size('num_attention_heads')]
  if (!fields.has('head_dim')) fields.require(d % h === 0, 'hidden_size', `a multiple of num_attention_heads, ${h}`)
  const g = fields.size('num_key_value_heads', h)
  fields.require(h % g === 0, 'num_key_value_heads', `a divisor of num_attention_heads, ${h}`)
  const k = fields.size('head_dim', Math.ceil(d / h))
  const sizes = {
    d,
    h,
    g,
    k,
    L: fields.size('num_hidden_layers'),
    f: fields.size('intermediate_size'),
    V: fields.size('vocab_size'),
  }
  const own: Llama = {
    activation: fields.choice(
      'hidden_act',
      { silu: 'silu', gelu: 'gelu', gelu_new: 'gelu_tanh', relu: 'relu' },
      'silu',
    ),
    epsilon: fields.positive('rms_norm_eps', 1e-6),
    frequencies: rotaryFrequencies(fields, k),
    tied: fields.flag('tie_word_embeddings', false),
    window,
  }
  fields.done()
  const r = polynomial.divide(polynomial.symbol('h'), polynomial.symbol('g'))
  return { sizes, graph: trace(() => model(own), { r }) }
}

/** The second branch of a block. */
type Branch = (c: Llama, x: Tn<'B T d'>) => Tn<'B T d'>

/** The decoder with its language-model head; `branch` where something else stands for the feed-forward layer. */
export function languageModel(c: Llama, branch: Branch = feedForward) {
  const { last_hidden_state, words } = within('model', () => decoder(c, branch))
  return { logits: head(c, last_hidden_state, words) }
}

export function body(c: Llama) {
  const { last_hidden_state } = decoder(c, feedForward)
  return { last_hidden_state }
}

function decoder(c: Llama, branch: Branch) {
  const { words, x } = embeddings()
  const angles = rotary(c)
  const y = repeat('block', 'layers', 'L', x, (x) => block(c, x, angles, branch))
  return { words, last_hidden_state: finalNorm(c, y) }
}

/** One lookup. Order comes later, in the attention itself. */
const embeddings = scope('embeddings', 'embed_tokens', () => {
  const words = param('weight', 'V d', 'W_{\\text{word}}')
  return { words, x: gather(words, input('input_ids', 'B T')) }
})

const rotary = scope('rotary-angles', 'rotary_emb', (c: Llama): Tn<'T k'> => rotaryAngles(c.frequencies))

/** One decoder block: each branch reads the normalized stream and adds to it. */
function block(c: Llama, x: Tn<'B T d'>, angles: Tn<'T k'>, branch: Branch): Tn<'B T d'> {
  const y = named('Y', add(named('X', x), selfAttention(c, rms(x, 'input_layernorm', c.epsilon), angles)))
  return add(y, branch(c, rms(y, 'post_attention_layernorm', c.epsilon)))
}

const selfAttention = scope('self-attention', 'self_attn', (c: Llama, x: Tn<'B T d'>, angles: Tn<'T k'>) => {
  const C = named('C', heads(c, x, angles))
  return linear('B g r T k, d g r k -> B T d', C, 'o_proj', { symbol: 'W_O', bias: false })
})

/** Every head at once: softmax(Q Kᵀ / √k) V. The r query heads of a group read the same keys and values. */
const heads = scope('heads', '', (c: Llama, x: Tn<'B T d'>, angles: Tn<'T k'>): Tn<'B g r T k'> => {
  const q = linear('B T d, g r k d -> B g r T k', x, 'q_proj', { symbol: 'W_Q', bias: false })
  const k = linear('B T d, g k d -> B g T k', x, 'k_proj', { symbol: 'W_K', bias: false })
  const v = linear('B T d, g k d -> B g T k', x, 'v_proj', { symbol: 'W_V', bias: false })
  const Q = named('Q', rope(q, angles, 'T', 'k'))
  const K = named('K', cached(rope(k, angles, 'T', 'k'), 'B g S k'))
  const V = named('V', cached(v, 'B g S k'))
  const scores = scale(einsum('B g r T k, B g S k -> B g r T S', Q, K), '1/√k')
  const A = named('A', softmax(causalMask(scores, 'T', 'S', c.window), 'S'))
  return einsum('B g r T S, B g S k -> B g r T k', A, V)
})

/** SwiGLU: one product opens and closes the gates, a second is let through them. */
const feedForward = scope('feed-forward', 'mlp', (c: Llama, x: Tn<'B T d'>): Tn<'B T d'> => {
  const gate = linear('B T d, f d -> B T f', x, 'gate_proj', { symbol: 'W_{\\text{gate}}', bias: false })
  const up = linear('B T d, f d -> B T f', x, 'up_proj', { symbol: 'W_{\\text{up}}', bias: false })
  const H = named('H', mul(act(gate, c.activation), up))
  return linear('B T f, d f -> B T d', H, 'down_proj', { symbol: 'W_{\\text{down}}', bias: false })
})

const finalNorm = scope('final-norm', '', (c: Llama, x: Tn<'B T d'>) => rms(x, 'norm', c.epsilon))

/** Scores every token of the vocabulary at every place, with a matrix of its own unless it is tied to the word table. */
const head = scope('lm-head', 'lm_head', (c: Llama, x: Tn<'B T d'>, words: Tn<'V d'>): Tn<'B T V'> => {
  if (c.tied) tie('weight', words)
  return einsum('B T d, V d -> B T V', x, c.tied ? words : param('weight', 'V d', 'W_{\\text{head}}'))
})
