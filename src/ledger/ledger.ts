import { modelOf, type Model } from '../models/index.ts'
import { forward } from '../report/forward.ts'
import { report, type Report } from '../report/report.ts'
import type { FlopFixture, ForwardFixture, ParameterFixture, Reference, StepFixture } from './reference.ts'

/** One comparison of ours with the reference: a total, and everything that was compared on the way to it. */
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
  /** How many things were compared: tensors, or modules. */
  readonly compared: number
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
    passes: flops.runs.map((run) => passOf(called(run.model), run)),
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
  const { parameters } = report(model, { batch: 1, seq: 1 })
  const text = (tensor: { shape: readonly number[]; repeat: number } | undefined): string =>
    tensor === undefined ? 'nothing' : `[${tensor.shape.join(', ')}] × ${tensor.repeat}`
  const ours = new Map(parameters.tensors.map((tensor) => [tensor.name, tensor]))
  const theirs = new Map(fixture.tensors.map((tensor) => [tensor.name, tensor]))
  const names = [...new Set([...theirs.keys(), ...ours.keys()])]
  return {
    ...{ model: name, class: fixture.class, at: '' },
    ...{ ours: parameters.total, theirs: String(fixture.total), compared: names.length },
    differing: [
      ...names.flatMap((name) => unequal(name, text(ours.get(name)), text(theirs.get(name)))),
      ...unequal('tied names', [...parameters.tied].sort().join(), [...fixture.tied].sort().join()),
      ...unequal('total', parameters.total, String(fixture.total)),
    ],
  }
}

function passOf(model: Model, run: FlopFixture): Entry {
  const { flops, scopes } = report(model, sizesOf(run))
  const extra = angles(model, run.T)
  const ours = new Map(scopes.map(({ path, matmul }) => [path, matmul]))
  const modules = Object.entries(run.modules).filter(([name]) => !name.endsWith('.rotary_emb'))
  return {
    ...head(run),
    ...{ ours: flops.matmul, theirs: String(run.forward), ...explained(extra), compared: modules.length },
    differing: [
      ...unequal('FLOPs', flops.matmul, String(run.forward - extra)),
      ...modules.flatMap(([name, count]) =>
        unequal(
          name,
          pathOf(name) === '' ? flops.matmul : ours.get(pathOf(name)),
          String(count - (isAround(name) ? extra : 0)),
        ),
      ),
    ],
  }
}

function stepOf(model: Model, step: StepFixture): Entry {
  const { flops } = report(model, { batch: step.B, past: step.past })
  const extra = angles(model, 1)
  return {
    ...{ model: step.model, class: step.class, at: `B = ${step.B}, after ${step.past} tokens` },
    ...{ ours: flops.matmul, theirs: String(step.forward), ...explained(extra), compared: 1 },
    differing: unequal('FLOPs', flops.matmul, String(step.forward - extra)),
  }
}

/** The reference's loss reads the last hidden state, which BertModel's pooler does not feed: it has no backward pass there. */
function trainingOf(model: Model, run: FlopFixture, both: number): Entry {
  const { training } = report(model, sizesOf(run)).flops
  const pooler = 2 * (run.modules['BertModel.pooler'] ?? 0)
  const extra = angles(model, run.T) - pooler
  return {
    ...head(run),
    ...{ ours: training, theirs: String(both), compared: 1 },
    ...(pooler > 0
      ? { explained: { count: String(-pooler), why: 'the pooler, which the loss of the reference does not reach' } }
      : explained(extra)),
    differing: unequal('FLOPs', training, String(both - extra)),
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

/** transformers makes the rotary angles by a matrix product of T places and k/2 frequencies, which torch counts. */
const angles = ({ architecture, sizes }: Model, T: number): number =>
  architecture === 'llama' || architecture === 'mistral' ? T * Number(sizes['k']) : 0

const explained = (extra: number): Pick<Entry, 'explained'> =>
  extra === 0 ? {} : { explained: { count: String(extra), why: 'rotary angles, made by a matrix product' } }

/** `BertModel.encoder.layer.0.attention` → `encoder.layer.{i}.attention`; '' for the model itself. */
const pathOf = (name: string): string => name.replace(/^\w+\.?/, '').replace(/\.\d+(?=\.|$)/, '.{i}')

/** Whether a module holds the rotary angles of all its blocks. */
const isAround = (name: string): boolean => /^\w+(\.model)?$/.test(name)

const unequal = (what: string, ours: Report['flops']['matmul'] | undefined, theirs: string): string[] =>
  ours === theirs ? [] : [`${what}: ours ${ours ?? 'nothing'}, theirs ${theirs}`]

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
