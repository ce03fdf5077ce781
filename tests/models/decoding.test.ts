import { describe, expect, test } from 'vitest'
import {
  attentionMap,
  count,
  fromNested,
  hiddenStates,
  nodesNamed,
  run,
  stacksOf,
  toNested,
  valuesOf,
  workOfScope,
  type Cache,
  type NumericArray,
} from '../../src/engine/index.ts'
import { modelOf } from '../../src/models/index.ts'
import { arrays, distance, reference, type Nested } from '../reference.ts'

interface Fixture {
  readonly class: string
  readonly config: Readonly<Record<string, unknown>>
  readonly inputs: { readonly input_ids: readonly (readonly number[])[] }
  readonly weights: Readonly<Record<string, Nested>>
  readonly outputs: { readonly logits: Nested } & Readonly<Record<'hidden_states' | 'attentions', readonly Nested[]>>
}

const { models } = reference<{ models: Record<string, Fixture> }>('forward')
const decoders = Object.entries(models).filter(([, fixture]) => /^(GPT2|Llama|Mistral)/.test(fixture.class))

describe.each(decoders)('the tiny %s', (_, fixture) => {
  const { graph, sizes } = modelOf(fixture.config, fixture.class)
  const weights = arrays(fixture.weights)
  const ids = fixture.inputs.input_ids
  const length = ids[0]!.length
  const tokens = (from: number, to: number, p = from, cache?: Cache) =>
    run(graph, {
      weights,
      inputs: { input_ids: fromNested(ids.map((row) => row.slice(from, to))) },
      bindings: { ...sizes, B: ids.length, T: to - from, p, S: p + to - from },
      ...(cache && { cache }),
    })
  const whole = tokens(0, length)

  test('gives the logits, states and maps of transformers', () => {
    const [stack] = stacksOf(graph)
    const maps = nodesNamed(stack!, 'A').flatMap((node) =>
      valuesOf(whole, node).map((value) => attentionMap(node, value)),
    )
    const { logits, hidden_states, attentions } = fixture.outputs
    expect(distance(whole.outputs['logits']!, logits)).toBeLessThan(1e-9)
    expect(farthest(hiddenStates(graph, whole, stack!), hidden_states)).toBeLessThan(1e-9)
    expect(farthest(maps, attentions)).toBeLessThan(1e-9)
  })

  test('gives the same token by token, with a cache', () => {
    const first = tokens(0, 2)
    let { cache } = first
    const rows = [first.outputs['logits']!]
    for (let t = 2; t < length; t++) {
      const step = tokens(t, t + 1, t, cache)
      cache = step.cache
      rows.push(step.outputs['logits']!)
    }
    expect(distance(joined(rows), toNested(whole.outputs['logits']!) as Nested)).toBeLessThan(1e-12)
  })

  test('does as many multiply-adds as its formula says', () => {
    const at = { ...sizes, B: ids.length, T: 1, p: length - 1, S: length }
    const before = tokens(0, length - 1)
    const step = tokens(length - 1, length, length - 1, before.cache)
    expect(2n * BigInt(step.multiplyAdds)).toBe(count(workOfScope(graph).matmul, at))
  })
})

/** The largest difference between our arrays and theirs. */
function farthest(ours: readonly NumericArray[], theirs: readonly Nested[]): number {
  return ours.length === theirs.length ? Math.max(...ours.map((array, i) => distance(array, theirs[i]!))) : Infinity
}

/** Results `[B, T, V]` of consecutive tokens as one. */
function joined(parts: readonly NumericArray[]): NumericArray {
  const [B, , V] = parts[0]!.shape as [number, number, number]
  const T = parts.reduce((sum, { shape }) => sum + shape[1]!, 0)
  const rows = Array.from({ length: B }, (_, b) =>
    parts.flatMap(({ shape, data }) => [...data.subarray(b * shape[1]! * V, (b + 1) * shape[1]! * V)]),
  )
  return { shape: [B, T, V], data: Float64Array.from(rows.flat()) }
}
