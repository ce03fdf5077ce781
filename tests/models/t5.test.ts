import { describe, expect, test } from 'vitest'
import {
  count,
  nodesOf,
  parameterCount,
  polynomial,
  run,
  stepNodes,
  workOf,
  workOfModule,
  workOfScope,
  type Node,
  type NumericArray,
  type Observation,
} from '../../src/engine/index.ts'
import { ConfigError, modelOf, published, publishedModel } from '../../src/models/index.ts'
import { bucket } from '../../src/models/t5.ts'
import { arrays, distance, reference, type Nested } from '../reference.ts'

interface Forward {
  readonly models: Readonly<
    Record<
      't5' | 't5-v1_1',
      {
        readonly class: string
        readonly config: Readonly<Record<string, unknown>>
        readonly inputs: Readonly<Record<'input_ids' | 'decoder_input_ids', Nested>>
        readonly weights: Readonly<Record<string, Nested>>
        readonly outputs: Readonly<Record<'logits', Nested>> & Readonly<Record<Layered, readonly Nested[]>>
      }
    >
  >
}

type Layered =
  'encoder_hidden_states' | 'decoder_hidden_states' | 'encoder_attentions' | 'decoder_attentions' | 'cross_attentions'

const base = publishedModel('t5-base')
const at = (S: number, T: number, p = 0) => ({ ...base.sizes, B: 1, S, T, p })
const total = (name: string, className?: string) => {
  const { graph, sizes } = publishedModel(name, className)
  return count(parameterCount(graph), sizes)
}

describe('T5', () => {
  test('has the published number of parameters, in every size', () => {
    const sizes = ['small', 'base', 'large', '3b', '11b']
    expect(sizes.map((size) => total(`t5-${size}`))).toEqual([
      60_506_624n,
      222_903_552n,
      737_668_096n,
      2_851_598_336n,
      11_307_321_344n,
    ])
    expect(['small', 'base', 'large', 'xl', 'xxl'].map((size) => total(`t5-v1_1-${size}`))).toEqual([
      76_961_152n,
      247_577_856n,
      783_150_080n,
      2_849_757_184n,
      11_135_332_352n,
    ])
    expect(total('t5-11b', 'T5EncoderModel')).toBe(4_864_791_552n)
  })

  test('T5-base takes 257 GFLOPs at 512 tokens each, 25 of them for the logits', () => {
    const work = workOfScope(base.graph).matmul
    expect(count(work, at(512, 512))).toBe(257_194_721_280n)
    expect(count(workOfModule(base.graph, 'lm_head').matmul, at(512, 512))).toBe(25_266_487_296n)
    expect(count(work, at(512, 114))).toBe(141_981_401_088n)
  })

  test('the mask leaves half of what the decoder looks at in itself', () => {
    const { matmul, useful } = workOfScope(base.graph)
    const saved = polynomial.subtract(matmul, useful)
    expect(count(saved, at(512, 512))).toBe(9_663_676_416n - 4_841_275_392n)
  })

  test('every block of a stack uses the one table of distances that its first block owns', () => {
    const gathers = nodesOf(base.graph.root).filter(
      ({ primitive, axes }) => primitive.name === 'gather' && /h$/.test(axes),
    )
    expect(gathers.map(({ module }) => module)).toEqual([
      'encoder.block.{i}.layer.0.SelfAttention',
      'decoder.block.{i}.layer.0.SelfAttention',
    ])
    expect(gathers.map(({ scope }) => scope.path)).toEqual(['encoder/distances', 'decoder/distances'])
  })

  test('a decoding step runs no encoder and computes no keys or values of the source', () => {
    const step = workOf(base.graph, stepNodes(base.graph)).matmul
    expect(count(step, at(128, 1, 0))).toBe(252_284_928n)
    expect(count(step, at(128, 1, 127))).toBe(256_966_656n)
    const whole = workOfScope(base.graph).matmul
    const encoder = workOfModule(base.graph, 'encoder').matmul
    const once = polynomial.subtract(polynomial.subtract(whole, step), encoder)
    expect(polynomial.equal(once, polynomial.parse('4BLSdhk'))).toBe(true)
    expect(count(once, at(128, 1))).toBe(3_623_878_656n)
  })

  test('a decoder of another depth than the encoder has its own symbol', () => {
    const { config } = published['t5-small']!
    const { graph, sizes } = modelOf({ ...config, num_decoder_layers: 2 })
    expect(sizes).toMatchObject({ L: 6, M: 2 })
    expect(count(parameterCount(graph), sizes)).toBe(60_506_624n - (4n * (25_175_808n - 256n - 512n)) / 6n)
  })

  test('every wrong field of a configuration is named', () => {
    const { config } = published['t5-small']!
    const wrong = { ...config, d_kv: 0, feed_forward_proj: 'gated-tanh', relative_attention_max_distance: 16 }
    expect(() => modelOf(wrong)).toThrow(ConfigError)
    expect(() => modelOf(wrong)).toThrow(/d_kv: received 0/)
    expect(() => modelOf(wrong)).toThrow(/feed_forward_proj: received "gated-tanh", expected one of relu, gelu/)
    expect(() => modelOf(wrong)).toThrow(/relative_attention_max_distance: received 16, expected more than half of 32/)
  })
})

