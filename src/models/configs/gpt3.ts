import type { Published } from '../architecture.ts'

const table = 'Brown et al. 2020, Table 2.1'

/**
 * The eight sizes of the paper. Two rows of its table cannot be meant as printed, and are corrected by the parameter
 * counts of its Table D.1: a width of 5140 for 13B (40 heads of 128 are 5120), and 24 heads of 128 for XL (3072, where
 * the width is 2048).
 */
export const gpt3Configs: Readonly<Record<string, Published>> = {
  'gpt3-small': published('GPT-3 Small', 12, 768, 12, 64),
  'gpt3-medium': published('GPT-3 Medium', 24, 1024, 16, 64),
  'gpt3-large': published('GPT-3 Large', 24, 1536, 16, 96),
  'gpt3-xl': published('GPT-3 XL', 24, 2048, 16, 128, `${table}, 16 heads for the printed 24; Table D.1`),
  'gpt3-2.7b': published('GPT-3 2.7B', 32, 2560, 32, 80),
  'gpt3-6.7b': published('GPT-3 6.7B', 32, 4096, 32, 128),
  'gpt3-13b': published('GPT-3 13B', 40, 5120, 40, 128, `${table}, a width of 5120 for the printed 5140; Table D.1`),
  'gpt3-175b': published('GPT-3 175B', 96, 12288, 96, 128),
}

function published(title: string, L: number, d: number, h: number, k: number, source: string = table): Published {
  return {
    title,
    class: 'GPT3',
    source,
    config: {
      model_type: 'gpt3',
      n_layers: L,
      d_model: d,
      n_heads: h,
      d_head: k,
      n_ctx: 2048,
      n_vocab: 50257,
    },
  }
}
