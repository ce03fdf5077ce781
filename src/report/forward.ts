import {
  attentionMap,
  fromNested,
  hiddenStates,
  names,
  nodesNamed,
  nodesOf,
  parameters,
  run,
  stacksOf,
} from '../engine/index.ts'
import { tiedNames, toNested, valuesOf, polynomial, type Graph, type NumericArray } from '../engine/index.ts'
import type { Bindings, Cache, RunResult, Scope } from '../engine/index.ts'
import { describe, modelOf, type Model } from '../models/index.ts'
import { complete } from '../models/quantities.ts'
import { castsOf } from './casts.ts'
import { problem, Refusal } from './refusal.ts'

/** A tiny model with its weights and inputs, as nested lists keyed by checkpoint name and keyword. */
export interface Fixture {
  readonly class: string
  readonly config: Readonly<Record<string, unknown>>
  readonly weights: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, unknown>>
  /** Absent where transformers computed as it is; `none` where its casts to 32 bits were taken out. */
  readonly casts?: 'none'
}

type Arrays = Readonly<Record<string, NumericArray>>

/** The outputs of a model under the names of transformers, hidden states and attention maps among them, as nested lists. */
export function forward(fixture: Fixture, of: Model = modelIn(fixture)): Record<string, unknown> {
  const { model, result } = runFixture(fixture, nothing, of)
  const outputs = Object.entries(result.outputs).map(([name, array]) => [name, toNested(array)])
  return { ...Object.fromEntries(outputs), ...streams(model.graph, result) }
}

/** What an earlier run of the same model has left: how many tokens it saw, and their keys and values. */
export interface Before {
  readonly past: number
  readonly cache: Cache
}

const nothing: Before = { past: 0, cache: new Map() }

/** Runs a fixture on the numeric interpreter. Throws a Refusal where its weights or inputs do not fit the model. */
export function runFixture(
  fixture: Fixture,
  { past, cache }: Before = nothing,
  model: Model = modelIn(fixture),
): { model: Model; bindings: Bindings; result: RunResult } {
  const weights = arrays('weights', fixture.weights)
  const { inputs, lengths } = inputsOf(model.graph, arrays('inputs', fixture.inputs))
  const bindings = complete(model.graph, { ...model.sizes, ...lengths, p: past })
  checkNames(model, bindings, weights)
  try {
    const rules = fixture.casts === 'none' ? {} : castsOf(model.architecture)
    return { model, bindings, result: run(model.graph, { weights, inputs, bindings, cache, rules }) }
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) throw new Refusal(error.message)
    throw error
  }
}

const modelIn = ({ config, class: className }: Fixture): Model => modelOf(config, className)

/** What runs through each stack: one stack's states and maps go by plain names, those of two by `encoder_` and `decoder_`. */
function streams(graph: Graph, result: RunResult): Record<string, unknown> {
  const stacks = stacksOf(graph)
  const entries = stacks.flatMap((stack, i) => {
    const prefix = stacks.length === 1 ? '' : ['encoder_', 'decoder_'][i]!
    const [own, cross] = [false, true].map((wanted) => maps(result, stack, wanted))
    return [
      [`${prefix}hidden_states`, hiddenStates(graph, result, stack).map(toNested)],
      ...(own!.length > 0 ? [[`${prefix}attentions`, own]] : []),
      ...(cross!.length > 0 ? [['cross_attentions', cross]] : []),
    ]
  })
  return Object.fromEntries(entries)
}

function maps(result: RunResult, stack: Scope, cross: boolean): unknown[] {
  return nodesNamed(stack, 'A')
    .filter(({ scope }) => scope.path.includes('cross-attention') === cross)
    .flatMap((node) => valuesOf(result, node).map((map) => toNested(attentionMap(node, map))))
}

/** The inputs, and the lengths that they have; a mask that is not given hides nothing, all tokens are of segment 0. */
function inputsOf(graph: Graph, given: Arrays): { inputs: Arrays; lengths: Bindings } {
  const inputs: Record<string, NumericArray> = { ...given }
  const lengths: Record<string, number> = {}
  const nodes = nodesOf(graph.root).filter(({ primitive }) => primitive.name === 'input')
  const labels = nodes.map((node) => (node.attributes as { label: string }).label)
  const stray = Object.keys(given).filter((name) => !labels.includes(name))
  if (stray.length > 0) throw new Refusal(...stray.map((name) => problem('inputs', name, `only ${labels.join(', ')}`)))
  nodes.forEach((node, i) => {
    const array = (inputs[labels[i]!] ??= defaults(labels[i]!, given))
    const axes = names(node.axes)
    if (array.shape.length !== axes.length || array.shape.includes(0))
      throw new Refusal(problem(`inputs.${labels[i]}`, `the shape [${array.shape.join(', ')}]`, `[${axes.join(', ')}]`))
    axes.forEach((axis, dimension) => (lengths[axis] ??= array.shape[dimension]!))
  })
  return { inputs, lengths }
}

function defaults(name: string, given: Arrays): NumericArray {
  const values: Readonly<Record<string, number>> = { attention_mask: 1, token_type_ids: 0 }
  const ids = given['input_ids']
  if (!Object.hasOwn(values, name) || ids === undefined)
    throw new Refusal(problem(`inputs.${name}`, 'nothing', 'an array of numbers'))
  return { shape: ids.shape, data: ids.data.map(() => values[name]!) }
}

/** Every weight that the fixture has and the model has not, at once; what lacks shows when it is asked for. */
function checkNames({ graph, class: className }: Model, bindings: Bindings, weights: Arrays): void {
  const repeats = new Map(parameters(graph).map(({ name, repeat }) => [name, polynomial.count(repeat, bindings)]))
  const tied = tiedNames(graph)
  const isKnown = (name: string): boolean => {
    const [, block] = /\.(\d+)\./.exec(name) ?? []
    const blocks = block === undefined ? undefined : repeats.get(name.replace(`.${block}.`, '.{i}.'))
    return tied.includes(name) || repeats.has(name) || (blocks !== undefined && BigInt(block!) < blocks)
  }
  const stray = Object.keys(weights).filter((name) => !isKnown(name))
  if (stray.length > 0)
    throw new Refusal(...stray.map((name) => problem('weights', name, `a name that ${className} has`)))
}

function arrays(field: string, nested: Readonly<Record<string, unknown>>): Arrays {
  const problems: string[] = []
  const entries = Object.entries(nested).map(([name, value]) => {
    try {
      if (!Array.isArray(value)) throw new TypeError(problem('', describe(value), 'an array of numbers').slice(2))
      return [name, fromNested(value)]
    } catch (error) {
      problems.push(`${field}.${name}: ${(error as Error).message}`)
      return [name, undefined]
    }
  })
  if (problems.length > 0) throw new Refusal(...problems)
  return Object.fromEntries(entries)
}
