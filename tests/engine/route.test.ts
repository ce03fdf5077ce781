import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  act,
  einsum,
  equations,
  experts,
  input,
  keptForBackward,
  mul,
  named,
  nodesOf,
  param,
  parameterCount,
  polynomial,
  route,
  run,
  scopesOf,
  scope,
  softmax,
  trace,
  weightedSum,
  workOfScope,
  type Bindings,
  type NumericArray,
  type Tn,
} from '../../src/engine/index.ts'
import { renderMath } from '../../src/markdown/katex.ts'
import { reference } from '../reference.ts'

const oracle = reference<{
  config: Record<'hidden_size' | 'intermediate_size' | 'num_local_experts' | 'num_experts_per_tok', number>
  runs: { B: number; T: number; modules: Record<string, number> }[]
}>('mixtral')

/** A mixture of feed-forward layers, as in Mixtral: SwiGLU in every expert, a of E experts for each token. */
const mixture = scope('mixture', '', (x: Tn<'B T d'>, renormalize: boolean): Tn<'B T d'> => {
  const P = named('P', softmax(einsum('B T d, E d -> B T E', x, param('gate', 'E d', 'W_R')), 'E'))
  const chosen = route(P, 'E', 'a', { renormalize })
  const I = named('I', chosen.experts)
  const G = named('G', chosen.weights)
  const gate = experts('B T d, E f d -> B T a f', x, param('w1', 'E f d', 'W_1'), I)
  const up = experts('B T d, E f d -> B T a f', x, param('w3', 'E f d', 'W_3'), I)
  const H = named('H', mul(act(gate, 'silu'), up))
  return weightedSum(experts('B T a f, E d f -> B T a d', H, param('w2', 'E d f', 'W_2'), I), G, 'a')
})

const model = (renormalize = true) =>
  trace(() => {
    const x = named('X', input('x', 'B T d'))
    return { y: mixture(x, renormalize) }
  })

const sizes = { B: 2, T: 3, d: 4, f: 5, E: 6, a: 2 }

/** Numbers that look random and are the same each time. */
function numbers(shape: readonly number[], seed: number): NumericArray {
  const length = shape.reduce((a, b) => a * b, 1)
  return { shape, data: Float64Array.from({ length }, (_, i) => Math.sin(1 + i * 12.9898 + seed * 78.233) * 2) }
}

function weightsOf({ d, f, E }: { d: number; f: number; E: number }, seed = 0) {
  return {
    gate: numbers([E, d], seed + 1),
    w1: numbers([E, f, d], seed + 2),
    w2: numbers([E, d, f], seed + 3),
    w3: numbers([E, f, d], seed + 4),
  }
}

/** The same layer, a loop for each token and each of its experts. */
function bruteForce(s: typeof sizes, x: NumericArray, w: ReturnType<typeof weightsOf>, renormalize: boolean): number[] {
  const result: number[] = []
  for (let token = 0; token < s.B * s.T; token++) {
    const row = [...x.data.subarray(token * s.d, (token + 1) * s.d)]
    const dot = (weights: NumericArray, at: number, v: readonly number[]): number =>
      v.reduce((sum, value, i) => sum + value * weights.data[at * v.length + i]!, 0)
    const scores = Array.from({ length: s.E }, (_, e) => Math.exp(dot(w.gate, e, row)))
    const total = scores.reduce((a, b) => a + b)
    const ranked = scores.map((score, e) => ({ chance: score / total, e })).sort((m, n) => n.chance - m.chance)
    const best = ranked.slice(0, s.a)
    const sum = renormalize ? best.reduce((all, { chance }) => all + chance, 0) : 1
    const y = Array.from({ length: s.d }, () => 0)
    for (const { chance, e } of best) {
      const hidden = Array.from({ length: s.f }, (_, j) => {
        const gate = dot(w.w1, e * s.f + j, row)
        return (gate / (1 + Math.exp(-gate))) * dot(w.w3, e * s.f + j, row)
      })
      for (let i = 0; i < s.d; i++) y[i]! += (chance / sum) * dot(w.w2, e * s.d + i, hidden)
    }
    result.push(...y)
  }
  return result
}

const evaluateAt = (p: polynomial.Poly, bindings: Bindings): bigint => polynomial.count(p, bindings)

