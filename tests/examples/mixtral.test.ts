import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { forward, runFixture, type Fixture } from '../../src/report/forward.ts'
import { report } from '../../src/report/report.ts'
import { fromNested, polynomial, workOfScope } from '../../src/engine/index.ts'
import { ConfigError, type Model } from '../../src/models/index.ts'
import type { FlopFixture, ParameterFixture } from '../oracle/fixtures.ts'
import { examples } from '../contributing.ts'
import { distance, reference, type Nested } from '../reference.ts'
import { mixtral } from './mixtral.ts'

type Outputs = Readonly<Record<string, Nested>>
const oracle = reference<
  Fixture & { outputs: Outputs; parameters: Pick<ParameterFixture, 'total' | 'tensors' | 'tied'>; runs: FlopFixture[] }
>('mixtral')
const model = mixtralOf(oracle.config)

test('has the weights of transformers: names, shapes, blocks and total', () => {
  const { parameters } = report(model, { batch: 1, seq: 1 })
  const ours = parameters.tensors.map(({ name, shape, repeat }) => ({ name, shape, repeat }))
  expect(ours.sort(byName)).toEqual([...oracle.parameters.tensors].sort(byName))
  expect(parameters.total).toBe(String(oracle.parameters.total))
  expect(parameters.tied).toEqual(oracle.parameters.tied)
})

test.each(oracle.runs)('costs what torch counts, B = $B and T = $T, in all and in each module', (run) => {
  const { flops, scopes } = report(model, { batch: run.B, seq: run.T })
  // Torch makes the rotary angles by a matrix product of T places and k/2 frequencies.
  const angles = run.modules['MixtralForCausalLM.model.rotary_emb']!
  expect(angles).toBe(run.T * Number(model.sizes['k']))
  expect(flops.matmul).toBe(String(run.forward - angles))
  for (const part of ['self_attn', 'mlp', 'mlp.experts']) {
    const ours = scopes.find(({ path }) => path === `model.layers.{i}.${part}`)
    expect(ours?.matmul, part).toBe(String(run.modules[`MixtralForCausalLM.model.layers.0.${part}`]))
  }
})

test.each(Object.entries(oracle.outputs))('returns the %s of transformers', (output, expected) => {
  const ours = forward(oracle, model)[output] as Nested
  expect(distance(fromNested(ours), expected)).toBeLessThan(1e-9)
})

test('multiplies and adds as often as its formula says', () => {
  const { bindings, result } = runFixture(oracle, undefined, model)
  expect(2n * BigInt(result.multiplyAdds)).toBe(polynomial.count(workOfScope(model.graph).matmul, bindings))
})

test('sends no token to more experts than there are', () => {
  expect(() => mixtralOf({ ...oracle.config, num_experts_per_tok: 5 })).toThrow(ConfigError)
})

test('is what the guide for contributors shows, line for line', () => {
  const shown = examples('ts')
  const file = readFileSync(new URL('mixtral.ts', import.meta.url), 'utf8')
  expect(shown.length).toBeGreaterThan(2)
  for (const code of shown) expect(file).toContain(code)
})

function mixtralOf(config: Fixture['config']): Model {
  const [name] = mixtral.classes
  return { architecture: mixtral.modelType, class: name!, ...mixtral.build(config, name!) }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}
