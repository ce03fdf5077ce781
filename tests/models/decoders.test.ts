import { describe, expect, test } from 'vitest'
import {
  activationBytes,
  cacheElements,
  count,
  nodesOf,
  parameterCount,
  parameters,
  polynomial,
  scopesOf,
  simplify,
  stepNodes,
  workOf,
  workOfScope,
  type Graph,
  type Poly,
} from '../../src/engine/index.ts'
import { ConfigError, modelOf, published, publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'

const { parse, print, substitute, zero } = polynomial

const without = (graph: Graph, p: Poly): string => print(substitute(simplify(graph, p), { p: zero }))
const part = (graph: Graph, path: string) => scopesOf(graph.root).find((scope) => scope.path === path)!

/** matmul FLOPs of T tokens after p others: of one block, of the whole model and of that without logits. */
function golden(name: string, T: number, p = 0, B = 1) {
  const { graph, sizes } = publishedModel(name)
  const at = complete(graph, { ...sizes, B, T, p })
  const flops = (path: string) => count(workOfScope(graph, part(graph, path)).matmul, at)
  return { block: flops('block'), body: flops('') - flops('lm-head'), all: flops('') }
}

function total(name: string): bigint {
  const { graph, sizes } = publishedModel(name)
  return count(parameterCount(graph), sizes)
}

const problemsOf = (config: Readonly<Record<string, unknown>>): readonly string[] => {
  try {
    modelOf(config)
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}

describe('GPT-2', () => {
  const { graph, sizes } = publishedModel('gpt2')

  test('has the formulas of its design', () => {
    expect(without(graph, workOfScope(graph).matmul)).toBe('8BLTdhk+4BLT^2hk+4BLTdf+2BTVd')
    expect(print(parameterCount(graph))).toBe('Vd+Pd+6Ld+4Ldhk+3Lhk+2Ldf+Lf+2d')
  })

  test('has the textbook formula where the heads share the width and f = 4d', () => {
    const square = { p: zero, k: parse('dh^-1'), f: parse('4d') }
    const flops = substitute(simplify(graph, workOfScope(graph).matmul), square)
    expect(print(flops)).toBe('24BLTd^2+4BLT^2d+2BTVd')
    expect(print(substitute(parameterCount(graph), square))).toBe('Vd+Pd+13Ld+12Ld^2+2d')
  })

  test('costs what is known of its sizes', () => {
    expect(golden('gpt2', 1024)).toEqual({ block: 17_716_740_096n, body: 212_600_881_152n, all: 291_648_307_200n })
    expect(golden('gpt2-xl', 1024)).toEqual({
      block: 69_625_446_400n,
      body: 3_342_021_427_200n,
      all: 3_506_703_564_800n,
    })
  })

  test('has the published numbers of parameters', () => {
    expect(['gpt2', 'gpt2-medium', 'gpt2-large', 'gpt2-xl'].map(total)).toEqual([
      124_439_808n,
      354_823_168n,
      774_030_080n,
      1_557_611_200n,
    ])
  })

  test('a token after others costs one row of the products, and attention over all', () => {
    expect(golden('gpt2', 1, 127).all).toBe(251_782_656n)
    expect(golden('gpt2', 1, 1023, 8).all).toBe(2_278_502_400n)
    expect(golden('gpt2-xl', 1, 512).all).toBe(3_267_536_000n)
  })

  test('every operation depends on the new token', () => {
    expect(print(workOf(graph, stepNodes(graph)).matmul)).toBe(print(workOfScope(graph).matmul))
  })

  test('the mask lets through T(T+1)/2 pairs, and all pairs with the past', () => {
    const { matmul, useful } = workOfScope(graph)
    const saved = simplify(graph, polynomial.subtract(matmul, useful))
    expect(print(saved)).toBe('2BLT^2hk-2BLThk')
    expect(count(saved, { ...sizes, B: 1, T: 1024 })).toBe(38_654_705_664n - 19_346_227_200n)
  })

  test('a block keeps 34·s·b·h + 5·a·s²·b bytes for the backward pass', () => {
    const bytes = substitute(activationBytes(graph, part(graph, 'block')), { k: parse('dh^-1'), f: parse('4d') })
    expect(without(graph, bytes)).toBe('34BTd+5BT^2h')
  })

  test('a head of its own is a further matrix', () => {
    const { config } = published['gpt2']!
    const untied = modelOf({ ...config, tie_word_embeddings: false })
    expect(count(parameterCount(untied.graph), untied.sizes)).toBe(163_037_184n)
    expect(parameters(untied.graph).at(-1)!.name).toBe('lm_head.weight')
  })

  test('every wrong field of a configuration is named, each once', () => {
    const { config } = published['gpt2']!
    expect(problemsOf({ ...config, n_head: 10 })).toEqual(['n_embd: received 768, expected a multiple of n_head, 10'])
    expect(problemsOf({ ...config, n_embd: undefined, n_layer: '12', scale_attn_by_inverse_layer_idx: true })).toEqual([
      'n_embd: received nothing, expected a whole number from 1 to 1,000,000,000',
      'n_layer: received "12", expected a whole number from 1 to 1,000,000,000',
      'scale_attn_by_inverse_layer_idx: received true, expected false',
    ])
  })
})

describe('LLaMA', () => {
  const grouped = publishedModel('llama-3-8b')

  test('has the formulas of its design: grouping saves projections and cache, not attention', () => {
    const { graph } = grouped
    expect(without(graph, workOfScope(graph).matmul)).toBe('4BLTdhk+4BLTdgk+4BLT^2hk+6BLTdf+2BTVd')
    expect(print(parameterCount(graph))).toBe('2Vd+2Ld+2Ldhk+2Ldgk+3Ldf+d')
    expect(print(cacheElements(graph).perToken)).toBe('2Lgk')
  })

  test('costs what is known of its sizes', () => {
    expect(golden('llama-7b', 2048)).toEqual({
      block: 897_648_164_864n,
      body: 28_724_741_275_648n,
      all: 29_261_612_187_648n,
    })
    expect(golden('llama-2-70b', 4096)).toEqual({
      block: 7_559_142_440_960n,
      body: 604_731_395_276_800n,
      all: 606_878_878_924_800n,
    })
    expect(golden('llama-3-8b', 8192)).toEqual({
      block: 4_672_924_418_048n,
      body: 149_533_581_377_536n,
      all: 158_140_695_838_720n,
    })
  })

  test.each(
    Object.entries({
      'llama-7b': 6_738_415_616n,
      'llama-13b': 13_015_864_320n,
      'llama-33b': 32_528_943_616n,
      'llama-65b': 65_285_660_672n,
      'llama-2-7b': 6_738_415_616n,
      'llama-2-13b': 13_015_864_320n,
      'llama-2-70b': 68_976_648_192n,
      'llama-3-8b': 8_030_261_248n,
      'llama-3-70b': 70_553_706_496n,
      'llama-3.1-8b': 8_030_261_248n,
      'llama-3.1-70b': 70_553_706_496n,
      'llama-3.1-405b': 405_853_388_800n,
      'llama-3.2-1b': 1_235_814_400n,
      'llama-3.2-3b': 3_212_749_824n,
      'mistral-7b': 7_241_732_096n,
    }),
  )('%s has %d parameters', (name, expected) => {
    expect(total(name)).toBe(expected)
  })

  test('a token after others costs one row of the products, and attention over all', () => {
    expect(golden('llama-7b', 1, 2047).all).toBe(14_287_896_576n)
    expect(golden('llama-3-8b', 1, 8191).all).toBe(19_304_284_160n)
    expect(golden('llama-3.1-405b', 1, 131_071).all).toBe(1_889_827_553_280n)
  })

  test('its cache takes the known bytes for a token at 16 bits', () => {
    const bytes = (name: string) => {
      const { graph, sizes } = publishedModel(name)
      return 2n * count(cacheElements(graph).perToken, sizes)
    }
    expect(['llama-7b', 'llama-2-70b', 'llama-3-8b'].map(bytes)).toEqual([524_288n, 327_680n, 131_072n])
  })

  test('rotary angles are made once for all layers, and turn queries and keys at 3 FLOPs a number', () => {
    const { graph } = grouped
    const angles = workOfScope(graph, part(graph, 'rotary-angles'))
    expect([angles.matmul, angles.vector, angles.transcendental].map(print)).toEqual(['0', '1/2Tk', 'Tk'])
    const ropes = nodesOf(graph.root).filter(({ primitive }) => primitive.name === 'rope')
    expect(print(workOf(graph, ropes).vector)).toBe('3BLThk+3BLTgk')
  })

  test('every wrong field of a configuration is named, each once', () => {
    const { config } = published['llama-3-8b']!
    expect(problemsOf({ ...config, num_key_value_heads: 5, attention_bias: true, rms_norm_eps: 0 })).toEqual([
      'attention_bias: received true, expected false',
      'num_key_value_heads: received 5, expected a divisor of num_attention_heads, 32',
      'rms_norm_eps: received 0, expected a number above 0',
    ])
    expect(problemsOf({ ...config, hidden_size: 4100 })[0]).toBe(
      'hidden_size: received 4100, expected a multiple of num_attention_heads, 32',
    )
    expect(problemsOf({ ...config, head_dim: 127 })).toEqual([
      'head_dim: received 127, expected heads of an even width, since RoPE turns pairs of features; it is 127',
    ])
  })

  test('a rescaling of the positions that the site does not know is refused', () => {
    const { config } = published['llama-3-8b']!
    const expected = 'expected one of default, llama3'
    expect(problemsOf({ ...config, rope_scaling: { type: 'dynamic', factor: 2 } })).toEqual([
      `rope_scaling.type: received "dynamic", ${expected}`,
    ])
    expect(problemsOf({ ...config, rope_parameters: { rope_type: 'yarn', rope_theta: 1e4, factor: 2 } })).toEqual([
      `rope_parameters.rope_type: received "yarn", ${expected}`,
    ])
    expect(problemsOf({ ...config, rope_scaling: 'llama3' })).toEqual([
      'rope_scaling: received "llama3", expected an object',
    ])
    expect(problemsOf({ ...config, rope_scaling: { rope_type: 'llama3', factor: 8, low_freq_factor: 4 } })).toEqual([
      'rope_scaling.high_freq_factor: received nothing, expected a number above 0',
    ])
  })
})

describe('Mistral', () => {
  test('has a window unless its configuration says null', () => {
    const windows = [{}, { sliding_window: null }, { sliding_window: 7 }].map((own) => {
      const { sliding_window: _, ...config } = published['mistral-7b']!.config
      const { graph } = modelOf({ ...config, ...own })
      const mask = nodesOf(graph.root).find(({ primitive }) => primitive.name === 'mask')!
      return (mask.attributes as { window: number | undefined }).window
    })
    expect(windows).toEqual([4096, undefined, 7])
  })
})

describe('GPT-3', () => {
  test.each(
    Object.entries({
      'gpt3-small': 125_226_240n,
      'gpt3-medium': 355_871_744n,
      'gpt3-large': 760_300_032n,
      'gpt3-xl': 1_315_723_264n,
      'gpt3-2.7b': 2_651_553_280n,
      'gpt3-6.7b': 6_658_404_352n,
      'gpt3-13b': 12_853_386_240n,
      'gpt3-175b': 174_604_259_328n,
    }),
  )('%s has %d parameters', (name, expected) => {
    expect(total(name)).toBe(expected)
  })

  test('the row of XL, taken as printed, would be another model', () => {
    const { graph, sizes } = modelOf({ ...published['gpt3-xl']!.config, n_heads: 24 })
    expect(count(parameterCount(graph), sizes)).toBe(1_517_123_584n)
  })

  test('a token costs 2 FLOPs a parameter and 2.8 % more for dense attention', () => {
    const { all } = golden('gpt3-175b', 2048)
    const attention = 4n * 96n * 12288n * 2048n
    expect(all / 2048n).toBe(2n * (96n * 12n * 12288n ** 2n + 50257n * 12288n) + attention)
    expect((3 * Number(attention)) / (6 * Number(total('gpt3-175b')))).toBeCloseTo(0.028, 3)
  })
})

describe('PaLM', () => {
  const gains = (name: string): bigint => {
    const { graph, sizes } = publishedModel(name)
    const norms = parameters(graph).filter((tensor) => tensor.name.includes('norm'))
    return norms.reduce((sum, tensor) => sum + count(tensor.count, sizes), 0n)
  }

  test.each(
    Object.entries({
      'palm-8b': 8_631_877_632n,
      'palm-62b': 62_495_129_600n,
      'palm-540b': 540_354_281_472n,
    }),
  )('%s has %d parameters in its matrices', (name, expected) => {
    expect(total(name) - gains(name)).toBe(expected)
  })

  test('the billions that its paper prints leave out the gains of its norms, one norm a block and one at the end', () => {
    const billions = (n: bigint) => (Number(n) / 1e9).toFixed(2)
    const names = ['palm-8b', 'palm-62b', 'palm-540b']
    expect(names.map((name) => billions(total(name) - gains(name)))).toEqual(['8.63', '62.50', '540.35'])
    expect(names.map((name) => billions(total(name)))).toEqual(['8.63', '62.50', '540.36'])
    expect(gains('palm-540b')).toBe(119n * 18432n)
  })

  test('one head of keys and values serves all queries', () => {
    const { graph, sizes } = publishedModel('palm-540b')
    expect(print(cacheElements(graph).perToken)).toBe('2Lk')
    expect(2n * count(cacheElements(graph).perToken, sizes)).toBe(120_832n)
    expect(without(graph, workOfScope(graph).matmul)).toBe('6BLTdf+4BLTdhk+4BLTdk+4BLT^2hk+2BTVd')
  })
})
