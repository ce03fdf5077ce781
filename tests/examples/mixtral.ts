import {
  act,
  einsum,
  experts,
  mul,
  named,
  param,
  route,
  scope,
  slice,
  softmax,
  weightedSum,
  within,
  type Tn,
} from '../../src/engine/index.ts'
import type { Architecture } from '../../src/models/architecture.ts'
import { Fields } from '../../src/models/config.ts'
import { build, languageModel, type Llama } from '../../src/models/llama.ts'

/**
 * Mixtral (Jiang et al. 2024): Mistral's blocks, with E feed-forward layers in place of one, of which each token visits a.
 * The names are those of transformers 5, `modeling_mixtral.py`.
 */
export const mixtral: Architecture = {
  modelType: 'mixtral',
  title: 'Mixtral',
  classes: ['MixtralForCausalLM'],
  build: (config) => {
    const fields = new Fields(config)
    const [E, a] = [fields.size('num_local_experts', 8), fields.size('num_experts_per_tok', 2)]
    fields.require(a <= E, 'num_experts_per_tok', `at most num_local_experts, ${E}`)
    const window = fields.has('sliding_window') ? fields.size('sliding_window') : undefined
    const { sizes, graph } = build(fields, (c) => languageModel(c, mixture), window)
    return { sizes: { ...sizes, E, a }, graph }
  },
}

/** The router scores every expert; a token goes to the a likeliest, and their answers are summed by weight. */
const mixture = scope('mixture', 'mlp', (c: Llama, x: Tn<'B T d'>): Tn<'B T d'> => {
  const P = named('P', softmax(einsum('B T d, E d -> B T E', x, param('gate.weight', 'E d', 'W_R')), 'E'))
  const chosen = route(P, 'E', 'a')
  const y = within('experts', () => swiglu(c, x, named('I', chosen.experts)))
  return weightedSum(y, named('G', chosen.weights), 'a')
})

/** A SwiGLU layer for each expert, its gate and its values stacked in one matrix. */
function swiglu(c: Llama, x: Tn<'B T d'>, chosen: Tn<'B T a'>): Tn<'B T a d'> {
  const both = experts('B T d, E 2 f d -> 2 B T a f', x, param('gate_up_proj', 'E (2 f) d', 'W_1'), chosen)
  const H = named('H', mul(act(slice(both, '2', 0), c.activation), slice(both, '2', 1)))
  return experts('B T a f, E d f -> B T a d', H, param('down_proj', 'E d f', 'W_2'), chosen)
}
