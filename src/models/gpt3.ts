import { trace } from '../engine/index.ts'
import type { Architecture } from './architecture.ts'
import { Fields } from './config.ts'
import { languageModel } from './gpt2.ts'

/**
 * GPT-3 (Brown et al. 2020, §2.1): GPT-2's blocks, wider and deeper. Its layers alternate between dense attention and
 * locally banded sparse attention whose width the paper does not give; here every layer is counted as dense. There is no
 * public checkpoint: the fields are the columns of Table 2.1, the names of the weights are GPT-2's.
 */
export const gpt3: Architecture = {
  modelType: 'gpt3',
  title: 'GPT-3',
  classes: ['GPT3'],
  build: (config) => {
    const fields = new Fields(config)
    const d = fields.size('d_model')
    const sizes = {
      d,
      h: fields.size('n_heads'),
      k: fields.size('d_head'),
      L: fields.size('n_layers'),
      f: fields.size('d_ff', 4 * d),
      V: fields.size('n_vocab', 50257),
      P: fields.size('n_ctx', 2048),
    }
    fields.done()
    return { sizes, graph: trace(() => languageModel({ activation: 'gelu_tanh', epsilon: 1e-5, tied: true })) }
  },
}
