import { z } from 'astro/zod'
import { polynomial, type Bindings, type Poly, type Scope } from '../engine/index.ts'
import { adaptations, type AdaptationName } from '../models/adaptations/methods.ts'
import { published, publishedModel, type Model } from '../models/index.ts'
import { complete, quantities, scopeAt, type QuantityName } from '../models/quantities.ts'
import { familyOf } from './live.ts'
import { keysOf, mistake, type Place } from './props.ts'

/** What a component speaks of: a model with all its sizes. */
export interface Subject {
  /** The name of the published configuration. */
  readonly name: string
  readonly title: string
  readonly model: Model
  readonly bindings: Bindings
  /** The sizes in which it differs from the post's own, if any. */
  readonly own: Readonly<Record<string, number>> | undefined
  /** Whether the author named the model, be it the post's own: then no knob makes it another. */
  readonly pinned: boolean
  /** Whether the author named its class: then no knob gives it a head or takes it. */
  readonly classed: boolean
  /** What it is called where it is no published size of the page's own model, of which a script can tell more. */
  readonly foreign: string | undefined
}

/** The props by which a component says what it speaks of, where that is not the post's own model. */
export const subjectProps = {
  /** A published configuration, such as `bert-large`. */
  model: z.string().optional(),
  /** A class of its implementation, such as `BertForMaskedLM`. */
  class: z.string().optional(),
  /** Sizes that differ from the post's: `with={{ T: 512 }}`. */
  with: z.record(z.string(), z.int().nonnegative()).optional(),
  /** A way to teach it a task, such as `lora`: the model is then the adapted one. */
  adapt: z.enum(keysOf(adaptations)).optional(),
}

/** The model and sizes that a component was given, or the post's own. */
export function subjectOf(
  component: string,
  props: {
    readonly at?: Place
    readonly model?: string | undefined
    readonly class?: string | undefined
    readonly with?: Readonly<Record<string, number>> | undefined
    readonly adapt?: AdaptationName | undefined
  },
  locals: App.Locals,
): Subject {
  const name = props.model ?? locals.post?.model
  if (name === undefined || !Object.hasOwn(published, name))
    return mistake(props.at, component, {
      message: name === undefined ? 'no model' : `unknown model ${name}`,
      received: name ?? 'neither a prop `model` nor one in the front matter',
      expected: `one of ${Object.keys(published).join(', ')}`,
      advice: 'name a published configuration',
    })
  try {
    const model = adapted(publishedModel(name, props.class), props.adapt)
    const bindings = complete(model.graph, { ...model.sizes, ...freeIn(model, locals.post?.bindings), ...props.with })
    const given = { own: props.with, pinned: props.model !== undefined, classed: props.class !== undefined }
    const { title } = published[name]!
    return { name, title, model, bindings, ...given, foreign: foreignOf({ ...props, name, title }, locals) }
  } catch (error) {
    return mistake(props.at, component, {
      message: `${name} cannot be built`,
      received: props.class ?? name,
      expected: (error as Error).message,
      advice: 'correct `class`, or leave it out',
    })
  }
}

function foreignOf(
  {
    name,
    title,
    class: own,
    adapt,
  }: { name: string; title: string; class?: string | undefined; adapt?: AdaptationName | undefined },
  { post }: App.Locals,
): string | undefined {
  if (post?.model === undefined) return undefined
  const isKin = familyOf(post.model).some((kin) => kin.name === name)
  if (isKin && own === undefined && adapt === undefined) return undefined
  return [title, own && `as ${own}`, adapt && `with ${adaptations[adapt].title}`].filter(Boolean).join(' ')
}

function adapted(model: Model, adaptation: AdaptationName | undefined): Model {
  if (adaptation === undefined) return model
  const own = known.get(model) ?? new Map<AdaptationName, Model>()
  const changed = own.get(adaptation) ?? { ...model, graph: adaptations[adaptation].adapt(model.graph) }
  known.set(model, own.set(adaptation, changed))
  return changed
}

const known = new WeakMap<Model, Map<AdaptationName, Model>>()

/** A post's sizes without those that this model sets equal to others: where one model reads a source, another has none. */
const freeIn = ({ graph }: Model, bindings: Readonly<Record<string, number>> = {}): Bindings =>
  Object.fromEntries(Object.entries(bindings).filter(([symbol]) => !Object.hasOwn(graph.identities, symbol)))

/** The part of the model under a path; the build stops where there is none. */
export function scopeOf(component: string, at: Place, { model }: Subject, path = ''): Scope {
  try {
    return scopeAt(model.graph, path)
  } catch (error) {
    return mistake(at, component, {
      message: `the model has no part ${path}`,
      received: path,
      expected: (error as Error).message,
      advice: 'use the path of a part, or leave `scope` out for the whole model',
    })
  }
}

/** A quantity of a part of the model. */
export function quantityOf(subject: Subject, of: QuantityName, scope: Scope): Poly {
  return quantities[of].of(subject.model.graph, scope)
}

/** The value of a polynomial; the build stops where a size of it is unknown. */
export function valueOf(component: string, at: Place, poly: Poly, bindings: Bindings): polynomial.Fraction {
  try {
    return polynomial.evaluate(poly, bindings)
  } catch (error) {
    return mistake(at, component, {
      message: 'a size has no value',
      received: polynomial.print(poly),
      expected: `sizes among ${Object.keys(bindings).join(', ')}`,
      advice: `${(error as Error).message}: add it to \`bindings\` in the front matter, or to \`with\``,
    })
  }
}
