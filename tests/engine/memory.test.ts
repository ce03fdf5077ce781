import { describe, expect, it } from 'vitest'
import {
  accelerators,
  activationBytes,
  attainable,
  bytesFused,
  bytesUnfused,
  cacheElements,
  count,
  intensity,
  keptForBackward,
  parameterCount,
  polynomial,
  recipes,
  relativeError,
  ridge,
  scopesOf,
  simplify,
  sixND,
  trainingBytes,
  workOfScope,
  type Accelerator,
  type Graph,
  type Poly,
  type Precision,
} from '../../src/engine/index.ts'
import { published, publishedModel } from '../../src/models/index.ts'
import { complete, scopeAt } from '../../src/models/quantities.ts'

const { add, divide, equal, evaluate, multiply, parse, print, substitute, symbolsOf } = polynomial

/** A formula in the letters of its paper, with no past: S = T. */
function inTraining(graph: Graph, p: Poly): Poly {
  return substitute(simplify(graph, p), { p: polynomial.zero })
}

describe('what the backward pass keeps', () => {
  it('of a GPT block is 34·s·b·h + 5·a·s²·b bytes at two bytes a number (Korthikanti et al. 2022, eq. 1)', () => {
    const { graph } = publishedModel('gpt2')
    const kept = inTraining(graph, activationBytes(graph, scopeAt(graph, 'block')))
    expect(print(kept)).toBe('10BTd+8BThk+5BT^2h+4BTf')
    const paper = substitute(kept, { f: parse('4d'), k: parse('dh^-1') })
    expect(equal(paper, parse('34BTd+5BT^2h'))).toBe(true)
  })

  it.each([
    ['block/self-attention', '11BTd+5BT^2h', 'attention: 11·s·b·h + 5·a·s²·b'],
    ['block/feed-forward', '18BTd', 'the MLP: 19·s·b·h, a mask of which lies outside the scope'],
  ])('of %s is %s (§4.1, %s)', (path, formula) => {
    const { graph } = publishedModel('gpt2')
    const kept = inTraining(graph, activationBytes(graph, scopeAt(graph, path)))
    const paper = substitute(kept, { f: parse('4d'), k: parse('dh^-1') })
    const outside = path.endsWith('attention') ? parse('BTd') : polynomial.zero
    expect(print(add(paper, outside))).toBe(print(parse(formula)))
  })

  it('counts a tensor once, however many products need it', () => {
    const { graph } = publishedModel('llama-7b')
    const nodes = keptForBackward(graph).map(({ node }) => node)
    expect(new Set(nodes).size).toBe(nodes.length)
  })

  it.each(['bert-base', 'gpt2', 'llama-2-70b', 't5-base', 'transformer-base'])(
    'of %s adds up: each row lies in one scope, and the rows are the whole',
    (name) => {
      const { graph } = publishedModel(name)
      const rows = keptForBackward(graph)
      const own = (path: string): Poly =>
        add(...rows.filter(({ scope }) => scope.path === path).map(({ bytes }) => bytes))
      const parts = scopesOf(graph.root).map(({ path }) => own(path))
      expect(equal(add(...parts), activationBytes(graph))).toBe(true)
      for (const { bytes } of rows) expect(print(bytes)).not.toContain('^-')
    },
  )

  it('doubles with the size of a number, but for the masks', () => {
    const { graph } = publishedModel('gpt2')
    const [half, full] = [activationBytes(graph, graph.root, 2), activationBytes(graph, graph.root, 4)]
    const masks = add(...keptForBackward(graph).flatMap(({ kind, bytes }) => (kind === 'mask' ? [bytes] : [])))
    expect(equal(polynomial.subtract(full, half), polynomial.subtract(half, masks))).toBe(true)
  })
})

describe('the KV cache', () => {
  it.each([
    ['llama-7b', 524_288n],
    ['llama-2-70b', 327_680n],
    ['llama-3-8b', 131_072n],
    ['gpt2', 36_864n],
  ])('of %s grows by %d bytes a token in 16 bits', (name, bytes) => {
    const { graph, sizes } = publishedModel(name)
    expect(2n * count(cacheElements(graph).perToken, sizes)).toBe(bytes)
  })

  it('holds 2·L·g·k numbers for each token of each sequence', () => {
    const { self, cross } = cacheElements(publishedModel('llama-2-70b').graph)
    expect(equal(self, parse('2LgkBS'))).toBe(true)
    expect(equal(cross, polynomial.zero)).toBe(true)
  })

  it('of a decoder that reads a source has a second part, which does not grow', () => {
    const { self, perToken, cross } = cacheElements(publishedModel('t5-base').graph)
    expect(equal(cross, parse('2LhkBS'))).toBe(true)
    expect(equal(perToken, parse('2Lhk'))).toBe(true)
    expect(equal(self, multiply(perToken, parse('B'), parse('T+p')))).toBe(true)
  })

  it('of an encoder is nothing', () => {
    expect(Object.values(cacheElements(publishedModel('bert-base').graph)).map(print)).toEqual(['0', '0', '0'])
  })
})

