import type { Published } from '../architecture.ts'

/** What most of these configurations share; each row says what it has instead. */
const common = { model_type: 'llama', vocab_size: 32000, rms_norm_eps: 1e-5, hidden_act: 'silu' }
const one = { ...common, max_position_embeddings: 2048, rope_theta: 10_000, rms_norm_eps: 1e-6 }
const two = { ...common, max_position_embeddings: 4096, rope_theta: 10_000 }
const three = { ...common, vocab_size: 128_256, max_position_embeddings: 8192, rope_theta: 500_000 }
const stretched = { ...three, max_position_embeddings: 131_072, rope_scaling: stretch(8) }
const small = { ...stretched, rope_scaling: stretch(32), tie_word_embeddings: true }
const mistral = { ...common, model_type: 'mistral', max_position_embeddings: 32_768, rope_theta: 10_000 }

const paper1 = 'Touvron et al. 2023, LLaMA, Table 2; config.json of the converted checkpoint'
const paper2 = 'Touvron et al. 2023, Llama 2, Table 1; config.json of the released checkpoint'
const paper3 = 'Grattafiori et al. 2024, Table 3; config.json of the released checkpoint'
const card32 = 'meta-llama/llama-models, model card of Llama 3.2; config.json of the released checkpoint'
const paperM = 'Jiang et al. 2023, Table 1; config.json of the released checkpoint, v0.1'

/** The LLaMA family and Mistral 7B: layers, width, query heads, key/value heads and feed-forward width. */
export const llamaConfigs: Readonly<Record<string, Published>> = {
  'llama-7b': published('LLaMA 7B', paper1, [32, 4096, 32, 32, 11008], one),
  'llama-13b': published('LLaMA 13B', paper1, [40, 5120, 40, 40, 13824], one),
  'llama-33b': published('LLaMA 33B', paper1, [60, 6656, 52, 52, 17920], one),
  'llama-65b': published('LLaMA 65B', paper1, [80, 8192, 64, 64, 22016], { ...one, rms_norm_eps: 1e-5 }),
  'llama-2-7b': published('Llama 2 7B', paper2, [32, 4096, 32, 32, 11008], two),
  'llama-2-13b': published('Llama 2 13B', paper2, [40, 5120, 40, 40, 13824], two),
  'llama-2-70b': published('Llama 2 70B', paper2, [80, 8192, 64, 8, 28672], two),
  'llama-3-8b': published('Llama 3 8B', paper3, [32, 4096, 32, 8, 14336], three),
  'llama-3-70b': published('Llama 3 70B', paper3, [80, 8192, 64, 8, 28672], three),
  'llama-3.1-8b': published('Llama 3.1 8B', paper3, [32, 4096, 32, 8, 14336], stretched),
  'llama-3.1-70b': published('Llama 3.1 70B', paper3, [80, 8192, 64, 8, 28672], stretched),
  'llama-3.1-405b': published('Llama 3.1 405B', paper3, [126, 16384, 128, 8, 53248], stretched),
  'llama-3.2-1b': published('Llama 3.2 1B', card32, [16, 2048, 32, 8, 8192], { ...small, head_dim: 64 }),
  'llama-3.2-3b': published('Llama 3.2 3B', card32, [28, 3072, 24, 8, 8192], { ...small, head_dim: 128 }),
  'mistral-7b': published('Mistral 7B', paperM, [32, 4096, 32, 8, 14336], { ...mistral, sliding_window: 4096 }),
}

type Sizes = readonly [L: number, d: number, h: number, g: number, f: number]

function published(title: string, source: string, [L, d, h, g, f]: Sizes, rest: Published['config']): Published {
  return {
    title,
    class: rest['model_type'] === 'mistral' ? 'MistralForCausalLM' : 'LlamaForCausalLM',
    source,
    config: {
      num_hidden_layers: L,
      hidden_size: d,
      num_attention_heads: h,
      num_key_value_heads: g,
      intermediate_size: f,
      tie_word_embeddings: false,
      ...rest,
    },
  }
}

/** The rotary frequencies of Llama 3.1 and 3.2, for a context longer than the 8,192 tokens of training. */
function stretch(factor: number): object {
  return {
    rope_type: 'llama3',
    factor,
    low_freq_factor: 1,
    high_freq_factor: 4,
    original_max_position_embeddings: 8192,
  }
}
