import { describe, expect, test } from 'vitest'
import {
  count,
  parameterCount,
  polynomial,
  run,
  stepNodes,
  workOf,
  workOfModule,
  workOfScope,
  type NumericArray,
} from '../../src/engine/index.ts'
import { ConfigError, modelOf, published, publishedModel } from '../../src/models/index.ts'
import { sinusoid } from '../../src/models/transformer.ts'
import { arrays, distance, reference, type Nested } from '../reference.ts'

interface Layers {
  readonly transformer_2017: {
    readonly weights: Readonly<Record<string, Nested>>
    readonly source: Nested
    readonly target: Nested
    readonly memory: Nested
    readonly output: Nested
  }
}

const base = publishedModel('transformer-base')
const big = publishedModel('transformer-big')
const at = (S: number, T: number, p = 0) => ({ ...base.sizes, B: 1, S, T, p })
const withoutLogits = polynomial.subtract(workOfScope(base.graph).matmul, polynomial.parse('2BTVd'))

describe('the Transformer of 2017', () => {
  test('has 63 and 214 million parameters, one word table among them', () => {
    expect(count(parameterCount(base.graph), base.sizes)).toBe(63_045_632n)
    expect(count(parameterCount(big.graph), big.sizes)).toBe(214_171_648n)
    expect(polynomial.print(parameterCount(base.graph))).toBe('Vd+12Ldhk+12Ld+4Ldf+2Lf')
  })

  test('takes 54.8 GFLOPs at 512 tokens each, 74.2 with the logits', () => {
    expect(count(withoutLogits, at(512, 512))).toBe(54_760_833_024n)
    expect(count(workOfScope(base.graph).matmul, at(512, 512))).toBe(74_159_489_024n)
  })

  test('its blocks take 3.76 and 5.37 GFLOPs', () => {
    const block = (module: string) => count(workOfModule(base.graph, module).matmul, at(512, 512)) / 6n
    expect(block('encoder.layers.{i}')).toBe(3_758_096_384n)
    expect(block('decoder.layers.{i}')).toBe(5_368_709_120n)
  })

  test('a decoding step runs no encoder and computes no keys or values of the source', () => {
    const step = workOf(base.graph, stepNodes(base.graph)).matmul
    expect(polynomial.equal(step, polynomial.parse('12BLTdhk+4BLT^2hk+4BLTphk+4BLTShk+4BLTdf+2BTVd'))).toBe(true)
  })

  test('a position is a point on circles, one for each pair of features', () => {
    expect([0, 1, 2, 3].map((i) => sinusoid(0, i, 4))).toEqual([0, 1, 0, 1])
    expect(sinusoid(3, 0, 512)).toBe(Math.sin(3))
    expect(sinusoid(3, 511, 512)).toBe(Math.cos(3 / 10000 ** (510 / 512)))
    const table = (position: number) => Array.from({ length: 512 }, (_, i) => sinusoid(position, i, 512))
    const product = (a: number, b: number) => table(a).reduce((sum, x, i) => sum + x * table(b)[i]!, 0)
    expect(product(7, 7)).toBeCloseTo(256, 9)
    expect(product(7, 8)).toBeCloseTo(249.1, 2)
    expect(product(40, 41)).toBeCloseTo(product(7, 8), 9)
  })

  test('every wrong field of a configuration is named', () => {
    const { config } = published['transformer-base']!
    expect(() => modelOf({ ...config, d_model: 511, num_heads: 0 })).toThrow(ConfigError)
    expect(() => modelOf({ ...config, d_model: 511, num_heads: 0 })).toThrow(
      /num_heads: received 0, expected a whole number[^]*d_model: received 511, expected an even number/,
    )
  })
})

describe("torch's encoder and decoder with the same weights", () => {
  const { weights, source, target, memory, output } = reference<Layers>('layers').transformer_2017
  const stack = modelOf(
    { model_type: 'transformer', num_layers: 2, d_model: 8, num_heads: 2, d_k: 4, d_ff: 16, layer_norm_eps: 1e-5 },
    'TransformerStack',
  )
  const bindings = { ...stack.sizes, B: 2, S: 5, T: 4, p: 0 }
  const inputs = arrays({ source, target })
  const whole = run(stack.graph, { weights: split(arrays(weights)), inputs, bindings })

  test('give the same output', () => {
    expect(distance(whole.outputs['memory']!, memory)).toBeLessThan(1e-9)
    expect(distance(whole.outputs['output']!, output)).toBeLessThan(1e-9)
  })

  test('take as many multiply-adds as the formula says', () => {
    expect(2n * BigInt(whole.multiplyAdds)).toBe(count(workOfScope(stack.graph).matmul, bindings))
  })

  test('token by token, with a cache, the target is the same', () => {
    const steps = new Float64Array(2 * 4 * 8)
    let cache = new Map<string, NumericArray>()
    for (let p = 0; p < 4; p++) {
      const one = row(inputs['target']!, p)
      const step = run(stack.graph, {
        weights: split(arrays(weights)),
        inputs: { ...inputs, target: one },
        bindings: { ...bindings, T: 1, p },
        cache,
      })
      cache = step.cache
      for (let b = 0; b < 2; b++) steps.set(step.outputs['output']!.data.subarray(b * 8, b * 8 + 8), (b * 4 + p) * 8)
    }
    expect(distance({ shape: [2, 4, 8], data: steps }, output)).toBeLessThan(1e-9)
  })
})

/** torch stacks W_Q, W_K and W_V in one matrix of 3·d rows; the paper has three. */
function split(weights: Readonly<Record<string, NumericArray>>): Record<string, NumericArray> {
  const third = ({ shape: [rows, width], data }: NumericArray, n: number): NumericArray => {
    const size = data.length / 3
    return { shape: [rows! / 3, width!], data: data.subarray(n * size, (n + 1) * size) }
  }
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, array]) =>
      name.endsWith('in_proj_weight')
        ? ['q_proj', 'k_proj', 'v_proj'].map((part, n) => [
            name.replace('in_proj_weight', `${part}.weight`),
            third(array, n),
          ])
        : [[name, array] as const],
    ),
  ) as Record<string, NumericArray>
}

/** One token of each of two sequences of four, 8 wide. */
function row({ data }: NumericArray, t: number): NumericArray {
  const rows = [0, 1].flatMap((b) => [...data.subarray((b * 4 + t) * 8, (b * 4 + t + 1) * 8)])
  return { shape: [2, 1, 8], data: Float64Array.from(rows) }
}
