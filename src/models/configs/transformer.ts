import type { Published } from '../architecture.ts'

/** The two models of the paper, with its shared vocabulary for English and German of about 37,000 word pieces. */
export const transformerConfigs: Readonly<Record<string, Published>> = {
  'transformer-base': published('Transformer base', 512, 8, 2048),
  'transformer-big': published('Transformer big', 1024, 16, 4096),
}

function published(title: string, d: number, h: number, f: number): Published {
  return {
    title,
    class: 'Transformer',
    source: 'Vaswani et al. 2017, Table 3 and §5.1; ε as in tensor2tensor',
    config: {
      model_type: 'transformer',
      num_layers: 6,
      d_model: d,
      num_heads: h,
      d_k: 64,
      d_ff: f,
      vocab_size: 37000,
      layer_norm_eps: 1e-6,
    },
  }
}
