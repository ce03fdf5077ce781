import { describe, expect, test } from 'vitest'
import { parameterCount, polynomial, workOfScope } from '../../src/engine/index.ts'
import { assertBalanced, diff, measures, type Diff } from '../../src/figures/diff.ts'
import { publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'
import { expectGolden } from './golden.ts'

function sized(name: string, className?: string) {
  const { graph, sizes } = publishedModel(name, className)
  return { graph, bindings: complete(graph, { S: 512, ...sizes, T: 512 }) }
}

const between = (from: string, to: string): Diff => diff(sized(from), sized(to))

/** A line for every change: what became of what, and what that does to each count. */
function text({ changes, before, after, delta }: Diff): string {
  const names = (pieces: Diff['changes'][0]['before']) =>
    pieces.map(({ role, form }) => `${role} (${form})`).join(' + ') || '-'
  const totals = (of: Diff['delta']) => measures.map((measure) => of[measure]).join(' | ')
  const rows = changes.map((change) =>
    [change.part, change.kind, names(change.before), names(change.after), totals(change.delta)].join(' | '),
  )
  return [...rows, `before | ${totals(before)}`, `after | ${totals(after)}`, `difference | ${totals(delta)}`].join('\n')
}

const pairs = [
  ['bert-base', 'bert-large'],
  ['bert-base', 'gpt2'],
  ['gpt2', 'llama-7b'],
  ['gpt2', 'llama-3-8b'],
  ['transformer-base', 'bert-base'],
  ['transformer-base', 't5-small'],
  ['gpt2', 't5-base'],
  ['llama-2-7b', 'mistral-7b'],
] as const

describe('the edit script between two models', () => {
  test.each(pairs)('from %s to %s adds up to the difference of the models, and back to its opposite', (from, to) => {
    const [there, back] = [between(from, to), between(to, from)]
    const [a, b] = [sized(from), sized(to)]
    const parameters = [a, b].map(({ graph, bindings }) => polynomial.count(parameterCount(graph), bindings))
    const matmul = [a, b].map(({ graph, bindings }) => polynomial.count(workOfScope(graph).matmul, bindings))
    expect(there.delta.parameters).toBe(parameters[1]! - parameters[0]!)
    expect(there.delta.matmul).toBe(matmul[1]! - matmul[0]!)
    for (const measure of measures) {
      expect(there.changes.reduce((sum, { delta }) => sum + delta[measure], 0n)).toBe(there.delta[measure])
      expect(back.delta[measure]).toBe(-there.delta[measure])
    }
  })

  test('of a model and itself says that nothing changed', () => {
    expect(new Set(between('gpt2', 'gpt2').changes.map(({ kind }) => kind))).toEqual(new Set(['same']))
  })

  test('of two sizes of one model says that only sizes changed', () => {
    const script = between('bert-base', 'bert-large')
    expect(new Set(script.changes.map(({ kind }) => kind))).toEqual(new Set(['resized']))
    expectGolden('diff/bert-base-bert-large.txt', text(script))
  })

  test('from BERT to GPT-2 fuses three projections, moves the norms, adds the cache and drops the pooler', () => {
    const script = between('bert-base', 'gpt2')
    const fused = script.changes.find(({ after }) => after[0]?.role === 'W_{QKV}')!
    expect(fused.before.map(({ role }) => role)).toEqual(['W_Q', 'W_K', 'W_V'])
    expect(fused.delta).toEqual({ parameters: 0n, matmul: 0n, cache: 0n })
    const norms = script.changes.filter(
      ({ part, before }) => part === 'block' && before[0]?.node.primitive.name === 'norm',
    )
    expect(norms.map(({ before, after }) => [before[0]!.form, after[0]!.form])).toEqual([
      ['layer norm on the stream', 'layer norm before the branch'],
      ['layer norm on the stream', 'layer norm before the branch'],
    ])
    expect(script.delta.cache).toBe(2n * 12n * 768n)
    expect(script.changes.find(({ part }) => part === 'pooler')!.kind).toBe('removed')
    expectGolden('diff/bert-base-gpt2.txt', text(script))
  })

  test('from GPT-2 to LLaMA a third matrix joins the feed-forward layer', () => {
    const script = between('gpt2', 'llama-7b')
    const added = script.changes.filter(({ part, kind }) => part === 'block/feed-forward' && kind === 'added')
    expect(added.map(({ after }) => after[0]!.role)).toEqual(['W_{\\text{up}}', 'mul'])
    expectGolden('diff/gpt2-llama-7b.txt', text(script))
  })

  test('beside a model of one stack, the stack that does the same stands for the whole of a model of two', () => {
    expectGolden('diff/gpt2-t5-base.txt', text(between('gpt2', 't5-base')))
    const parts = between('transformer-base', 'bert-base').changes.map(({ part }) => part)
    expect(parts).toContain('block/self-attention')
    expect(parts).toContain('decoder/block/cross-attention')
  })

  test('that does not add up is refused, with the count that is off', () => {
    const delta = { parameters: 3n, matmul: 0n, cache: 0n }
    expect(() => assertBalanced([{ delta }, { delta }], delta)).toThrow(
      'the changes in parameters add up to 6, the models differ by 3',
    )
  })
})
