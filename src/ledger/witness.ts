import type { Bindings } from '../engine/index.ts'
import { modelOf, type Model } from '../models/index.ts'
import { pathOf } from './ledger.ts'
import type { FlopFixture, ParameterFixture, Reference } from './reference.ts'

/** What somebody else counts, and who: of a model, of a pass through it or of one part of a pass. */
export interface Testimony {
  readonly count: number
  readonly source: string
}

/** What PyTorch and transformers can be asked about. */
export const askable = ['parameters', 'matmul', 'training'] as const
export type Askable = (typeof askable)[number]

/** What a question is about. `scope` is a part as checkpoints call it, with `{i}` for its place in a stack; '' is all of it. */
export interface Question {
  readonly of: Askable
  readonly model: Pick<Model, 'architecture' | 'class' | 'sizes'>
  readonly bindings: Bindings
  readonly scope?: string | undefined
}

/** Answers from the reference values, and throws a RangeError where they have no word on it. */
export function witness({ parameters, flops }: Reference): (question: Question) => Testimony {
  const fixtures = Object.entries(parameters.models).map(([name, fixture]) => ({ name, fixture }))
  return ({ of, model, bindings, scope = '' }) => {
    const same = fixtures.filter(({ fixture }) => isOf(fixture, model))
    const runs = flops.runs.filter((run) => same.some(({ name }) => name === run.model) && isAt(run, bindings))
    const count = {
      parameters: () => (scope === '' ? same[0]?.fixture.total : undefined),
      matmul: () => runs.map((run) => partOf(run, scope)).find((part) => part !== undefined),
      training: () => (scope === '' ? runs.map((run) => run.forward_and_backward).find(Boolean) : undefined),
    }[of]()
    if (count !== undefined) return { count, source: sources[of] }
    throw new RangeError(
      of === 'parameters'
        ? `a configuration of ${model.class} among ${fixtures.map(({ name }) => name).join(', ')}`
        : `a pass among ${flops.runs.map(({ model, B, T, S }) => `${model} at ${[B, T, S ?? []].flat().join(' × ')}`).join(', ')}`,
    )
  }
}

const sources: Readonly<Record<Askable, string>> = {
  parameters: 'transformers, state dict',
  matmul: 'PyTorch, FlopCounterMode',
  training: 'PyTorch, forward and backward',
}

function isOf(fixture: ParameterFixture, model: Question['model']): boolean {
  if (fixture.class !== model.class) return false
  const { architecture, sizes } = modelOf(fixture.config, fixture.class)
  return (
    architecture === model.architecture && Object.keys(sizes).every((symbol) => sizes[symbol] === model.sizes[symbol])
  )
}

const isAt = ({ B, T, S }: FlopFixture, bindings: Bindings): boolean =>
  Object.entries({ B, T, ...(S !== null && { S }) }).every(([symbol, size]) => Number(bindings[symbol]) === size)

const partOf = ({ forward, modules }: FlopFixture, scope: string): number | undefined =>
  scope === '' ? forward : Object.entries(modules).find(([name]) => pathOf(name) === scope)?.[1]
