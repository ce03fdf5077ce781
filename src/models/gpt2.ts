import {
  act,
  add,
  cached,
  causalMask,
  dropout,
  einsum,
  gather,
  input,
  linear,
  named,
  norm,
  param,
  positions,
  repeat,
  scale,
  scope,
  slice,
  softmax,
  tie,
  trace,
  within,
  type ActivationName,
  type Tn,
} from '../engine/index.ts'
import type { Architecture } from './architecture.ts'
import { Fields } from './config.ts'

/** What a GPT-2 configuration decides beside its sizes. */
export interface Gpt2 {
  readonly activation: ActivationName
  readonly epsilon: number
  /** Whether the language-model head is the word table. */
  readonly tied: boolean
}

/**
 * GPT-2 (Radford et al. 2019): a stack of decoder blocks that see only what came before, norm before each branch and
 * once more after the last block. The names are those of transformers, `modeling_gpt2.py`; dropout stands where they do.
 */
export const gpt2: Architecture = {
  modelType: 'gpt2',
  title: 'GPT-2',
  classes: ['GPT2LMHeadModel', 'GPT2Model'],
  build: (config, className) => {
    const fields = new Fields(config)
    const [d, h] = [fields.size('n_embd'), fields.size('n_head')]
    fields.require(d % h === 0, 'n_embd', `a multiple of n_head, ${h}`)
    const sizes = {
      d,
      h,
      k: d / h,
      L: fields.size('n_layer'),
      f: fields.size('n_inner', 4 * d),
      V: fields.size('vocab_size'),
      P: fields.size('n_positions'),
    }
    const own: Gpt2 = {
      activation: fields.choice(
        'activation_function',
        {
          gelu_new: 'gelu_tanh',
          gelu_pytorch_tanh: 'gelu_tanh',
          gelu: 'gelu',
          relu: 'relu',
          silu: 'silu',
          tanh: 'tanh',
        },
        'gelu_new',
      ),
      epsilon: fields.positive('layer_norm_epsilon', 1e-5),
      tied: fields.flag('tie_word_embeddings', true),
    }
    fields.only('scale_attn_weights', true)
    fields.only('scale_attn_by_inverse_layer_idx', false)
    fields.only('add_cross_attention', false)
    fields.done()
    return { sizes, graph: trace(() => (className === 'GPT2Model' ? body(own) : languageModel(own))) }
  },
}

/** The decoder with its language-model head. */
export function languageModel(c: Gpt2) {
  const { last_hidden_state, words } = within('transformer', () => decoder(c))
  return { logits: head(c, last_hidden_state, words) }
}

function body(c: Gpt2) {
  const { last_hidden_state } = decoder(c)
  return { last_hidden_state }
}

function decoder(c: Gpt2) {
  const { words, x } = embeddings()
  const y = repeat('block', 'h', 'L', x, (x) => block(c, x))
  return { words, last_hidden_state: finalNorm(c, y) }
}

/** Two lookups and a sum: which token, and where it stands. */
const embeddings = scope('embeddings', '', () => {
  const words = param('wte.weight', 'V d', 'W_{\\text{word}}')
  const places = param('wpe.weight', 'P d', 'W_{\\text{pos}}')
  const word = gather(words, input('input_ids', 'B T'))
  const place = gather(places, positions('T'))
  return { words, x: dropout(add(word, place)) }
})

/** One decoder block: each branch reads the normalized stream and adds to it; the stream itself is never normalized. */
function block(c: Gpt2, x: Tn<'B T d'>): Tn<'B T d'> {
  const y = named('Y', add(named('X', x), dropout(selfAttention(norm(x, 'ln_1', c.epsilon)))))
  return add(y, dropout(feedForward(c, norm(y, 'ln_2', c.epsilon))))
}

const selfAttention = scope('self-attention', 'attn', (x: Tn<'B T d'>): Tn<'B T d'> => {
  const C = named('C', heads(x))
  return linear('B h T k, h k d -> B T d', C, 'c_proj', { symbol: 'W_O', layout: 'in out' })
})

/** Every head at once: softmax(Q Kᵀ / √k) V over the tokens up to one's own. One product makes Q, K and V. */
const heads = scope('heads', '', (x: Tn<'B T d'>): Tn<'B h T k'> => {
  const QKV = linear('B T d, d 3 h k -> 3 B h T k', x, 'c_attn', { symbol: 'W_{QKV}', layout: 'in out' })
  const Q = named('Q', slice(QKV, '3', 0))
  const K = named('K', cached(slice(QKV, '3', 1), 'B h S k'))
  const V = named('V', cached(slice(QKV, '3', 2), 'B h S k'))
  const scores = scale(einsum('B h T k, B h S k -> B h T S', Q, K), '1/√k')
  const A = named('A', softmax(causalMask(scores, 'T', 'S'), 'S'))
  return einsum('B h T S, B h S k -> B h T k', dropout(A), V)
})

const feedForward = scope('feed-forward', 'mlp', (c: Gpt2, x: Tn<'B T d'>): Tn<'B T d'> => {
  const H = named('H', linear('B T d, d f -> B T f', x, 'c_fc', { symbol: 'W_1', layout: 'in out' }))
  return linear('B T f, f d -> B T d', act(H, c.activation), 'c_proj', { symbol: 'W_2', layout: 'in out' })
})

const finalNorm = scope('final-norm', '', (c: Gpt2, x: Tn<'B T d'>) => norm(x, 'ln_f', c.epsilon))

/** Scores every token of the vocabulary at every place, with the word table itself where it is tied. */
const head = scope('lm-head', 'lm_head', (c: Gpt2, x: Tn<'B T d'>, words: Tn<'V d'>): Tn<'B T V'> => {
  if (c.tied) tie('weight', words)
  return einsum('B T d, V d -> B T V', x, c.tied ? words : param('weight', 'V d', 'W_{\\text{head}}'))
})
