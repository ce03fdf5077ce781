import { describe, expect, it } from 'vitest'
import {
  act,
  add,
  cached,
  causalMask,
  count,
  dropout,
  einsum,
  gather,
  input,
  isScope,
  layerNorm,
  mul,
  named,
  nodesOf,
  paddingMask,
  param,
  parameterCount,
  parameters,
  polynomial,
  positions,
  repeat,
  repeats,
  rope,
  run,
  scale,
  scope,
  scopesOf,
  simplify,
  slice,
  softmax,
  tie,
  tiedNames,
  trace,
  view,
  within,
  workOfScope,
  type Graph,
  type Node,
  type Tn,
} from '../../src/engine/index.ts'

const { print } = polynomial

/** The graph of a model that is only its side effects. */
const traced = (body: () => unknown): Graph =>
  trace(() => {
    body()
    return {}
  })

const within_ = (body: () => unknown) => () => traced(() => scope('block', '', () => scope('attention', '', body)())())

/** A tensor of any axes, whatever the compiler would say. */
const any = (axes: string, label = 'x'): Tn<never> => input(label, axes) as Node as Tn<never>

const spec = (text: string): never => text as never
const product = einsum as (spec: string, ...xs: Node[]) => Node

describe('a wrong axis', () => {
  it.each<[string, () => unknown, string]>([
    [
      'of an operand',
      () => product('B T d, d f -> B T f', any('B S d'), any('d f')),
      "in block/attention: einsum 'B T d, d f -> B T f': operand 1 has the axes [B, S, d], expected [B, T, d]",
    ],
    [
      'of a result',
      () => product('B T d, d f -> B T k', any('B T d'), any('d f')),
      "in block/attention: einsum 'B T d, d f -> B T k': the result has the axis k, which no operand has",
    ],
    [
      'count of operands',
      () => product('B T d -> B T', any('B T d'), any('d f')),
      "in block/attention: einsum 'B T d -> B T' names 1 operands; received 2",
    ],
    [
      'of a bias',
      () => add(any('B T d'), any('f')),
      'in block/attention: add: [f] has the axis f, which [B, T, d] lacks',
    ],
    ['of a gate', () => mul(any('B T d'), any('B S')), 'mul: [B, S] has the axis S, which [B, T, d] lacks'],
    ['of a softmax', () => softmax(any('B T S'), spec('k')), 'softmax over k: [B, T, S] has no such axis'],
    [
      'of a mask',
      () => causalMask(any('B T S'), spec('T'), spec('k')),
      'in block/attention: mask: [B, T, S] has no axis k',
    ],
    [
      'of padding',
      () => paddingMask(any('B h T S'), any('B k'), spec('T'), spec('S')),
      'mask: [B, h, T, S] has no axis k',
    ],
    [
      'of a norm’s gain',
      () => layerNorm(any('B T d'), spec('d'), 1e-5, any('f'), any('d')),
      'norm over d: a weight has the axes [f], expected [d]',
    ],
    [
      'of angles',
      () => rope(any('B h T k'), any('S k'), spec('T'), spec('k')),
      'rope: the angles have the axes [S, k]',
    ],
    ['of a slice', () => slice(any('B T d'), spec('S'), 0), 'slice along S: [B, T, d] has no such axis'],
    ['place of a slice', () => slice(any('3 B T'), spec('3'), 3), 'slice 3 of an axis of 3'],
    ['of a table', () => gather(any('V'), any('B T')), 'a table needs rows and columns; received [V]'],
    [
      'of a cache',
      () => cached(any('B h T k'), 'B g S k'),
      'cache: expected one axis to grow; received [B, h, T, k] → [B, g, S, k]',
    ],
    ['count of a view', () => view(any('B T d'), 'B T'), 'view: [B, T, d] has not as many axes as [B, T]'],
    ['of a scale', () => scale(any('B T d'), spec('2')), 'scale: expected √d or 1/√d; received 2'],
  ])('%s is an error that says where, what came and what was expected', (_, body, message) => {
    expect(within_(body)).toThrow(TypeError)
    expect(within_(body)).toThrow(message)
  })

  it('that a tensor has twice is one, for its name would mean two things', () => {
    expect(within_(() => param('W', 'd d'))).toThrow(
      "in block/attention: param: [d, d] has the axis d twice; a second one is d'",
    )
  })

  it('of a block that returns another shape is one too', () => {
    const block = (x: Tn<'B T d'>) => einsum('B T d, d f -> B T f', x, param('W', 'd f')) as Node as Tn<'B T d'>
    expect(() => traced(() => repeat('block', 'layer', 'L', input('x', 'B T d'), block))).toThrow(
      'in block: a block must return what it takes, [B, T, d]; it returns [B, T, f]',
    )
  })
})

