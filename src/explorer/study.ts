import { attainable } from '../engine/hardware.ts'
import { isCache, nodesOf, polynomial, repeats, stacksOf, type Bindings, type Scope } from '../engine/index.ts'
import { intensity } from '../engine/traffic.ts'
import type { Model } from '../models/architecture.ts'
import { ConfigError } from '../models/config.ts'
import { fieldsOf, type FieldsRead } from '../report/fields.ts'
import { passOf, sequences, usualLength, type Request } from '../report/pass.ts'
import { configuredModel } from '../report/read.ts'
import { Refusal } from '../report/refusal.ts'
import { report, type Report } from '../report/report.ts'
import type { Choice } from './choice.ts'
import { formats, type Settings } from './settings.ts'

/** One way to run the model. */
export interface Phase {
  /** `pass` or `step`; of two models, `a-pass`: what a number names to say in which pass it is counted. */
  readonly id: string
  readonly title: string
  readonly report: Report
  readonly bindings: Bindings
  /** Seconds that the products take on the chip at best, each at its own roofline and one after the other. */
  readonly seconds: number
}

/** A model that could be read, with everything the page says about it. */
export interface Study {
  readonly choice: Choice
  readonly settings: Settings
  readonly model: Model
  readonly fields: FieldsRead
  /** A whole pass: the forward pass of an encoder, the prefill of a decoder. Its report tells the training memory too. */
  readonly pass: Phase
  /** One decoding step, where the model decodes. */
  readonly step: Phase | undefined
  /** Its stacks of blocks, in the order of the data. */
  readonly stacks: readonly Scope[]
  /** The lengths that the reader can set here, with their values. */
  readonly lengths: Readonly<Record<string, number>>
}

/** A study, or what keeps the model from being read: each problem names its field. */
export type Outcome = { readonly study: Study } | { readonly problems: readonly string[] }

/** Looks at a configuration. Never throws for what a reader can ask. `prefix` is for the ids of its phases. */
export function study(choice: Choice, settings: Settings, prefix = ''): Outcome {
  try {
    return { study: studied(choice, settings, prefix) }
  } catch (error) {
    if (error instanceof ConfigError || error instanceof Refusal) return { problems: error.problems }
    throw error
  }
}

function studied(choice: Choice, settings: Settings, prefix: string): Study {
  const { model, positions } = configuredModel(choice.config)
  const { step, source } = sequences(model)
  const decodes = nodesOf(model.graph.root).some(isCache)
  const sizes: Readonly<Record<string, number | undefined>> = settings.sizes
  const { B: batch = 1, S, p, [step]: seq = usualLength(model, positions) } = sizes
  const sourceSeq = source === undefined ? {} : { sourceSeq: S ?? seq }
  const limit = Number(model.sizes['P'] ?? Infinity)
  const past = p ?? Math.min(seq, limit - 1)
  const bytes = formats[settings.format]
  const phase = (name: 'pass' | 'step', title: string, request: Request): Phase => {
    const called = { seq: step, sourceSeq: 'S', past: 'p' }
    const told = report(model, request, { called, bytes, ...(name === 'pass' && { recipe: settings.recipe }) })
    const { bindings, nodes } = passOf(model, request)
    const seconds = nodes.reduce((sum, node) => {
      const { matmul, read, written } = node.primitive.cost(node)
      if (matmul.terms.size === 0) return sum
      const all = polynomial.multiply(repeats(node.scope), matmul)
      const moved = polynomial.multiply(polynomial.constant(bytes), polynomial.add(read, written))
      const speed = attainable(settings.chip, settings.format, intensity(matmul, moved, bindings))
      return sum + Number(polynomial.count(all, bindings)) / speed
    }, 0)
    return { id: prefix + name, title, report: told, bindings, seconds }
  }
  return {
    choice,
    settings,
    model,
    fields: fieldsOf(choice.config),
    pass: phase('pass', decodes ? 'Prefill' : 'Forward pass', { batch, seq, ...sourceSeq }),
    step: decodes ? phase('step', 'One decoding step', { batch, past, ...sourceSeq }) : undefined,
    stacks: stacksOf(model.graph),
    lengths: { B: batch, [step]: seq, ...(source && { S: S ?? seq }), ...(decodes && { p: past }) },
  }
}
