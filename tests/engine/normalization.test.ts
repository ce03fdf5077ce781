import { describe, expect, test } from 'vitest'
import {
  fromNested,
  input,
  layerNorm,
  normalizations,
  normalize,
  normalizeGradients,
  normalizeWith,
  param,
  rmsNorm,
  run,
  runningAfter,
  toNested,
  trace,
  type GainAndShift,
  type Normalization,
  type NumericArray,
} from '../../src/engine/index.ts'
import { distance, reference, type Nested } from '../reference.ts'

interface Weight {
  readonly value: Nested
  readonly gradient: Nested
}

interface Layer {
  readonly output: Nested
  readonly upstream: Nested
  readonly input_gradient: Nested
  readonly parameters: { readonly weight: Weight; readonly bias?: Weight }
}

interface Layers {
  readonly normalization: {
    readonly '[B,T,d]': { readonly input: Nested } & Readonly<Record<'layer_norm' | 'rms_norm', Layer>>
    readonly '[N,C,H,W]': { readonly input: Nested } & Readonly<
      Record<'batch_norm_train' | 'instance_norm' | 'group_norm(2)' | 'layer_norm[C,H,W]', Layer>
    > & {
        readonly batch_norm_eval_after_one_batch: {
          readonly running_mean: Nested
          readonly running_var: Nested
          readonly output: Nested
        }
      }
  }
}

const { '[B,T,d]': text, '[N,C,H,W]': image } = reference<Layers>('layers').normalization

/** PyTorch's default; its RMSNorm was given T5's. */
const [epsilon, rmsEpsilon] = [1e-5, 1e-6]

/** The same numbers in another shape: four channels are two groups of two. */
const shaped = (array: NumericArray, shape: readonly number[]): NumericArray => ({ shape, data: array.data })
const grouped = (nested: Nested): NumericArray => {
  const array = fromNested(nested)
  return shaped(array, array.shape.length === 4 ? [2, 2, 2, 3, 3] : [2, 2])
}

const weights = ({ weight, bias }: Layer['parameters'], read: (nested: Nested) => NumericArray): GainAndShift => ({
  gain: read(weight.value),
  ...(bias ? { shift: read(bias.value) } : {}),
})

/** The largest difference between two arrays whose shapes may differ in how they group. */
const flat = (ours: NumericArray, theirs: Nested): number => distance(shaped(ours, fromNested(theirs).shape), theirs)

describe('normalization', () => {
  const cases: readonly [string, Normalization, number, Nested, Layer, (nested: Nested) => NumericArray][] = [
    ['layer', normalizations.layer, epsilon, text.input, text.layer_norm, fromNested],
    ['RMS', normalizations.rms, rmsEpsilon, text.input, text.rms_norm, fromNested],
    ['batch', normalizations.batch, epsilon, image.input, image.batch_norm_train, fromNested],
    ['instance', normalizations.instance, epsilon, image.input, image.instance_norm, fromNested],
    ['group', normalizations.group, epsilon, image.input, image['group_norm(2)'], grouped],
    ['image layer', normalizations.imageLayer, epsilon, image.input, image['layer_norm[C,H,W]'], fromNested],
  ]

  test.each(cases)('%s normalization has the output of PyTorch', (_, how, epsilon, x, layer, read) => {
    expect(flat(normalize(read(x), how, epsilon, weights(layer.parameters, read)), layer.output)).toBeLessThan(1e-9)
  })

  test.each(cases)('%s normalization has the gradients of PyTorch', (_, how, epsilon, x, layer, read) => {
    const { weight, bias } = layer.parameters
    const ours = normalizeGradients(read(x), read(layer.upstream), how, epsilon, read(weight.value))
    expect(flat(ours.input, layer.input_gradient)).toBeLessThan(1e-9)
    expect(flat(ours.gain, weight.gradient)).toBeLessThan(1e-9)
    if (bias) expect(flat(ours.shift, bias.gradient)).toBeLessThan(1e-9)
  })

  test('running statistics after one batch, and what they make of it, are those of PyTorch', () => {
    const { running_mean, running_var, output } = image.batch_norm_eval_after_one_batch
    const x = fromNested(image.input)
    const fresh = { mean: fromNested([0, 0, 0, 0]), variance: fromNested([1, 1, 1, 1]) }
    const running = runningAfter(fresh, x, normalizations.batch)
    expect(distance(running.mean, running_mean)).toBeLessThan(1e-9)
    expect(distance(running.variance, running_var)).toBeLessThan(1e-9)
    expect(distance(normalizeWith(running, x, normalizations.batch, epsilon), output)).toBeLessThan(1e-9)
  })

  test('the norms of a traced model are the same norms', () => {
    const graph = trace(() => {
      const x = input('x', 'B T d')
      return {
        layer: layerNorm(x, 'd', epsilon, param('layer.weight', 'd'), param('layer.bias', 'd')),
        rms: rmsNorm(x, 'd', rmsEpsilon, param('rms.weight', 'd')),
      }
    })
    const { outputs } = run(graph, {
      weights: {
        'layer.weight': fromNested(text.layer_norm.parameters.weight.value),
        'layer.bias': fromNested(text.layer_norm.parameters.bias!.value),
        'rms.weight': fromNested(text.rms_norm.parameters.weight.value),
      },
      inputs: { x: fromNested(text.input) },
      bindings: { B: 2, T: 3, d: 4 },
    })
    expect(distance(outputs['layer']!, text.layer_norm.output)).toBeLessThan(1e-9)
    expect(distance(outputs['rms']!, text.rms_norm.output)).toBeLessThan(1e-9)
  })

  test('the row (−1, 5, 5, 7) has mean 4, deviation 3 and root mean square 5', () => {
    const x = fromNested([[[-1, 5, 5, 7]]])
    expect(distance(normalize(x, normalizations.layer, 0), [[[-5 / 3, 1 / 3, 1 / 3, 1]]])).toBeLessThan(1e-15)
    expect(distance(normalize(x, normalizations.rms, 0), [[[-0.2, 1, 1, 1.4]]])).toBeLessThan(1e-15)
  })

  test('a gradient through layer normalization is at right angles to the row and to a constant', () => {
    const x = fromNested([[[-1, 5, 5, 7]]])
    const { input } = normalizeGradients(x, fromNested([[[1, 0, 0, 0]]]), normalizations.layer, 0)
    expect(distance(input, [[[1 / 54, -2 / 54, -2 / 54, 3 / 54]]])).toBeLessThan(1e-15)
  })

  test('groups of one channel are instance normalization, one group of all is that of the image', () => {
    const x = fromNested(image.input)
    const groups = (count: number): unknown => {
      const split = shaped(x, [2, count, 4 / count, 3, 3])
      return toNested(shaped(normalize(split, normalizations.group, epsilon), x.shape))
    }
    expect(distance(normalize(x, normalizations.instance, epsilon), groups(4) as Nested)).toBeLessThan(1e-12)
    expect(distance(normalize(x, normalizations.imageLayer, epsilon), groups(1) as Nested)).toBeLessThan(1e-12)
  })
})