describe('an operation outside trace', () => {
  it('says that models are run by trace', () => {
    expect(() => input('x', 'B T')).toThrow('an operation was called outside trace()')
    let kept: Tn<'B T d'> | undefined
    traced(() => (kept = input('x', 'B T d')))
    expect(() => act(kept!, 'relu')).toThrow('an operation was called outside trace()')
  })

  it('is not let in by a trace that failed', () => {
    expect(() => traced(() => softmax(any('B T'), spec('k')))).toThrow(TypeError)
    expect(() => input('x', 'B T')).toThrow('outside trace()')
  })

  it('may be in a trace inside another', () => {
    const graph = traced(() => {
      input('a', 'B T')
      expect(nodesOf(traced(() => input('b', 'B T')).root)).toHaveLength(1)
      input('c', 'B T')
    })
    expect(nodesOf(graph.root).map(({ attributes }) => (attributes as { label: string }).label)).toEqual(['a', 'c'])
  })
})

describe('scope and within', () => {
  it('nest by the names of the paper and of the checkpoint, each for itself', () => {
    const inner = scope('heads', 'self', () => param('query.weight', 'k d'))
    const outer = scope('attention', '', () => within('attention', inner))
    const graph = traced(outer)
    const [node] = nodesOf(graph.root)
    expect(node!.scope.path).toBe('attention/heads')
    expect(node!.module).toBe('attention.self')
    expect(parameters(graph)[0]!.name).toBe('attention.self.query.weight')
    expect(scopesOf(graph.root).map(({ path }) => path)).toEqual(['', 'attention', 'attention/heads'])
  })

  it('end where their function ends, even by an error', () => {
    const graph = traced(() => {
      try {
        scope('broken', 'broken', () => softmax(any('B T'), spec('k')))()
      } catch {
        // What counts is what comes after.
      }
      param('weight', 'd')
    })
    const last = nodesOf(graph.root).at(-1)!
    expect([last.scope.path, last.module]).toEqual(['', ''])
  })
})

describe('repeat', () => {
  const square = (x: Tn<'B T d'>) => view(einsum("B T d, d d' -> B T d'", x, param('W', "d d'")), 'B T d')
  const stack = (times = 'L') =>
    trace(() => {
      const layer = (x: Tn<'B T d'>) => add(x, square(x))
      return { y: repeat('block', 'layer', times, input('x', 'B T d'), layer) }
    })

  it('traces a block once and counts it L times', () => {
    const graph = stack()
    const [block] = scopesOf(graph.root).filter(({ path }) => path === 'block')
    expect(graph.root.items.filter(isScope)).toHaveLength(1)
    expect(print(repeats(block!))).toBe('L')
    expect(print(parameterCount(graph))).toBe('Ld^2')
    expect(print(workOfScope(graph).matmul)).toBe('2BLTd^2')
    expect(print(workOfScope(graph, block!).matmul)).toBe('2BTd^2')
    expect(parameters(graph)[0]!.name).toBe('layer.{i}.W')
  })

  it('multiplies inside another', () => {
    const graph = traced(() =>
      repeat('outer', 'o', 'L', input('x', 'B T d'), (x) => repeat('inner', 'i', 'E', x, square)),
    )
    expect(print(parameterCount(graph))).toBe('ELd^2')
  })

  it('hands each turn what the one before it made', () => {
    const weights = {
      'layer.0.W': { shape: [1, 1], data: Float64Array.of(1) },
      'layer.1.W': { shape: [1, 1], data: Float64Array.of(2) },
      'layer.2.W': { shape: [1, 1], data: Float64Array.of(4) },
    }
    const x = { shape: [1, 1, 1], data: Float64Array.of(1) }
    const { outputs } = run(stack(), { weights, inputs: { x }, bindings: { B: 1, T: 1, d: 1, L: 3 } })
    expect(outputs['y']!.data[0]).toBe(2 * 3 * 5)
  })
})

describe('tie', () => {
  it('gives a weight a second name and no second parameters', () => {
    const graph = traced(() => {
      const words = within('embed', () => param('weight', 'V d'))
      within('head', () => tie('weight', words))
    })
    expect(tiedNames(graph)).toEqual(['head.weight'])
    expect(print(parameterCount(graph))).toBe('Vd')
    expect(parameters(graph)).toHaveLength(1)
  })
})

