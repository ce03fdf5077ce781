import { describe, expect, test } from 'vitest'
import {
  count,
  fromNested,
  nodesOf,
  parameterCount,
  parameters,
  polynomial,
  run,
  scopesOf,
  simplify,
  toNested,
  workOfScope,
  type Bindings,
  type Graph,
  type NumericArray,
} from '../../src/engine/index.ts'
import { isFrozen } from '../../src/engine/ops/param.ts'
import { trainingMatmul } from '../../src/engine/training.ts'
import { adaptations, type AdaptationName } from '../../src/models/adaptations/methods.ts'
import { countsOf, stateBytes, trainedIn } from '../../src/models/adaptations/counts.ts'
import { prefixProducer, promptEncoder } from '../../src/models/adaptations/producers.ts'
import { compared, publishedCounts } from '../../src/models/adaptations/published.ts'
import { modelOf, published, publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'
import { arrays as arraysOf, distance, reference, type Nested } from '../reference.ts'

const every = Object.keys(adaptations) as AdaptationName[]
const adapted = (name: string, adaptation: AdaptationName): Graph =>
  adaptations[adaptation].adapt(publishedModel(name).graph)
const trained = (name: string, adaptation: AdaptationName, own: Bindings = {}): bigint =>
  count(trainedIn(adapted(name, adaptation)), { ...publishedModel(name).sizes, ...own })

describe('the trained parameters of an adapted model', () => {
  test.each([
    ['small', [512, 2560, 10_240, 25_600, 51_200, 76_800]],
    ['base', [768, 3840, 15_360, 38_400, 76_800, 115_200]],
    ['large', [1024, 5120, 20_480, 51_200, 102_400, 153_600]],
    ['xl', [2048, 10_240, 40_960, 102_400, 204_800, 307_200]],
    ['xxl', [4096, 20_480, 81_920, 204_800, 409_600, 614_400]],
  ] as const)('are those of Lester et al., Table 4, for prompts of T5 1.1 %s', (size, expected) => {
    const ours = [1, 5, 20, 50, 100, 150].map((q) => trained(`t5-v1_1-${size}`, 'prompt', { q }))
    expect(ours).toEqual(expected.map(BigInt))
  })

  test('add up with the frozen ones to the totals of the same table', () => {
    const graph = adapted('t5-v1_1-xxl', 'prompt')
    const total = (q: number) => count(parameterCount(graph), { ...publishedModel('t5-v1_1-xxl').sizes, q })
    expect(total(100)).toBe(11_135_332_352n + 409_600n)
    expect(total(50)).toBe(11_135_537_152n)
  })

  test.each([
    [1, 4_718_592n],
    [2, 9_437_184n],
    [4, 18_874_368n],
    [8, 37_748_736n],
    [64, 301_989_888n],
  ])('are those of LoRA on GPT-3 at rank %i', (R, expected) => {
    expect(trained('gpt3-175b', 'lora', { R })).toBe(expected)
  })

  test.each([
    ['gpt2-medium', 'lora', { R: 4 }, 393_216n],
    ['gpt2-large', 'lora', { R: 4 }, 737_280n],
    ['gpt2-medium', 'prefix', { q: 1 }, 49_152n],
    ['gpt2-medium', 'prefix', { q: 5 }, 245_760n],
    ['gpt2-medium', 'prefix', { q: 10 }, 491_520n],
    ['bert-large', 'adapters', { m: 8 }, 835_968n],
    ['bert-large', 'adapters', { m: 64 }, 6_343_680n],
    ['bert-large', 'adapters', { m: 256 }, 25_227_264n],
    ['gpt3-175b', 'adapters', { m: 1 }, 7_078_080n],
    ['gpt3-175b', 'adapters', { m: 8 }, 40_109_568n],
    ['gpt3-175b', 'adapters', { m: 64 }, 304_361_472n],
    ['gpt3-175b', 'prompt', { q: 264 }, 3_244_032n],
    ['gpt3-175b', 'prompt', { q: 20 }, 245_760n],
    ['gpt3-175b', 'prompt', { q: 100 }, 1_228_800n],
    ['gpt3-175b', 'prefix', { q: 20 }, 47_185_920n],
    ['gpt3-175b', 'prefix', { q: 100 }, 235_929_600n],
    ['gpt3-175b', 'ia3', {}, 7_077_888n],
    ['gpt3-175b', 'bitfit', {}, 12_988_416n],
    ['bert-base', 'bitfit', {}, 102_912n],
    ['bert-large', 'bitfit', {}, 272_384n],
    ['t5-v1_1-base', 'prefix', { q: 20 }, 737_280n],
    ['t5-v1_1-large', 'prefix', { q: 20 }, 1_966_080n],
    ['t5-v1_1-xxl', 'prefix', { q: 20 }, 7_864_320n],
    ['t5-v1_1-base', 'prefix', { q: 100 }, 3_686_400n],
    ['t5-v1_1-large', 'prefix', { q: 100 }, 9_830_400n],
    ['t5-v1_1-xxl', 'prefix', { q: 100 }, 39_321_600n],
    ['t5-v1_1-base', 'adapters', { m: 64 }, 4_758_528n],
    ['t5-v1_1-large', 'adapters', { m: 64 }, 12_687_360n],
    ['t5-v1_1-xxl', 'adapters', { m: 64 }, 50_731_008n],
    ['t5-v1_1-base', 'lora', { R: 8 }, 884_736n],
    ['t5-v1_1-large', 'lora', { R: 8 }, 2_359_296n],
    ['t5-v1_1-xxl', 'lora', { R: 8 }, 9_437_184n],
    ['t5-v1_1-base', 'ia3', {}, 104_448n],
    ['t5-v1_1-large', 'ia3', {}, 282_624n],
    ['t5-v1_1-xxl', 'ia3', {}, 1_081_344n],
    ['t5-v1_1-base', 'gains', {}, 47_616n],
    ['t5-v1_1-large', 'gains', {}, 124_928n],
    ['t5-v1_1-xxl', 'gains', {}, 499_712n],
    ['t5-v1_1-xxl', 'bitfit', {}, 0n],
  ] as const)('of %s with %s are counted as worked out by hand', (model, adaptation, own, expected) => {
    expect(trained(model, adaptation, own)).toBe(expected)
  })

  test.each([
    ['t5-v1_1-xxl', 'prompt', { q: 100 }, 27_186],
    ['t5-v1_1-xxl', 'prompt', { q: 5 }, 543_717],
    ['t5-v1_1-xxl', 'ia3', {}, 10_298],
    ['gpt3-175b', 'lora', { R: 4 }, 9251],
  ] as const)('go into the model of %s with %s as often as worked out by hand', (model, adaptation, own, expected) => {
    const whole = count(parameterCount(publishedModel(model).graph), publishedModel(model).sizes)
    expect(Math.round(Number(whole) / Number(trained(model, adaptation, own)))).toBe(expected)
  })

  test('of adapters in BERT-large are 3.6 % at a bottleneck of 122', () => {
    const whole = count(parameterCount(publishedModel('bert-large').graph), publishedModel('bert-large').sizes)
    expect((100 * Number(trained('bert-large', 'adapters', { m: 122 }))) / Number(whole)).toBeCloseTo(3.6, 1)
  })

  test.each(publishedCounts)('$adapt of $model as $work prints it, $printed, unless we say why not', (row) => {
    const { agrees } = compared(row)
    expect(agrees).toBe(row.remark === undefined)
  })

  test('differ from what is printed exactly where a paper slipped', () => {
    const wrong = publishedCounts.filter((row) => !compared(row).agrees)
    expect(wrong.map(({ printed }) => printed)).toEqual(['2.1 %', '10,420', '0.01907 %', '4.2 MB', '20.2M', '14.2M'])
    expect(wrong.map((row) => Number(compared(row).ours.toPrecision(6)))).toEqual([
      1.89283, 10_240, 0.0130737, 4.32538, 18.8744, 12.9884,
    ])
  })
})

describe('an adapted model', () => {
  test.each(every)('with %s keeps the parts and the weights of the model', (adaptation) => {
    for (const name of ['t5-v1_1-xxl', 'gpt3-175b']) {
      const [before, after] = [publishedModel(name).graph, adapted(name, adaptation)]
      const weights = (graph: Graph) => parameters(graph).map((weight) => `${weight.name} ${weight.stored}`)
      expect(weights(after)).toEqual(expect.arrayContaining(weights(before)))
      const added = scopesOf(after.root).length - scopesOf(before.root).length
      expect(added).toBe(adaptation === 'adapters' ? (name === 'gpt3-175b' ? 2 : 4) : 0)
    }
  })

  test.each(every)('with %s has every weight once', (adaptation) => {
    for (const name of ['t5-v1_1-xxl', 'gpt3-175b']) {
      const all = parameters(adapted(name, adaptation)).map(({ name }) => name)
      expect(new Set(all).size).toBe(all.length)
    }
  })

  test.each([
    ['lora', 'encoder.block.{i}.layer.0.SelfAttention.q.lora_A.weight', 'R d'],
    ['lora', 'decoder.block.{i}.layer.1.EncDecAttention.v.lora_B.weight', '(h k) R'],
    ['ia3', 'encoder.block.{i}.layer.0.SelfAttention.k.ia3_l', '(h k)'],
    ['ia3', 'decoder.block.{i}.layer.2.DenseReluDense.wo.ia3_l', 'f'],
  ] as const)('calls the weights of %s as PEFT does: %s', (adaptation, name, stored) => {
    const tensors = parameters(adapted('t5-v1_1-xxl', adaptation))
    expect(tensors.map((tensor) => [tensor.name, tensor.stored])).toContainEqual([name, stored])
  })

  test('trains nothing that it does not add, but for full fine-tuning, BitFit and the gains', () => {
    for (const adaptation of every) {
      const before = new Set(parameters(publishedModel('gpt3-175b').graph).map(({ name }) => name))
      const own = parameters(adapted('gpt3-175b', adaptation)).filter(({ node }) => !isFrozen(node))
      const old = own.filter(({ name }) => before.has(name)).length
      expect(old > 0, adaptation).toBe(['full', 'bitfit', 'gains'].includes(adaptation))
    }
  })
})

describe('the work of an adapted model', () => {
  const added = (name: string, adaptation: AdaptationName): string => {
    const [before, after] = [publishedModel(name).graph, adapted(name, adaptation)]
    const work = (graph: Graph) => simplify(graph, workOfScope(graph).matmul)
    return polynomial.print(polynomial.subtract(work(after), work(before)))
  }

  test.each([
    ['t5-v1_1-xxl', 'prompt', '12BLdhkq+4BLhkq^2+8BLShkq+6BLdfq+4BLThkq'],
    ['t5-v1_1-xxl', 'prefix', '4BLShkq+4BLThkq'],
    ['t5-v1_1-xxl', 'adapters', '8BLSdm+8BLTdm'],
    ['t5-v1_1-xxl', 'lora', '6BLRSd+6BLRShk+6BLRTd+6BLRThk'],
    ['t5-v1_1-xxl', 'ia3', '0'],
    ['gpt3-175b', 'prefix', '4BLThkq'],
    ['gpt3-175b', 'adapters', '8BLTdm'],
    ['gpt3-175b', 'lora', '4BLRTd+4BLRThk'],
    ['gpt3-175b', 'bitfit', '0'],
  ] as const)('%s with %s: what is added to a forward pass', (name, adaptation, expected) => {
    expect(polynomial.equal(polynomial.parse(added(name, adaptation)), polynomial.parse(expected))).toBe(true)
  })

  test.each([
    [20, 128, 15.7],
    [20, 512, 4.0],
    [100, 128, 78.9],
    [100, 512, 20.0],
  ])('rises in T5 XXL’s encoder by a prompt of %i in front of %i tokens as worked out by hand', (q, S, expected) => {
    const { sizes } = publishedModel('t5-v1_1-xxl')
    const encoder = (graph: Graph) =>
      Number(
        count(
          workOfScope(
            graph,
            scopesOf(graph.root).find(({ path }) => path === 'encoder')!,
          ).matmul,
          {
            ...complete(graph, { ...sizes, B: 1, T: 16, S, q }),
          },
        ),
      )
    const [before, after] = [publishedModel('t5-v1_1-xxl').graph, adapted('t5-v1_1-xxl', 'prompt')].map(encoder) as [
      number,
      number,
    ]
    expect(Math.abs((100 * (after - before)) / before - expected)).toBeLessThan(0.5)
  })

  test.each([
    ['lora', { R: 8 }, 0.022],
    ['adapters', { m: 64 }, 0.17],
  ] as const)('rises in GPT-3 with %s by the share worked out by hand', (adaptation, own, expected) => {
    const { added, forward } = countsOf(publishedModel('gpt3-175b'), adaptation)
    const at = complete(publishedModel('gpt3-175b').graph, {
      ...publishedModel('gpt3-175b').sizes,
      ...own,
      B: 1,
      T: 256,
    })
    expect((100 * Number(count(added, at))) / Number(count(forward, at))).toBeCloseTo(expected, 2)
  })

  test('in training is three forward passes where every weight is trained, in every model', () => {
    for (const name of Object.keys(published)) {
      const { graph } = publishedModel(name)
      const three = polynomial.multiply(polynomial.constant(3), workOfScope(graph).matmul)
      expect(polynomial.equal(trainingMatmul(graph), three), name).toBe(true)
    }
  })

  test('in training lacks the gradients of frozen weights, and of what no trained weight precedes', () => {
    const work = trainingMatmul(adapted('gpt3-175b', 'lora'))
    // By hand. A later block: the frozen projections twice, the thin products and both products of attention three times.
    const later = '16BLTdhk+8BLTdf+12BLRTd+12BLRThk+12BLTShk'
    // In the first block nothing that is trained precedes the input, the keys, or the fused projection.
    const first = '-6BTdhk-4BRTd-2BTShk'
    expect(polynomial.equal(work, polynomial.parse(`${later}${first}+4BTVd`))).toBe(true)
  })
})

describe('the counts of an adaptation', () => {
  test('add up: the adapted pass is the pass itself and what is added', () => {
    for (const adaptation of every) {
      const { forward, added, adapted } = countsOf(publishedModel('t5-v1_1-xxl'), adaptation)
      expect(polynomial.equal(polynomial.add(forward, added), adapted)).toBe(true)
    }
  })

  test.each([
    ['t5-v1_1-base', 'full', {}, 3.96],
    ['t5-v1_1-large', 'full', {}, 12.53],
    ['t5-v1_1-xl', 'full', {}, 45.6],
    ['t5-v1_1-xxl', 'full', {}, 178.17],
    ['gpt3-175b', 'full', {}, 2793.67],
    ['t5-v1_1-xxl', 'prompt', { q: 100 }, 22.28],
    ['gpt3-175b', 'lora', { R: 4 }, 349.51],
  ] as const)('%s with %s holds the gigabytes worked out by hand', (model, adaptation, own, expected) => {
    const parts = stateBytes(publishedModel(model), adaptation, own)
    const sum = parts.reduce((total, { bytes }) => total + bytes, 0)
    expect(Number((sum / 1e9).toFixed(2))).toBe(expected)
  })
})

describe('the numbers of an adapted model', () => {
  const fixtures = reference<Fixtures>('forward').models

  /** A tiny model of the fixtures with its adaptation, run on given weights of its own beside those of the model. */
  function outputs(
    name: 'gpt2' | 't5',
    adaptation: AdaptationName,
    own: Own,
    inputs = fixtures[name].inputs,
  ): NumericArray {
    const { config, class: className, weights } = fixtures[name]
    const model = modelOf(config, className)
    const graph = adaptations[adaptation].adapt(model.graph)
    const given = arraysOf(inputs)
    const lengths: Record<string, number> = { q: 3, R: 2, m: 2, B: 2, T: given['input_ids']!.shape[1]! }
    if (name === 't5') Object.assign(lengths, { S: lengths['T'], T: given['decoder_input_ids']!.shape[1]! })
    const bindings = complete(graph, { ...model.sizes, ...lengths })
    const added = parameters(graph).filter(
      (tensor) => !parameters(model.graph).some(({ name }) => name === tensor.name),
    )
    const filled = added.flatMap(({ name, shape, repeat }) =>
      Array.from({ length: Number(count(repeat, bindings)) }, (_, i) => {
        const block = name.replace('{i}', String(i))
        return [
          block,
          own(
            block,
            shape.map((size) => Number(count(size, bindings))),
          ),
        ] as const
      }),
    )
    const all = { ...arraysOf(weights), ...Object.fromEntries(filled) }
    return run(graph, { weights: all, inputs: given, bindings }).outputs['logits']!
  }

  test.each([
    ['lora', (name: string) => (name.includes('lora_B') ? 0 : 0.7)],
    ['ia3', () => 1],
    ['adapters', (name: string) => (name.includes('adapter_up') ? 0 : 0.7)],
  ] as const)('are those of the model itself as training with %s begins', (adaptation, value) => {
    for (const name of ['gpt2', 't5'] as const) {
      const own: Own = (weight, shape) => full(shape, () => value(weight))
      expect(distance(outputs(name, adaptation, own), fixtures[name].outputs.logits)).toBeLessThan(1e-9)
    }
  })

  test.each(['lora', 'ia3', 'adapters', 'prefix'] as const)('are others once %s has trained', (adaptation) => {
    const own: Own = (_, shape) => full(shape, (i) => Math.sin(1 + i))
    for (const name of ['gpt2', 't5'] as const)
      expect(distance(outputs(name, adaptation, own), fixtures[name].outputs.logits)).toBeGreaterThan(1e-3)
  })

  test('are with a prompt of word vectors those of a text that begins with these words', () => {
    for (const name of ['gpt2', 't5'] as const) {
      const { weights, inputs } = fixtures[name]
      const table = weights[name === 'gpt2' ? 'transformer.wte.weight' : 'shared.weight'] as readonly Nested[]
      const words = [4, 11, 2]
      const text = inputs['input_ids'] as readonly (readonly number[])[]
      const longer = { ...inputs, input_ids: text.map((row) => [...words, ...row]) }
      const prompted = outputs(name, 'prompt', () => fromNested(words.map((id) => table[id]!)))
      const written = outputs(name, 'full', () => fromNested([]), longer)
      expect(distance(prompted, toNested(written) as Nested)).toBeLessThan(1e-9)
    }
  })

  test('are with LoRA those of a model into whose matrices the update has been added', () => {
    const { weights } = fixtures.t5
    const [A, B] = [
      [0.3, -0.2, 0.5, 0.1, -0.4, 0.2, 0.6, -0.1],
      [0.4, -0.3, 0.2, 0.5, -0.6, 0.1],
    ]
    const own: Own = (weight, shape) =>
      full(shape, (i) =>
        weight.includes('lora_A') ? A[i % 8]! * (i < 8 ? 1 : -2) : B[Math.floor(i / 2)]! * (i % 2 ? 0.5 : 1),
      )
    const merged = Object.fromEntries(
      Object.entries(weights).map(([name, W]) => {
        if (!/\.(q|v)\.weight$/.test(name)) return [name, W]
        const update = (row: number, column: number) => B[row]! * A[column]! + 0.5 * B[row]! * -2 * A[column]!
        return [name, (W as number[][]).map((row, i) => row.map((value, j) => value + update(i, j)))]
      }),
    )
    const beside = outputs('t5', 'lora', own)
    const { config, class: className, inputs } = fixtures.t5
    const model = modelOf(config, className)
    const given = arraysOf(inputs)
    const bindings = complete(model.graph, { ...model.sizes, B: 2, S: 7, T: 4 })
    const into = run(model.graph, { weights: arraysOf(merged), inputs: given, bindings }).outputs['logits']!
    expect(distance(beside, toNested(into) as Nested)).toBeLessThan(1e-9)
  })

  test('are with a prefix of the keys and values of earlier tokens those of a decoder that has read them', () => {
    const { config, class: className, weights, inputs } = fixtures.gpt2
    const model = modelOf(config, className)
    const ids = (inputs['input_ids'] as readonly (readonly number[])[])[0]!
    const all = arraysOf(weights)
    const pass = (tokens: readonly number[], more: object = {}, p = 0) =>
      run(model.graph, {
        weights: all,
        inputs: { input_ids: fromNested([tokens]) },
        bindings: complete(model.graph, { ...model.sizes, B: 1, T: tokens.length, p }),
        ...more,
      })
    const before = pass(ids.slice(0, 3))
    const after = pass(ids.slice(3), { cache: before.cache }, 3).outputs['logits']!
    // What the cache holds, [1, h, 3, k] for each block, as rows of a prefix, [3, h·k].
    const caches = nodesOf(model.graph.root).filter(({ primitive }) => primitive.name === 'cache')
    const prefix = (name: string): NumericArray => {
      const [, block, which] = /h\.(\d)\.attn\.c_attn\.(k|v)/.exec(name)!
      const { shape, data } = before.cache.get(`${caches[which === 'k' ? 0 : 1]!.id}.${block}`)!
      const [, h, q, k] = shape as [number, number, number, number]
      return full([q, h * k], (i) => {
        const [row, column] = [Math.floor(i / (h * k)), i % (h * k)]
        return data[(Math.floor(column / k) * q + row) * k + (column % k)]!
      })
    }
    // Behind a prefix places count from 0; the decoder stands at place 3 of its table.
    const places = weights['transformer.wpe.weight'] as readonly Nested[]
    const graph = adaptations.prefix.adapt(model.graph)
    const own = parameters(graph).filter(({ node }) => !isFrozen(node))
    const rows = own
      .flatMap(({ name }) => ['0', '1'].map((i) => name.replace('{i}', i)))
      .map((name) => [name, prefix(name)])
    const moved = { ...all, 'transformer.wpe.weight': fromNested([...places.slice(3), ...places.slice(0, 3)]) }
    const result = run(graph, {
      weights: { ...moved, ...(Object.fromEntries(rows) as Record<string, NumericArray>) },
      inputs: { input_ids: fromNested([ids.slice(3)]) },
      bindings: complete(graph, { ...model.sizes, B: 1, T: ids.length - 3, q: 3 }),
    })
    expect(distance(result.outputs['logits']!, toNested(after) as Nested)).toBeLessThan(1e-9)
    expect(2n * BigInt(result.multiplyAdds)).toBe(
      count(workOfScope(graph).matmul, complete(graph, { ...model.sizes, B: 1, T: ids.length - 3, q: 3 })),
    )
  })
})

type Own = (name: string, shape: readonly number[]) => NumericArray

interface Fixtures {
  readonly models: Readonly<
    Record<
      'gpt2' | 't5',
      {
        readonly class: string
        readonly config: Readonly<Record<string, unknown>>
        readonly inputs: Readonly<Record<string, Nested>>
        readonly weights: Readonly<Record<string, Nested>>
        readonly outputs: { readonly logits: Nested }
      }
    >
  >
}

const full = (shape: readonly number[], value: (i: number) => number): NumericArray => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
})

describe('what produces prompts in training', () => {
  test('is for P-tuning an LSTM and a perceptron of 14d² + 18d numbers', () => {
    const all = parameterCount(promptEncoder())
    expect(polynomial.equal(all, polynomial.parse('14d^2+18d'))).toBe(true)
    expect(count(all, { d: 1024 })).toBe(14_698_496n)
  })

  test('is for a prefix of ten in GPT-2 medium fifty times what is kept', () => {
    const all = count(parameterCount(prefixProducer()), { ...publishedModel('gpt2-medium').sizes, q: 10, j: 512 })
    expect(all).toBe(25_220_096n)
    expect((100 * (1 - 491_520 / Number(all))).toFixed(2)).toBe('98.05')
  })
})
