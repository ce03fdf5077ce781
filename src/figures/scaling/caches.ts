import { cacheElements, count } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'

/** Numbers that a token leaves in the cache of a published model. */
const perToken = (name: string): number => {
  const { graph, sizes } = publishedModel(name)
  return Number(count(cacheElements(graph).perToken, sizes))
}

const palm = perToken('palm-540b')
const palmHeads = Number(publishedModel('palm-540b').sizes['h'])

/** How many times the cache of PaLM 540B is smaller than that of GPT-3 175B. */
export const cacheRatio = perToken('gpt3-175b') / palm

/** DeepSeek-V3 keeps a latent of 512 numbers and a rotary key of 64 in each of its 61 layers. */
const latent = 61 * (512 + 64)

/** The cache of 2,048 tokens at 16 bits, in bytes, by the design of its keys and values. */
export const cacheRows = [
  {
    name: 'GPT-3 175B, 96 heads',
    numbers: perToken('gpt3-175b'),
    source: 'counted from Brown et al. 2020, Table 2.1',
  },
  {
    name: 'PaLM 540B, were it multi-head',
    numbers: palmHeads * palm,
    source: 'counted from Chowdhery et al. 2023, Table 1',
  },
  { name: 'PaLM 540B, one head', numbers: palm, strong: true, source: 'counted from Chowdhery et al. 2023, Table 1' },
  {
    name: 'Llama 3.1 405B, 8 of 128 heads',
    numbers: perToken('llama-3.1-405b'),
    source: 'counted from Grattafiori et al. 2024, Table 3',
  },
  { name: 'DeepSeek-V3, latent of 576', numbers: latent, source: 'computed from DeepSeek-AI 2024' },
].map(({ numbers, ...row }) => ({ ...row, value: 2 * 2048 * numbers }))
