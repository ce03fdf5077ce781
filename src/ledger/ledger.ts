import { modelOf, type Model } from '../models/index.ts'
import { forward } from '../report/forward.ts'
import { passOf } from '../report/pass.ts'
import { parametersOf, report } from '../report/report.ts'
import type { FlopFixture, ForwardFixture, ParameterFixture, Reference, StepFixture } from './reference.ts'

/** One thing of which both have something to say: a tensor's shape and how often it occurs, a module's FLOPs. */
export interface Row {
  readonly name: string
  readonly ours: string
  readonly theirs: string
}

/** One model, or one pass of it: its total, ours and theirs, and every part of it. */
export interface Entry {
  readonly model: string
  readonly class: string
  /** The sizes of the pass, `B = 1, T = 128`; empty where there is none. */
  readonly at: string
  /** Decimal text. */
  readonly ours: string
  readonly theirs: string
  /** What the reference counts and we do not, with the reason. */
  readonly explained?: { readonly count: string; readonly why: string }
  /** The parts, what is explained taken off. */
  readonly rows: readonly Row[]
  /** What is not the same, in words; empty where all of it is. */
  readonly differing: readonly string[]
}

/** What a tiny model returns, beside what transformers returns for the same weights and inputs. */
export interface Parity {
  readonly model: string
  readonly class: string
  readonly output: string
  /** How many numbers were compared. */
  readonly compared: number
  /** The largest difference between two of them. */
  readonly farthest: number
  readonly differing: readonly string[]
}

export interface Ledger {
  readonly sources: { readonly parameters: string; readonly flops: string; readonly forward: string }
  readonly tensors: readonly Entry[]
  readonly passes: readonly Entry[]
  readonly steps: readonly Entry[]
  readonly training: readonly Entry[]
  readonly numbers: readonly Parity[]
}

/** How far two results of the same computation in 64 bits may lie apart. */
export const tolerance = 1e-9

/** Everything that the engine says about a model for which the reference has a word on it. */
export function ledgerOf({ parameters, flops, forward }: Reference): Ledger {
  const called = (name: string): Model => {
    const { config, class: className } = parameters.models[name]!
    return modelOf(config, className)
  }
  return {
    sources: { parameters: parameters.source, flops: flops.source, forward: forward.source },
    tensors: Object.entries(parameters.models).map(([name, fixture]) => tensorsOf(name, called(name), fixture)),
    passes: flops.runs.map((run) => runOf(called(run.model), run)),
    steps: flops.decode.map((step) => stepOf(called(step.model), step)),
    training: flops.runs.flatMap((run) =>
      run.forward_and_backward === undefined ? [] : [trainingOf(called(run.model), run, run.forward_and_backward)],
    ),
    numbers: Object.entries(forward.models).flatMap(([name, fixture]) => parityOf(name, fixture)),
  }
}

/** Every difference of a ledger, a line each. */
export function differences({ tensors, passes, steps, training, numbers }: Ledger): string[] {
  const entries = [...tensors, ...passes, ...steps, ...training].flatMap(({ model, at, differing }) =>
    differing.map((what) => `${[model, at].filter(Boolean).join(', ')}: ${what}`),
  )
  return [...entries, ...numbers.flatMap(({ model, differing }) => differing.map((what) => `${model}: ${what}`))]
}

/** The ledger, if nothing in it differs; otherwise an Error that lists what does. */
export function clean(ledger: Ledger): Ledger {
  const found = differences(ledger)
  if (found.length > 0)
    throw new Error(
      `The ledger does not balance, so the site is not built:\n${found.map((line) => `  ${line}`).join('\n')}`,
    )
  return ledger
}

function tensorsOf(name: string, model: Model, fixture: ParameterFixture): Entry {
  const parameters = parametersOf(model, passOf(model, { batch: 1, seq: 1 }).bindings)
  const text = (tensor: { shape: readonly number[]; repeat: number } | undefined): string =>
    tensor === undefined ? nothing : `[${tensor.shape.join(', ')}] × ${tensor.repeat}`
  const ours = new Map(parameters.tensors.map((tensor) => [tensor.name, tensor]))
  const theirs = new Map(fixture.tensors.map((tensor) => [tensor.name, tensor]))
  const names = [...new Set([...theirs.keys(), ...ours.keys()])]
  const tied = (list: readonly string[]): string => list.toSorted().join(', ') || 'none'
  return entry({ model: name, class: fixture.class, at: '' }, parameters.total, fixture.total, [
    ...names.map((name) => ({ name, ours: text(ours.get(name)), theirs: text(theirs.get(name)) })),
    { name: 'tied names', ours: tied(parameters.tied), theirs: tied(fixture.tied) },
  ])
}