describe('the memory of training', () => {
  it('is a recipe of 18 bytes a parameter in mixed precision', () => {
    const { graph, sizes } = publishedModel('gpt2')
    const parts = trainingBytes(graph, recipes.mixed)
    expect(parts.map(({ name }) => name)).toEqual([
      'bf16 weights',
      'fp32 master weights',
      'fp32 gradients',
      'first moment m',
      'second moment v',
    ])
    expect(count(add(...parts.map(({ bytes }) => bytes)), sizes)).toBe(18n * 124_439_808n)
  })

  it.each([
    ['mixed', 18],
    ['zero', 16],
    ['full', 16],
    ['momentum', 12],
    ['half', 8],
  ] as const)('by the recipe %s takes %d bytes a parameter', (name, bytes) => {
    const { graph } = publishedModel('bert-base')
    const total = add(...trainingBytes(graph, recipes[name]).map(({ bytes }) => bytes))
    expect(equal(total, multiply(polynomial.constant(bytes), parameterCount(graph)))).toBe(true)
  })
})

describe('bytes moved', () => {
  it('by one block as one kernel are its weights, its input and its output', () => {
    const { graph } = publishedModel('gpt2')
    const block = scopeAt(graph, 'block')
    const weights = divide(parameterCount(graph, block), parse('L'))
    const expected = multiply(polynomial.constant(2), add(weights, parse('2BTd')))
    expect(equal(bytesFused(graph, block), expected)).toBe(true)
  })

  it('fused are never more than unfused, and finer groups lie between', () => {
    for (const name of ['gpt2', 'bert-base', 'llama-3-8b', 't5-base']) {
      const { graph, sizes } = publishedModel(name)
      const bindings = complete(graph, { ...sizes, T: 256, S: 256 })
      const value = (p: Poly): number => polynomial.toNumber(evaluate(p, bindings))
      const attention = scopesOf(graph.root).filter(({ path }) => path.endsWith('attention/heads'))
      const [least, some, most] = [
        value(bytesFused(graph)),
        value(bytesFused(graph, graph.root, 2, attention)),
        value(bytesUnfused(graph)),
      ]
      expect(least).toBeLessThan(some)
      expect(some).toBeLessThan(most)
    }
  })

  it('make a decoding step of one sequence memory-bound: about one FLOP a byte in 16 bits', () => {
    const { graph, sizes } = publishedModel('llama-7b')
    const step = { ...sizes, B: 1, T: 1, p: 511, S: 512 }
    expect(intensity(workOfScope(graph).matmul, bytesFused(graph), step)).toBeGreaterThan(0.9)
    expect(intensity(workOfScope(graph).matmul, bytesFused(graph), step)).toBeLessThan(1.1)
  })
})

describe('the roofline', () => {
  const all: readonly Accelerator[] = Object.values(accelerators)

  it.each(all.map((accelerator) => [accelerator.title, accelerator] as const))(
    'of %s turns at its ridge',
    (_, chip) => {
      for (const precision of Object.keys(chip.peak) as Precision[]) {
        const top = chip.peak[precision]!
        const turn = ridge(chip, precision)
        expect(attainable(chip, precision, turn)).toBeCloseTo(top, -3)
        expect(attainable(chip, precision, 2 * turn)).toBe(top)
        expect(attainable(chip, precision, turn / 2)).toBeCloseTo(top / 2, -3)
      }
      expect(chip.source).toMatch(/^(NVIDIA|Google), /)
    },
  )

  it('has dense figures only: half of what a data sheet shows with sparsity', () => {
    expect(accelerators.h100.peak.bf16).toBeLessThan(1000e12)
    expect(accelerators['a100-80gb'].peak.bf16).toBe(312e12)
  })

  it('says which formats a chip has figures for', () => {
    expect(() => attainable(accelerators.v100, 'bf16', 1)).toThrow(
      new RangeError('V100 SXM2 32 GB has no figure for bf16; it has fp32, fp16'),
    )
  })
})

describe('the rule 6·N·D', () => {
  it('is off by the products of attention and by the embeddings', () => {
    const { graph, sizes } = publishedModel('gpt2')
    const bindings = complete(graph, { ...sizes, T: 1024 })
    const rule = sixND(graph)
    expect(count(rule.approximate, bindings)).toBe(6n * 124_439_808n * 1024n)
    expect(count(rule.exact, bindings)).toBe(3n * 291_648_307_200n)
    expect(relativeError(rule, bindings)).toBeCloseTo((6 * 124_439_808 * 1024) / (3 * 291_648_307_200) - 1, 12)
    const blocks = 124_439_808 - (50_257 + 1024) * 768
    expect(relativeError(sixND(graph, 'without'), bindings)).toBeCloseTo(
      (6 * blocks * 1024) / (3 * 291_648_307_200) - 1,
      12,
    )
  })

  it.each(Object.keys(published))('for %s leaves no size without a value', (name) => {
    const { graph, sizes } = publishedModel(name)
    const bindings = complete(graph, { ...sizes, S: 64, T: 64 })
    for (const p of Object.values(sixND(graph)).filter((value) => typeof value === 'object'))
      for (const symbol of symbolsOf(p)) expect(bindings).toHaveProperty(symbol)
  })
})
