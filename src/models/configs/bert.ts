import type { Published } from '../architecture.ts'

/** The configurations of the released checkpoints. Every head is 64 wide and every feed-forward layer four times d. */
export const bertConfigs: Readonly<Record<string, Published>> = {
  'bert-tiny': published('BERT-tiny', 2, 128, 30522, miniatures()),
  'bert-mini': published('BERT-mini', 4, 256, 30522, miniatures()),
  'bert-small': published('BERT-small', 4, 512, 30522, miniatures()),
  'bert-medium': published('BERT-medium', 8, 512, 30522, miniatures()),
  'bert-base': published('BERT-base', 12, 768, 30522, paper()),
  'bert-large': published('BERT-large', 24, 1024, 30522, paper()),
  'bert-base-cased': published('BERT-base, cased', 12, 768, 28996, paper()),
  'bert-large-cased': published('BERT-large, cased', 24, 1024, 28996, paper()),
}

function published(title: string, L: number, d: number, V: number, source: string): Published {
  return {
    title,
    class: 'BertModel',
    source,
    config: {
      model_type: 'bert',
      num_hidden_layers: L,
      hidden_size: d,
      num_attention_heads: d / 64,
      intermediate_size: 4 * d,
      vocab_size: V,
      type_vocab_size: 2,
      max_position_embeddings: 512,
      hidden_act: 'gelu',
      layer_norm_eps: 1e-12,
    },
  }
}

function paper(): string {
  return 'Devlin et al. 2019, §3; config.json of the released checkpoint'
}

function miniatures(): string {
  return 'Turc et al. 2019, Table 1; google-research/bert, README'
}