function runOf(model: Model, run: FlopFixture): Entry {
  const { flops, scopes } = report(model, sizesOf(run))
  const extra = anglesOf(model, run.T)
  const ours = new Map([['', flops.matmul], ...scopes.map(({ path, matmul }) => [path, matmul] as const)])
  const rows = Object.entries(run.modules)
    .filter(([name]) => !name.endsWith('.rotary_emb'))
    .map(([name, count]) => ({
      name,
      ours: ours.get(pathOf(name)) ?? nothing,
      theirs: String(count - (isAround(name) ? extra.count : 0)),
    }))
  return entry(head(run), flops.matmul, run.forward, rows, extra)
}

function stepOf(model: Model, step: StepFixture): Entry {
  const { flops } = report(model, { batch: step.B, past: step.past })
  const own = { model: step.model, class: step.class, at: `B = ${step.B}, after ${step.past} tokens` }
  return entry(own, flops.matmul, step.forward, [], anglesOf(model, 1))
}

function trainingOf(model: Model, run: FlopFixture, both: number): Entry {
  const pooler = run.modules['BertModel.pooler'] ?? 0
  const why = 'the pooler has no backward pass there: the loss reads the last hidden state'
  const extra = pooler > 0 ? { count: -2 * pooler, why } : anglesOf(model, run.T)
  return entry(head(run), report(model, sizesOf(run)).flops.training, both, [], extra)
}

function entry(
  own: Pick<Entry, 'model' | 'class' | 'at'>,
  ours: string,
  theirs: number,
  rows: readonly Row[],
  extra = { count: 0, why: '' },
): Entry {
  const total = { name: 'total', ours, theirs: String(theirs - extra.count) }
  return {
    ...{ ...own, ours, theirs: String(theirs), rows },
    ...(extra.count !== 0 && { explained: { count: String(extra.count), why: extra.why } }),
    differing: [...rows, total].flatMap((row) =>
      row.ours === row.theirs ? [] : [`${row.name}: ours ${row.ours}, theirs ${row.theirs}`],
    ),
  }
}

function parityOf(model: string, fixture: ForwardFixture): Parity[] {
  const ours = forward(fixture)
  return Object.entries(fixture.outputs).map(([output, expected]) => {
    const { compared, farthest } = distance(ours[output], expected)
    return {
      ...{ model, class: fixture.class, output, compared, farthest },
      differing: farthest < tolerance ? [] : [`${output}: ${farthest} apart, at most ${tolerance} is the same`],
    }
  })
}

const head = ({ model, class: className, B, T, S }: FlopFixture) => ({
  model,
  class: className,
  at: [`B = ${B}`, `T = ${T}`, ...(S === null ? [] : [`S = ${S}`])].join(', '),
})

const sizesOf = ({ B, T, S }: FlopFixture) => ({ batch: B, seq: T, ...(S !== null && { sourceSeq: S }) })

const nothing = 'nothing'

/** transformers makes the rotary angles by a matrix product of T places and k/2 frequencies, which torch counts. */
const anglesOf = ({ architecture, sizes }: Model, T: number) => ({
  count: architecture === 'llama' || architecture === 'mistral' ? T * Number(sizes['k']) : 0,
  why: 'rotary angles, made by a matrix product',
})

/** `BertModel.encoder.layer.0.attention` → `encoder.layer.{i}.attention`; '' for the model itself. */
export const pathOf = (name: string): string => name.replace(/^\w+\.?/, '').replace(/\.\d+(?=\.|$)/, '.{i}')

/** Whether a module holds the rotary angles of all its blocks. */
const isAround = (name: string): boolean => /^\w+(\.model)?$/.test(name)

/** How many numbers two nested lists have, and the largest difference; infinite where their shapes differ. */
function distance(a: unknown, b: unknown): { compared: number; farthest: number } {
  if (typeof a === 'number' && typeof b === 'number') return { compared: 1, farthest: Math.abs(a - b) }
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return { compared: 0, farthest: Infinity }
  const parts = a.map((value, i) => distance(value, b[i]))
  return {
    compared: parts.reduce((sum, { compared }) => sum + compared, 0),
    farthest: parts.reduce((worst, { farthest }) => Math.max(worst, farthest), 0),
  }
}
