import {
  act,
  add,
  dropout,
  einsum,
  gather,
  input,
  linear,
  named,
  norm,
  paddingMask,
  param,
  positions,
  repeat,
  scale,
  scope,
  slice,
  softmax,
  tie,
  trace,
  view,
  within,
  type ActivationName,
  type Tn,
} from '../engine/index.ts'
import type { Architecture } from './architecture.ts'
import { Fields } from './config.ts'

/** What a BERT configuration decides beside its sizes. */
interface Bert {
  readonly activation: ActivationName
  readonly epsilon: number
}

/**
 * BERT (Devlin et al. 2019): a stack of encoder blocks that see both directions, norm after each sum.
 * The names are those of transformers, `modeling_bert.py`; in its authors' own code GELU is the tanh form.
 */
export const bert: Architecture = {
  modelType: 'bert',
  title: 'BERT',
  classes: [
    'BertModel',
    'BertForMaskedLM',
    'BertForPreTraining',
    'BertForSequenceClassification',
    'BertForQuestionAnswering',
  ],
  build(config, className) {
    const fields = new Fields(config)
    const [d, h] = [fields.size('hidden_size'), fields.size('num_attention_heads')]
    fields.require(d % h === 0, 'hidden_size', `a multiple of num_attention_heads, ${h}`)
    const sizes = {
      d,
      h,
      k: d / h,
      L: fields.size('num_hidden_layers'),
      f: fields.size('intermediate_size'),
      V: fields.size('vocab_size'),
      P: fields.size('max_position_embeddings'),
      n: fields.size('type_vocab_size', 2),
      c: className === 'BertForSequenceClassification' ? fields.size('num_labels', 2) : 2,
    }
    const own: Bert = {
      activation: fields.choice(
        'hidden_act',
        { gelu: 'gelu', gelu_new: 'gelu_tanh', relu: 'relu', silu: 'silu' },
        'gelu',
      ),
      epsilon: fields.positive('layer_norm_eps', 1e-12),
    }
    fields.done()
    return { sizes, graph: trace(() => outputs(own, className)) }
  },
}

function outputs(c: Bert, className: string) {
  switch (className) {
    case 'BertForMaskedLM': {
      const { last_hidden_state, words } = within('bert', () => encoder(c))
      return { logits: maskedLanguageModel(c, last_hidden_state, words) }
    }
    case 'BertForPreTraining': {
      const { last_hidden_state, words, pooler_output } = within('bert', () => encoderAndPooler(c))
      return {
        prediction_logits: maskedLanguageModel(c, last_hidden_state, words),
        seq_relationship_logits: nextSentence(pooler_output),
      }
    }
    case 'BertForSequenceClassification': {
      const { pooler_output } = within('bert', () => encoderAndPooler(c))
      return { logits: classifier(pooler_output) }
    }
    case 'BertForQuestionAnswering':
      return { logits: spans(within('bert', () => encoder(c)).last_hidden_state) }
    default: {
      const { last_hidden_state, pooler_output } = encoderAndPooler(c)
      return { last_hidden_state, pooler_output }
    }
  }
}

function encoderAndPooler(c: Bert) {
  const { last_hidden_state, words } = encoder(c)
  return { last_hidden_state, words, pooler_output: pooler(last_hidden_state) }
}

function encoder(c: Bert) {
  const keep = input('attention_mask', 'B S')
  const { words, x } = embeddings(c)
  return { words, last_hidden_state: repeat('block', 'encoder.layer', 'L', x, (x) => block(c, x, keep)) }
}

/** Three lookups, one sum, one norm. The one place where BERT learns of order and of the two segments. */
const embeddings = scope('embeddings', 'embeddings', (c: Bert) => {
  const words = param('word_embeddings.weight', 'V d', 'W_{\\text{word}}')
  const places = param('position_embeddings.weight', 'P d', 'W_{\\text{pos}}')
  const segments = param('token_type_embeddings.weight', 'n d', 'W_{\\text{seg}}')
  const word = gather(words, input('input_ids', 'B T'))
  const segment = gather(segments, input('token_type_ids', 'B T'))
  const place = gather(places, positions('T'))
  return { words, x: dropout(norm(add(add(word, segment), place), 'LayerNorm', c.epsilon)) }
})

