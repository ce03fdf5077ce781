import type { Architecture } from './architecture.ts'
import { Fields } from './config.ts'
import { body, build, languageModel } from './llama.ts'

/**
 * Mistral 7B (Jiang et al. 2023): LLaMA's blocks, with a window in the attention where the configuration has one. The
 * names and what holds where a field is left out are those of transformers, `modeling_mistral.py`; `null` is no window.
 */
export const mistral: Architecture = {
  modelType: 'mistral',
  title: 'Mistral',
  classes: ['MistralForCausalLM', 'MistralModel'],
  build: (config, className) => {
    const usual = { num_key_value_heads: 8, sliding_window: 4096, max_position_embeddings: 131072 }
    const fields = new Fields(config, usual)
    const window = fields.has('sliding_window') ? fields.size('sliding_window') : undefined
    return build(fields, className === 'MistralModel' ? body : languageModel, window)
  },
}