describe('a mixture of experts', () => {
  it.each([true, false])(
    'gives what a loop over tokens and experts gives (weights made to sum to 1: %s)',
    (renormalize) => {
      fc.assert(
        fc.property(
          fc.record({
            B: fc.integer({ min: 1, max: 2 }),
            T: fc.integer({ min: 1, max: 4 }),
            d: fc.integer({ min: 1, max: 4 }),
            f: fc.integer({ min: 1, max: 4 }),
            E: fc.integer({ min: 1, max: 5 }),
            a: fc.integer({ min: 1, max: 5 }),
          }),
          fc.nat(1000),
          (own, seed) => {
            const s = { ...own, a: Math.min(own.a, own.E) }
            const [x, weights] = [numbers([s.B, s.T, s.d], seed), weightsOf(s, seed)]
            const { outputs } = run(model(renormalize), { weights, inputs: { x }, bindings: s })
            const expected = bruteForce(s, x, weights, renormalize)
            expect(outputs['y']!.shape).toEqual([s.B, s.T, s.d])
            expected.forEach((value, i) => expect(outputs['y']!.data[i]).toBeCloseTo(value, 10))
          },
        ),
        { seed: 11, numRuns: 60 },
      )
    },
  )

  it('computes the chosen experts only: three products of 2·B·T·a·d·f, and the router', () => {
    const graph = model()
    expect(polynomial.print(workOfScope(graph).matmul)).toBe('2BETd+6BTadf')
    const x = numbers([2, 3, 4], 0)
    const { multiplyAdds } = run(graph, { weights: weightsOf(sizes), inputs: { x }, bindings: sizes })
    expect(2n * BigInt(multiplyAdds)).toBe(evaluateAt(workOfScope(graph).matmul, sizes))
  })

  it('costs what torch counts in a tiny Mixtral, whatever the router decides', () => {
    const c = oracle.config
    for (const { B, T, modules } of oracle.runs) {
      const own = { B, T, d: c.hidden_size, f: c.intermediate_size, E: c.num_local_experts, a: c.num_experts_per_tok }
      const counted = modules['MixtralForCausalLM.model.layers.0.mlp']
      expect(evaluateAt(workOfScope(model()).matmul, own)).toBe(BigInt(counted!))
    }
  })

  it('has the parameters of every expert', () => {
    expect(polynomial.print(parameterCount(model()))).toBe('Ed+3Edf')
  })

  it('costs a sum and a division for each weight that is made to sum to 1', () => {
    const vector = (renormalize: boolean) => workOfScope(model(renormalize)).vector
    expect(polynomial.print(polynomial.subtract(vector(true), vector(false)))).toBe('2BTa')
  })

  it('takes the likeliest experts first, of two alike the former', () => {
    const graph = trace(() => {
      const { experts, weights } = route(input('p', 'B T E'), 'E', 'a')
      return { experts, weights }
    })
    const p = { shape: [1, 2, 4], data: Float64Array.of(0.1, 0.2, 0.5, 0.2, 0.25, 0.25, 0.25, 0.25) }
    const { outputs } = run(graph, { weights: {}, inputs: { p }, bindings: { B: 1, T: 2, E: 4, a: 2 } })
    expect([...outputs['experts']!.data]).toEqual([2, 1, 0, 1])
    expect([...outputs['weights']!.data].map((w) => w.toFixed(3))).toEqual(['0.714', '0.286', '0.500', '0.500'])
  })

  it('keeps no expert’s matrix for the backward pass, only what went in', () => {
    const kept = keptForBackward(model()).map(({ node }) => node.axes)
    expect(kept.some((axes) => axes.includes('E f') || axes.includes('E d'))).toBe(false)
    expect(kept).toContain('B T a f')
  })

  it('reads as mathematics', () => {
    const graph = model()
    const [, mixture] = scopesOf(graph.root)
    const lines = equations(graph, mixture!).map(({ latex }) => latex)
    expect(lines.map((tex) => tex.replaceAll('\\!', '').replaceAll('\\,', ' '))).toEqual([
      'P = \\operatorname{softmax}\\left(X W_R\\right)',
      'I = \\operatorname{argtop}_{\\a}\\left(P\\right)',
      'G = \\operatorname{top}_{\\a}\\left(P\\right)',
      'H = \\operatorname{SiLU}\\left(X W_1[I]\\right) \\odot X W_3[I]',
      'Y = \\textstyle\\sum_{\\a} G \\odot H W_2[I]',
    ])
    for (const tex of lines) expect(renderMath(tex)).toContain('class="katex"')
  })
})

describe('a wrong axis in a mixture', () => {
  const inTrace = (f: () => unknown) => () =>
    trace(() => {
      f()
      return {}
    })

  it('is an error that names it', () => {
    const any = (axes: string) => input('x', axes) as Tn<never>
    expect(inTrace(() => route(any('B E T'), 'E' as never, 'a'))).toThrow(
      'route over E: the last axis of [B, E, T] is another',
    )
    expect(
      inTrace(() => experts('B T d, E f d -> B T a f' as never, any('B S d'), any('E f d'), any('B T a'))),
    ).toThrow("experts 'B T d, E f d -> B T a f': operand 1 has the axes [B, S, d], expected [B, T, d]")
    expect(
      inTrace(() => experts('B T d, E f d -> B T a k' as never, any('B T d'), any('E f d'), any('B T a'))),
    ).toThrow('the result has the axis k, which no operand has')
    expect(inTrace(() => experts('B T d, E f d -> B T f' as never, any('B T d'), any('E f d'), any('B T a')))).toThrow(
      'the result lacks the axis a of the choice',
    )
    expect(inTrace(() => weightedSum(any('B T d'), any('B T a'), 'd' as never))).toThrow(
      'weighted sum: [B, T, a] has the axis a, which [B, T, d] lacks',
    )
  })

  it('does not compile', () => {
    trace(() => {
      const [x, W, p] = [input('x', 'B T d'), param('w', 'E f d'), input('p', 'B T E')]
      const chosen = route(p, 'E', 'a').experts
      // @ts-expect-error k is an axis of no operand
      expect(() => experts('B T d, E f d -> B T a k', x, W, chosen)).toThrow()
      // @ts-expect-error the weights are E f d
      expect(() => experts('B T d, E d f -> B T a f', x, W, chosen)).toThrow()
      // @ts-expect-error p has no axis h
      expect(() => route(p, 'h', 'a')).toThrow()
      return {}
    })
    expect(nodesOf(model().root).length).toBeGreaterThan(10)
  })
})
