import { describe, expect, test } from 'vitest'
import { readReference } from '../../src/ledger/reference.ts'
import { witness, type Askable } from '../../src/ledger/witness.ts'
import { publishedModel } from '../../src/models/index.ts'

const reference = readReference()
const ask = witness(reference)
const question = (of: Askable, name: string, sizes: Readonly<Record<string, number>> = {}, className?: string) => {
  const model = publishedModel(name, className)
  return { of, model, bindings: { ...model.sizes, ...sizes } }
}

describe('what the reference values are asked', () => {
  test('parameters are those of the same configuration and class', () => {
    const { total } = reference.parameters.models['bert-base-uncased/mlm']!
    expect(ask(question('parameters', 'bert-base', {}, 'BertForMaskedLM')).count).toBe(total)
    expect(ask(question('parameters', 'bert-large')).count).toBe(
      reference.parameters.models['bert-large-uncased']!.total,
    )
  })

  test('a pass is that of the same sizes, a part of it by its name in checkpoints', () => {
    const [run] = reference.flops.runs.filter(({ model, T }) => model === 'llama-7b' && T === 128)
    const asked = question('matmul', 'llama-7b', { B: 1, T: 128 })
    expect(ask(asked).count).toBe(run!.forward)
    expect(ask({ ...asked, scope: 'model.layers.{i}' }).count).toBe(run!.modules['LlamaForCausalLM.model.layers.0'])
    expect(ask(question('training', 'bert-base', { B: 1, T: 128 })).count).toBe(
      reference.flops.runs[0]!.forward_and_backward,
    )
  })

  test('what nobody was asked is an error that lists what there is', () => {
    expect(() => ask(question('matmul', 'bert-base', { B: 1, T: 127 }))).toThrow('bert-base-uncased at 1 × 128')
    expect(() => ask(question('training', 'bert-base', { B: 2, T: 512 }))).toThrow(RangeError)
    expect(() => ask(question('parameters', 'gpt3-175b'))).toThrow('a configuration of')
    expect(() => ask({ ...question('parameters', 'bert-base'), scope: 'encoder' })).toThrow(RangeError)
  })
})
