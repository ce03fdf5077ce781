import type { Published } from '../architecture.ts'

interface Version {
  readonly source: string
  readonly feed_forward_proj: string
  readonly tie_word_embeddings: boolean
}

const first: Version = {
  source: 'Raffel et al. 2020, §3.7; config.json of the released checkpoint',
  feed_forward_proj: 'relu',
  tie_word_embeddings: true,
}

const second: Version = {
  source: 'google-research/text-to-text-transfer-transformer, released_checkpoints.md and t5.1.1.*.gin',
  feed_forward_proj: 'gated-gelu',
  tie_word_embeddings: false,
}

/** The configurations of the released checkpoints. The 3B and 11B models keep d = 1,024 and widen heads and feed-forward. */
export const t5Configs: Readonly<Record<string, Published>> = {
  't5-small': published('T5-small', 6, 512, 8, 64, 2048, first),
  't5-base': published('T5-base', 12, 768, 12, 64, 3072, first),
  't5-large': published('T5-large', 24, 1024, 16, 64, 4096, first),
  't5-3b': published('T5-3B', 24, 1024, 32, 128, 16384, first),
  't5-11b': published('T5-11B', 24, 1024, 128, 128, 65536, first),
  't5-v1_1-small': published('T5 v1.1 small', 8, 512, 6, 64, 1024, second),
  't5-v1_1-base': published('T5 v1.1 base', 12, 768, 12, 64, 2048, second),
  't5-v1_1-large': published('T5 v1.1 large', 24, 1024, 16, 64, 2816, second),
  't5-v1_1-xl': published('T5 v1.1 XL', 24, 2048, 32, 64, 5120, second),
  't5-v1_1-xxl': published('T5 v1.1 XXL', 24, 4096, 64, 64, 10240, second),
}

function published(
  title: string,
  L: number,
  d: number,
  h: number,
  k: number,
  f: number,
  { source, ...version }: Version,
): Published {
  return {
    title,
    class: 'T5ForConditionalGeneration',
    source,
    config: {
      model_type: 't5',
      num_layers: L,
      num_decoder_layers: L,
      d_model: d,
      num_heads: h,
      d_kv: k,
      d_ff: f,
      vocab_size: 32128,
      relative_attention_num_buckets: 32,
      relative_attention_max_distance: 128,
      layer_norm_epsilon: 1e-6,
      ...version,
    },
  }
}
