import { describe, expect, test } from 'vitest'
import { clean, differences, ledgerOf } from '../../src/ledger/ledger.ts'
import { readReference, type Reference } from '../../src/ledger/reference.ts'

const reference = readReference()
const ledger = ledgerOf(reference)

test('the ledger balances, and covers every model and pass of the reference', () => {
  expect(differences(ledger)).toEqual([])
  expect(clean(ledger)).toBe(ledger)
  expect(ledger.tensors.length).toBe(Object.keys(reference.parameters.models).length)
  expect(ledger.passes.length).toBe(reference.flops.runs.length)
  expect(ledger.steps.length).toBe(reference.flops.decode.length)
  expect(ledger.training.length).toBeGreaterThan(0)
  expect(new Set(ledger.numbers.map(({ model }) => model)).size).toBe(Object.keys(reference.forward.models).length)
  for (const { rows } of [...ledger.tensors, ...ledger.passes]) expect(rows.length).toBeGreaterThan(2)
  for (const { compared } of ledger.numbers) expect(compared).toBeGreaterThan(0)
})

test('what is explained is the whole difference of the totals', () => {
  for (const { ours, theirs, explained } of [...ledger.passes, ...ledger.steps, ...ledger.training])
    expect(BigInt(theirs) - BigInt(ours)).toBe(BigInt(explained?.count ?? 0))
})

describe('a reference that says something else', () => {
  const { parameters, flops, forward } = reference
  const part = (models: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(models).filter(([name]) => ['bert-base-uncased', 'gpt2'].includes(name)))
  const small = {
    parameters: { ...parameters, models: part(parameters.models) },
    flops: { ...flops, runs: [flops.runs[0], flops.runs[6]], decode: [flops.decode[0]] },
    forward: { ...forward, models: part(forward.models) },
  } as Reference
  const changed = (change: (copy: Reference) => void): string[] => {
    const copy = structuredClone(small)
    change(copy)
    return differences(ledgerOf(copy))
  }
  type Loose = { -readonly [K in string]: Loose } & { [key: number]: Loose }
  const loose = (value: unknown) => value as Loose

  test('stops the build, and is named: a total', () => {
    const copy = structuredClone(small)
    loose(copy.parameters.models['gpt2'])['total'] = 124_439_809 as unknown as Loose
    expect(() => clean(ledgerOf(copy))).toThrow(
      'The ledger does not balance, so the site is not built:\n  gpt2: total: ours 124439808, theirs 124439809',
    )
  })

  test('a shape', () => {
    const found = changed((copy) => {
      const [first] = copy.parameters.models['bert-base-uncased']!.tensors
      ;(first!.shape as number[])[0] = 1
    })
    expect(found).toEqual([
      'bert-base-uncased: embeddings.word_embeddings.weight: ours [30522, 768] × 1, theirs [1, 768] × 1',
    ])
  })

  test('a name', () => {
    const found = changed((copy) => void (copy.parameters.models['gpt2']!.tensors as unknown[]).pop())
    expect(found).toEqual(['gpt2: transformer.ln_f.bias: ours [768] × 1, theirs nothing'])
  })

  test('a module, a pass and a step', () => {
    const found = changed(({ flops }) => {
      const [run] = flops.runs
      ;(run!.modules as Record<string, number>)['BertModel.encoder.layer.0.output'] = 1
      loose(flops.runs[1])['forward'] = 1 as unknown as Loose
      loose(flops.decode[0])['forward'] = 2 as unknown as Loose
    })
    expect(found.map((line) => line.replace(/ours \d+/, 'ours'))).toEqual([
      'bert-base-uncased, B = 1, T = 128: BertModel.encoder.layer.0.output: ours, theirs 1',
      'gpt2, B = 1, T = 128: total: ours, theirs 1',
      'gpt2, B = 1, after 127 tokens: total: ours, theirs 2',
    ])
  })

  test('a number of a forward pass', () => {
    const found = changed(({ forward }) => {
      const logits = forward.models['gpt2']!.outputs['logits'] as number[][][]
      logits[0]![0]![0]! += 1e-6
    })
    expect(found.length).toBe(1)
    expect(found[0]).toMatch(/^gpt2: logits: [\d.e-]+ apart, at most 1e-9 is the same$/)
  })
})