describe('buckets of distance', () => {
  const encoder = (distance: number) => bucket(distance, 32, 128, 'both')
  const decoder = (distance: number) => bucket(distance, 32, 128, 'back')

  test('are exact nearby and wide far away', () => {
    const examples = [-5, 5, -16, -37, 37, -200]
    expect(examples.map(encoder)).toEqual([5, 21, 10, 12, 28, 15])
    expect(examples.map(decoder)).toEqual([5, 0, 16, 22, 0, 31])
  })

  test('begin where the paper says: the last from 91 in the encoder, from 113 in the decoder', () => {
    const starts = (rule: (distance: number) => number): number[] =>
      Array.from({ length: 200 }, (_, n) => n).filter((n) => n > 0 && rule(-n) !== rule(1 - n))
    expect(starts(encoder)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91])
    expect(starts(decoder).slice(15)).toEqual([16, 19, 21, 24, 27, 31, 35, 40, 46, 52, 59, 67, 77, 87, 99, 113])
  })

  test('leave one row of the encoder unused: nothing to the right is at distance 0', () => {
    const used = new Set(Array.from({ length: 401 }, (_, n) => encoder(n - 200)))
    expect([...Array(32).keys()].filter((row) => !used.has(row))).toEqual([16])
  })
})

describe.each(Object.entries(reference<Forward>('forward').models).filter(([name]) => name.startsWith('t5')))(
  'transformers, with the weights of a tiny %s,',
  (_, { class: className, config, inputs, weights, outputs }) => {
    const { graph, sizes } = modelOf(config, className)
    const ids = arrays(inputs)
    const [[B, S], [, T]] = [ids['input_ids']!.shape, ids['decoder_input_ids']!.shape] as [number[], number[]]
    const bindings = { ...sizes, B: B!, S: S!, T: T!, p: 0 }
    const whole = run(graph, { weights: arrays(weights), inputs: ids, bindings })

    test('has the same logits', () => {
      expect(distance(whole.outputs['logits']!, outputs.logits)).toBeLessThan(1e-9)
    })

    test('has the same hidden states: what enters each block, and what leaves the last norm', () => {
      for (const stack of ['encoder', 'decoder'] as const) {
        const entries = whole.observations.filter(
          ({ node }) => node.primitive.name === 'carry' && node.scope.path === `${stack}/block`,
        )
        const last = whole.observations.filter(({ node }) => normOf(node) && node.scope.path === stack)
        compare([...entries, ...last], outputs[`${stack}_hidden_states`])
      }
    })

    test('has the same attention', () => {
      const maps = (path: string): Observation[] =>
        whole.observations.filter(({ node }) => node.primitive.name === 'softmax' && node.scope.path === path)
      compare(maps('encoder/block/self-attention/heads'), outputs.encoder_attentions)
      compare(maps('decoder/block/self-attention/heads'), outputs.decoder_attentions)
      compare(maps('decoder/block/cross-attention/heads'), outputs.cross_attentions)
    })

    test('takes as many multiply-adds as the formula says', () => {
      expect(2n * BigInt(whole.multiplyAdds)).toBe(count(workOfScope(graph).matmul, bindings))
    })

    test('writes the same logits token by token, with a cache', () => {
      let cache = new Map<string, NumericArray>()
      for (let p = 0; p < T!; p++) {
        const step = run(graph, {
          weights: arrays(weights),
          inputs: { ...ids, decoder_input_ids: column(ids['decoder_input_ids']!, p) },
          bindings: { ...bindings, T: 1, p },
          cache,
        })
        cache = step.cache
        const expected = (outputs.logits as readonly (readonly Nested[])[]).map((rows) => [rows[p]!])
        expect(distance(step.outputs['logits']!, expected)).toBeLessThan(1e-9)
      }
    })
  },
)

function compare(ours: readonly Observation[], theirs: readonly Nested[]): void {
  expect(ours).toHaveLength(theirs.length)
  ours.forEach(({ value }, i) => expect(distance(value, theirs[i]!)).toBeLessThan(1e-9))
}

const normOf = (node: Node): boolean => node.primitive.name === 'norm'

/** One token of every sequence. */
function column({ shape: [B, T], data }: NumericArray, t: number): NumericArray {
  return { shape: [B!, 1], data: Float64Array.from({ length: B! }, (_, b) => data[b * T! + t]!) }
}
