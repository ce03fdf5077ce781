import { describe, expect, test } from 'vitest'
import {
  act,
  activations,
  erf,
  fromNested,
  input,
  logSoftmaxOf,
  mul,
  run,
  slice,
  softmax,
  trace,
  type Activation,
} from '../../src/engine/index.ts'
import { distance, reference, type Nested } from '../reference.ts'

interface Layers {
  readonly x: readonly number[]
  readonly activations: Readonly<Record<string, { readonly y: readonly number[]; readonly dy: readonly number[] }>>
  readonly glu: { readonly input: Nested; readonly glu: Nested }
  readonly softmax: { readonly input: readonly number[][]; readonly softmax: Nested; readonly log_softmax: Nested }
}

const layers = reference<Layers>('layers')

/** The fixtures add the parameter to the name: `leaky_relu(0.01)`. */
const named = (name: string): Activation => activations[name.replace(/\(.*\)/, '') as keyof typeof activations]

/** PyTorch keeps the slope of the hard sigmoid, 1/6, as a 32-bit constant. */
const slope = (name: string, value: number): number => (name === 'hard_sigmoid' ? Math.fround(value) : value)

describe('activation functions', () => {
  test('are those of PyTorch and some more', () => {
    expect(Object.keys(layers.activations)).toHaveLength(22)
    const missing = Object.keys(layers.activations).filter((name) => named(name) === undefined)
    expect(missing).toEqual([])
  })

  test.each(Object.entries(layers.activations))('%s has the values and slopes of PyTorch', (name, { y, dy }) => {
    const { f, derivative } = named(name)
    layers.x.forEach((x, i) => {
      expect(Math.abs(f(x) - y[i]!), `f(${x})`).toBeLessThan(1e-9)
      expect(Math.abs(slope(name, derivative(x)) - dy[i]!), `f′(${x})`).toBeLessThan(1e-9)
    })
  })

  test.each(Object.entries<Activation>(activations))('the slope of %s is its difference quotient', (_, own) => {
    const kinks = [-3, -1, 0, 1, 3, 6]
    for (let x = -7.3; x < 7.3; x += 0.1) {
      if (kinks.some((kink) => Math.abs(x - kink) < 0.01)) continue
      const quotient = (own.f(x + 1e-5) - own.f(x - 1e-5)) / 2e-5
      expect(Math.abs(own.derivative(x) - quotient), `at ${x}`).toBeLessThan(1e-8)
    }
  })

  test.each(Object.entries<Activation>(activations))('%s is a finite number far from zero', (_, { f, derivative }) => {
    for (const x of [-1e4, -750, -40, 40, 750, 1e4]) {
      expect(f(x)).not.toBeNaN()
      expect(derivative(x)).not.toBeNaN()
    }
  })

  test('the error function is odd, monotone and right in its last digits', () => {
    expect(erf(0)).toBe(0)
    expect(erf(0.5)).toBeCloseTo(0.5204998778130465, 15)
    expect(erf(1)).toBeCloseTo(0.8427007929497149, 15)
    expect(erf(2)).toBeCloseTo(0.9953222650189527, 15)
    expect(erf(-3)).toBeCloseTo(-0.9999779095030014, 15)
    expect(erf(30)).toBe(1)
  })

  test('GELU and its tanh form differ by less than a thousandth, but differ', () => {
    const gaps = layers.x.map((x) => Math.abs(activations.gelu.f(x) - activations.gelu_tanh.f(x)))
    expect(Math.max(...gaps)).toBeGreaterThan(1e-4)
    expect(Math.max(...gaps)).toBeLessThan(1e-3)
  })

  test('cost what the conventions say', () => {
    const price = ({ vector, transcendental }: Activation): number[] => [vector, transcendental]
    expect(price(activations.relu)).toEqual([1, 0])
    expect(price(activations.gelu)).toEqual([4, 1])
    expect(price(activations.gelu_tanh)).toEqual([8, 1])
    expect(price(activations.sigmoid)).toEqual([3, 1])
    expect(price(activations.silu)).toEqual([3, 1])
  })
})

describe('gates and weights', () => {
  test('a gated linear unit multiplies one half by the sigmoid of the other', () => {
    const graph = trace(() => {
      const halves = input('halves', 'T 2 f')
      return { glu: mul(slice(halves, '2', 0), act(slice(halves, '2', 1), 'sigmoid')) }
    })
    const halves = { shape: [5, 2, 4], data: fromNested(layers.glu.input).data }
    const { outputs } = run(graph, { weights: {}, inputs: { halves }, bindings: { T: 5, f: 4 } })
    expect(distance(outputs['glu']!, layers.glu.glu)).toBeLessThan(1e-9)
  })

  test('softmax and its logarithm are those of PyTorch', () => {
    const graph = trace(() => ({ y: softmax(input('x', 'T S'), 'S') }))
    const x = fromNested(layers.softmax.input)
    const { outputs } = run(graph, { weights: {}, inputs: { x }, bindings: { T: 3, S: 5 } })
    expect(distance(outputs['y']!, layers.softmax.softmax)).toBeLessThan(1e-9)
    const logs = layers.softmax.input.map((row) => [...logSoftmaxOf(Float64Array.from(row))])
    expect(distance(fromNested(logs), layers.softmax.log_softmax)).toBeLessThan(1e-9)
  })

  test('softmax survives scores beyond the range of the exponential', () => {
    expect([...logSoftmaxOf(Float64Array.of(1000, 0, -1000))]).toEqual([0, -1000, -2000])
  })
})