describe('what a model sets equal', () => {
  it('is S = T where a sequence reads itself', () => {
    const graph = traced(() => view(input('x', 'B T d'), 'B S d'))
    expect(print(graph.identities['S']!)).toBe('T')
    expect(print(simplify(graph, polynomial.parse('4BTS')))).toBe('4BT^2')
  })

  it('is S = p + T where a cache stands between', () => {
    const graph = traced(() => cached(input('k', 'B h T k'), 'B h S k'))
    expect(polynomial.equal(graph.identities['S']!, polynomial.parse('p+T'))).toBe(true)
  })

  it('cannot be two things at once', () => {
    const twice = () =>
      traced(() => {
        view(input('x', 'B T d'), 'B S d')
        cached(input('k', 'B h T k'), 'B h S k')
      })
    expect(twice).toThrow('the size S is set to two different values')
  })

  it('may be said twice, and a number is never set', () => {
    expect(() =>
      traced(() => {
        view(input('x', 'B T d'), 'B S d')
        view(input('x', 'B T d'), 'B S d')
      }),
    ).not.toThrow()
    expect(() => traced(() => view(input('x', 'B T'), 'B 3'))).toThrow('view: the sizes of [B, 3] do not match')
  })

  it('is a matter of one trace', () => {
    traced(() => view(input('x', 'B T d'), 'B S d'))
    expect(traced(() => input('x', 'B T d')).identities).toEqual({})
  })
})

describe('a mask', () => {
  const attention = (masked: (scores: Tn<'B h T S'>) => Tn<'B h T S'>) =>
    trace(() => {
      const [q, k, v] = [input('q', 'B h T k'), input('k', 'B h S k'), input('v', 'B h S k')]
      const A = softmax(masked(scale(einsum('B h T k, B h S k -> B h T S', q, k), '1/√k')), 'S')
      return { y: einsum('B h T S, B h S k -> B h T k', dropout(A), v) }
    })
  const causal = attention((scores) => causalMask(scores, 'T', 'S'))

  it('lets T(T+1)/2 pairs through where every token sees the ones before it and itself', () => {
    const { matmul, useful } = workOfScope(causal)
    for (const T of [1, 2, 3, 17, 1024]) {
      let pairs = 0n
      for (let t = 0; t < T; t++) for (let s = 0; s < T; s++) if (s <= t) pairs++
      expect(count(useful, { B: 1, h: 1, k: 1, T, S: T })).toBe(4n * pairs)
      expect(pairs).toBe(BigInt(T * (T + 1)) / 2n)
      expect(count(matmul, { B: 1, h: 1, k: 1, T, S: T })).toBe(4n * BigInt(T) ** 2n)
    }
  })

  it('lets T·p + T(T+1)/2 pairs through with p tokens before', () => {
    const { useful } = workOfScope(causal)
    for (const [T, p] of [
      [1, 0],
      [1, 511],
      [4, 9],
    ] as const) {
      const pairs = BigInt(T * p + (T * (T + 1)) / 2)
      expect(count(useful, { B: 2, h: 3, k: 5, T, S: p + T })).toBe(2n * 2n * pairs * 2n * 3n * 5n)
    }
  })

  it('of padding hides nothing from the count, for how much is padding nobody knows', () => {
    const padded = attention((scores) => paddingMask(scores, input('keep', 'B S'), 'T', 'S'))
    expect(polynomial.equal(workOfScope(padded).useful, workOfScope(padded).matmul)).toBe(true)
  })

  it('thins only the two products around it', () => {
    const graph = trace(() => {
      const x = input('x', 'B T d')
      const A = softmax(causalMask(einsum('B T d, B S d -> B T S', x, input('y', 'B S d')), 'T', 'S'), 'S')
      const z = einsum('B T S, B S d -> B T d', A, input('y', 'B S d'))
      return { y: einsum('B T d, d f -> B T f', z, param('W', 'd f')) }
    })
    const { matmul, useful } = workOfScope(graph)
    expect(print(polynomial.subtract(matmul, useful))).toBe('2BT^2d-2BTd')
  })
})

describe('names', () => {
  it('are the paper’s, and belong to the tensor', () => {
    const graph = traced(() => named('Q', act(input('x', 'B T d'), 'relu')))
    expect(nodesOf(graph.root).map(({ name }) => name)).toEqual([undefined, 'Q'])
  })

  it('of axes with a prime are a second axis of the same size', () => {
    const graph = traced(() => einsum("B T d, d d' -> B T d'", input('x', 'B T d'), param('W', "d d'")))
    expect(print(workOfScope(graph).matmul)).toBe('2BTd^2')
    expect(nodesOf(traced(() => positions('T')).root)[0]!.sizes.map(print)).toEqual(['T'])
  })
})
