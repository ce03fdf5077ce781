import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { causalMask, count, einsum, input, polynomial, run, trace, workOfScope } from '../../src/engine/index.ts'

const { print } = polynomial

describe('attention through a window', () => {
  const masked = (window: number | undefined) =>
    trace(() => {
      const scores = causalMask(input('scores', 'T S'), 'T', 'S', window)
      return { result: einsum('T S, S k -> T k', scores, input('values', 'S k')), scores }
    })

  test('counts as useful what the mask lets through, for any lengths', () => {
    const lengths = fc.record({
      T: fc.integer({ min: 1, max: 9 }),
      p: fc.nat(9),
      window: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(lengths, ({ T, p, window }) => {
        const graph = masked(window)
        const at = { T, p, S: p + T, k: 1 }
        const inputs = {
          scores: { shape: [T, p + T], data: new Float64Array(T * (p + T)) },
          values: { shape: [p + T, 1], data: new Float64Array(p + T) },
        }
        const { scores } = run(graph, { weights: {}, inputs, bindings: at }).outputs
        const seen = scores!.data.filter((score) => score === 0).length
        expect(count(workOfScope(graph, graph.root, at).useful, at)).toBe(BigInt(2 * seen))
      }),
    )
  })

  test('is as causal attention up to the length of the window', () => {
    const [all, some] = [undefined, 4096].map((window) => workOfScope(masked(window)))
    expect(print(some!.useful)).toBe(print(all!.useful))
    expect(print(some!.matmul)).toBe(print(all!.matmul))
  })
})
