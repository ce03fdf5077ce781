import type { Published } from '../architecture.ts'

/** The three sizes of the paper. Heads are 256 wide and the feed-forward layer four times d in all. */
export const palmConfigs: Readonly<Record<string, Published>> = {
  'palm-8b': published('PaLM 8B', 32, 4096, 16),
  'palm-62b': published('PaLM 62B', 64, 8192, 32),
  'palm-540b': published('PaLM 540B', 118, 18432, 48),
}

function published(title: string, L: number, d: number, h: number): Published {
  return {
    title,
    class: 'PaLM',
    source: 'Chowdhery et al. 2022, Table 1 and §2',
    config: { model_type: 'palm', n_layers: L, d_model: d, n_heads: h, d_head: 256, d_ff: 4 * d, n_vocab: 256_000 },
  }
}