/** One encoder block: attention, feed-forward, each added to what it read and then normalized. */
function block(c: Bert, x: Tn<'B T d'>, keep: Tn<'B S'>): Tn<'B T d'> {
  const y = named('Y', add(named('X', x), dropout(selfAttention(x, keep))))
  const z = norm(y, 'attention.output.LayerNorm', c.epsilon)
  return norm(add(z, dropout(feedForward(c, z))), 'output.LayerNorm', c.epsilon)
}

const selfAttention = scope('self-attention', 'attention', (x: Tn<'B T d'>, keep: Tn<'B S'>): Tn<'B T d'> => {
  const C = named('C', heads(x, keep))
  return linear('B h T k, d h k -> B T d', C, 'output.dense', { symbol: 'W_O' })
})

/** Every head at once: softmax(Q Kᵀ / √k) V. */
const heads = scope('heads', 'self', (x: Tn<'B T d'>, keep: Tn<'B S'>): Tn<'B h T k'> => {
  const y = view(x, 'B S d')
  const Q = named('Q', linear('B T d, h k d -> B h T k', x, 'query', { symbol: 'W_Q' }))
  const K = named('K', linear('B S d, h k d -> B h S k', y, 'key', { symbol: 'W_K' }))
  const V = named('V', linear('B S d, h k d -> B h S k', y, 'value', { symbol: 'W_V' }))
  const scores = scale(einsum('B h T k, B h S k -> B h T S', Q, K), '1/√k')
  const A = named('A', softmax(paddingMask(scores, keep, 'T', 'S'), 'S'))
  return einsum('B h T S, B h S k -> B h T k', dropout(A), V)
})

const feedForward = scope('feed-forward', '', (c: Bert, x: Tn<'B T d'>): Tn<'B T d'> => {
  const H = named('H', linear('B T d, f d -> B T f', x, 'intermediate.dense', { symbol: 'W_1' }))
  return linear('B T f, d f -> B T d', act(H, c.activation), 'output.dense', { symbol: 'W_2' })
})

/** The first token of each sequence, once more through a square matrix. */
const pooler = scope('pooler', 'pooler', (x: Tn<'B T d'>): Tn<"B d'"> => {
  return act(linear("B d, d' d -> B d'", slice(x, 'T', 0), 'dense', { symbol: 'W_P' }), 'tanh')
})

/** Scores every token of the vocabulary at every place, with the word table itself as the last matrix. */
const maskedLanguageModel = scope('mlm-head', 'cls.predictions', (c: Bert, x: Tn<'B T d'>, words: Tn<'V d'>) => {
  const t = act(linear("B T d, d' d -> B T d'", x, 'transform.dense', { symbol: 'W_T' }), c.activation)
  const y = norm(view(t, 'B T d'), 'transform.LayerNorm', c.epsilon)
  const bias = param('bias', 'V', 'b_V')
  tie('decoder.weight', words)
  tie('decoder.bias', bias)
  return add(
    within('decoder', () => einsum('B T d, V d -> B T V', y, words)),
    bias,
  )
})

const nextSentence = scope('nsp-head', 'cls', (x: Tn<"B d'">) => {
  return linear('B d, 2 d -> B 2', view(x, 'B d'), 'seq_relationship', { symbol: 'W_N' })
})

const classifier = scope('classifier', '', (x: Tn<"B d'">) => {
  return linear('B d, c d -> B c', view(dropout(x), 'B d'), 'classifier', { symbol: 'W_C' })
})

const spans = scope('span-head', '', (x: Tn<'B T d'>) => {
  return linear('B T d, 2 d -> B T 2', x, 'qa_outputs', { symbol: 'W_{\\text{span}}' })
})
