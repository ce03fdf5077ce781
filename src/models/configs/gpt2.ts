import type { Published } from '../architecture.ts'

/** The four released sizes. The paper's own parameter counts (117M, 345M, 762M, 1542M) are wrong, as its README says. */
export const gpt2Configs: Readonly<Record<string, Published>> = {
  gpt2: published('GPT-2', 12, 768),
  'gpt2-medium': published('GPT-2 medium', 24, 1024),
  'gpt2-large': published('GPT-2 large', 36, 1280),
  'gpt2-xl': published('GPT-2 XL', 48, 1600),
}

/** Every head is 64 wide. */
function published(title: string, L: number, d: number): Published {
  return {
    title,
    class: 'GPT2LMHeadModel',
    source: 'Radford et al. 2019, Table 2; config.json of the released checkpoint',
    config: {
      model_type: 'gpt2',
      n_layer: L,
      n_embd: d,
      n_head: d / 64,
      n_inner: null,
      n_positions: 1024,
      vocab_size: 50257,
      activation_function: 'gelu_new',
      layer_norm_epsilon: 1e-5,
    },
  }
}
