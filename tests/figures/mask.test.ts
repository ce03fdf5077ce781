import { describe, expect, it } from 'vitest'
import { causalMask, count, input, nodesOf, paddingMask, run, trace } from '../../src/engine/index.ts'
import { isMask, usefulPairs } from '../../src/engine/ops/mask.ts'
import { kindsIn, maskGrid, maskKinds, masks, pairs, type MaskGrid, type MaskKind } from '../../src/figures/mask.ts'
import { expectGolden } from './golden.ts'
import { panel } from './subjects.ts'

/** What the engine's own mask lets through, by running it on scores of 1. */
function byEngine(past: number, T: number, { window, keep }: { window?: number; keep?: number[] } = {}): boolean[][] {
  const S = past + T
  const graph = trace(() => {
    const scores = input('scores', 'T S')
    return { out: keep ? paddingMask(scores, input('keep', 'S'), 'T', 'S') : causalMask(scores, 'T', 'S', window) }
  })
  const inputs = {
    scores: { shape: [T, S], data: new Float64Array(T * S).fill(1) },
    keep: { shape: [S], data: Float64Array.from(keep ?? []) },
  }
  const { data } = run(graph, { weights: {}, inputs, bindings: { T, S, p: past } }).outputs['out']!
  return Array.from({ length: T }, (_, query) => Array.from({ length: S }, (_, key) => data[query * S + key] === 1))
}

const drawn = ({ queries, keys, sees }: MaskGrid): boolean[][] =>
  Array.from({ length: queries }, (_, query) => Array.from({ length: keys }, (_, key) => sees(query, key)))

describe('a mask', () => {
  it.each([0, 1, 5])('that is causal shows what the engine lets through, after %i tokens', (past) => {
    expect(drawn(maskGrid('causal', { T: 6, past }))).toEqual(byEngine(past, 6))
  })

  it.each([0, 4])('with a sliding window shows what the engine lets through, after %i tokens', (past) => {
    expect(drawn(maskGrid('sliding window', { T: 6, past, window: 3 }))).toEqual(byEngine(past, 6, { window: 3 }))
  })

  it('of padding shows what the engine lets through', () => {
    expect(drawn(maskGrid('padding', { T: 5, padding: 2 }))).toEqual(byEngine(0, 5, { keep: [1, 1, 1, 0, 0] }))
  })

  it.each([
    [6, 0, undefined],
    [6, 3, undefined],
    [9, 0, 4],
    [5, 6, 4],
  ] as const)('of %i tokens after %i counts the pairs of the engine’s polynomial, window %s', (T, past, window) => {
    const graph = trace(() => ({ out: causalMask(input('scores', 'T S'), 'T', 'S', window) }))
    const bindings = { T, S: past + T, p: past }
    const node = nodesOf(graph.root).find(isMask)!
    const kind = window === undefined ? 'causal' : 'sliding window'
    const own = pairs(maskGrid(kind, { T, past, ...(window && { window }) }))
    expect(own).toEqual({ computed: T * (past + T), useful: Number(count(usefulPairs(node, bindings), bindings)) })
  })

  it('lets the tokens of a prefix see each other and the rest look back', () => {
    expect(pairs(maskGrid('prefix', { T: 6, prefix: 3 })).useful).toBe(21 + 3)
  })

  it('is named after what the model does', () => {
    expect(kindsIn(panel('gpt2', 'block').scope)).toEqual([{ kind: 'causal', window: undefined }])
    expect(kindsIn(panel('bert-base', 'block').scope)).toEqual([{ kind: 'padding', window: undefined }])
    expect(kindsIn(panel('mistral-7b', 'block').scope)).toEqual([{ kind: 'sliding window', window: 4096 }])
  })
})

describe('the picture of masks', () => {
  const all = (Object.keys(maskKinds) as MaskKind[]).map((kind) => maskGrid(kind, { T: 8, S: 6 }))

  it.each([616, 350])('is the golden one at %i pixels', (width) => {
    expectGolden(`masks-${width}.svg`, masks(all, width))
  })

  it('is the golden one with tokens beside it', () => {
    expectGolden('mask-tokens.svg', masks([maskGrid('causal', { T: 3 })], 616, ['The', 'cat', 'sat']))
  })
})
