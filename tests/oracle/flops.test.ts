import { describe, expect, test } from 'vitest'
import type { Request } from '../../src/report/pass.ts'
import { report } from '../../src/report/report.ts'
import { decode, modelCalled, runs, type FlopFixture } from './fixtures.ts'

/** What torch counts and no matrix product of the paper is: LLaMA's rotary angles, made by multiplying places by frequencies. */
const angles = (model: string, T: number): number =>
  /^(llama|mistral)/.test(model) ? T * Number(modelCalled(model).sizes['k']) : 0

describe.each(runs)('$model, B = $B, T = $T, S = $S', (run) => {
  const { flops, scopes } = report(modelCalled(run.model), sizesOf(run))
  const extra = angles(run.model, run.T)

  test('costs what torch counts', () => {
    expect(flops.matmul).toBe(String(run.forward - extra))
  })

  test('costs in each module what torch counts there', () => {
    const ours = new Map(scopes.map(({ path, matmul }) => [path, matmul]))
    const theirs = Object.entries(run.modules).filter(([name]) => !name.endsWith('.rotary_emb'))
    const expected = theirs.map(([name, count]) => [name, String(count - (isAround(name) ? extra : 0))])
    const found = theirs.map(([name]) => [name, pathOf(name) === '' ? flops.matmul : ours.get(pathOf(name))])
    expect(found).toEqual(expected)
    expect(run.modules[`${run.class}.model.rotary_emb`] ?? 0).toBe(extra)
  })
})

describe.each(runs.filter(isTraining))('$model, B = $B, T = $T, S = $S, in training', (run) => {
  test('costs three times the forward pass, as torch counts', () => {
    const { training } = report(modelCalled(run.model), sizesOf(run)).flops
    const expected = run.forward_and_backward! - angles(run.model, run.T) + 2 * withoutGradient(run)
    expect(training).toBe(String(expected))
  })
})

describe.each(decode)('$model, one token of B = $B after $past', ({ model, B, past, forward }) => {
  test('costs what torch counts', () => {
    expect(report(modelCalled(model), { batch: B, past }).flops.matmul).toBe(String(forward - angles(model, 1)))
  })
})

/** `BertModel.encoder.layer.0.attention` → `encoder.layer.{i}.attention`; '' for the model itself. */
function pathOf(name: string): string {
  return name
    .split('.')
    .slice(1)
    .join('.')
    .replace(/\.\d+(?=\.|$)/, '.{i}')
}

/** Whether a module holds the rotary angles of all its blocks. */
const isAround = (name: string): boolean => /^\w+(\.model)?$/.test(name)

/** The fixture's loss reads the last hidden state alone, which BertModel's pooler does not feed. */
const withoutGradient = ({ modules }: FlopFixture): number => modules['BertModel.pooler'] ?? 0

function sizesOf({ B, T, S }: FlopFixture): Request {
  return S === null ? { batch: B, seq: T } : { batch: B, seq: T, sourceSeq: S }
}

function isTraining({ forward_and_backward }: FlopFixture): boolean {
  return forward_and_backward !== undefined
}
