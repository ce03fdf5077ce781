import { names, shape } from './axes.ts'
import type { Graph, Node, Primitive, Scope, Tn } from './graph.ts'
import { equal, symbol } from './algebra.ts'
import { constant, one, type Poly } from './poly.ts'
import { carry } from './ops/carry.ts'

export interface OpenScope extends Scope {
  readonly items: (Node | Scope)[]
  loop: Scope['loop']
}

interface Trace {
  nextId: number
  scope: OpenScope
  readonly modules: string[]
  readonly sizes: Readonly<Record<string, Poly>>
  readonly identities: Record<string, Poly>
  readonly ties: { name: string; node: Node }[]
}

/**
 * The trace that is being recorded. The one mutable variable of the engine, set only for the duration of `trace`: it
 * lets a model be an ordinary function of its tensors, with nothing passed along that its paper does not name.
 */
let recording: Trace | undefined

/** Runs a model function and returns the graph of what it did. `sizes` says what an axis is worth where it is no plain symbol. */
export function trace(model: () => Readonly<Record<string, Node>>, sizes: Readonly<Record<string, Poly>> = {}): Graph {
  const outer = recording
  const root = openScope('', undefined, one)
  const own: Trace = { nextId: 0, scope: root, modules: [], sizes, identities: {}, ties: [] }
  recording = own
  try {
    return { outputs: model(), root, identities: own.identities, ties: own.ties }
  } finally {
    recording = outer
  }
}

/** A part of the model under a name of its paper, in the checkpoint module `module` (`''` for none of its own). */
export function scope<Inputs extends readonly unknown[], R>(
  name: string,
  module: string,
  body: (...inputs: Inputs) => R,
): (...inputs: Inputs) => R {
  return (...inputs) => inScope(name, one, () => within(module, () => body(...inputs)))
}

/** Everything that `body` makes belongs to a checkpoint module. */
export function within<R>(module: string, body: () => R): R {
  const { modules } = current()
  if (module !== '') modules.push(module)
  try {
    return body()
  } finally {
    if (module !== '') modules.pop()
  }
}

/** A stack of `times` identical blocks, traced once; x enters the first, each hands its result to the next. */
export function repeat<A extends string>(
  name: string,
  module: string,
  times: string,
  x: Tn<A>,
  body: (x: Tn<A>) => Tn<A>,
): Tn<A> {
  return inScope(name, symbol(times), (scope) =>
    within(`${module}.{i}`, () => {
      const entry = record(carry, {}, [x])
      const exit = body(entry as Tn<A>)
      if (exit.axes !== x.axes)
        fail(`a block must return what it takes, ${shape(x.axes)}; it returns ${shape(exit.axes)}`)
      scope.loop = { entry, exit }
      return exit
    }),
  )
}

/** Gives a result the name that its paper uses, as LaTeX. */
export function named<T extends Node>(name: string, node: T): T {
  ;(node as { name: string | undefined }).name = name
  return node
}

/** A further checkpoint name for a weight: it costs no parameters a second time. */
export function tie(name: string, node: Node): void {
  const { ties, modules } = current()
  ties.push({ name: [...modules, name].join('.'), node })
}

/** Says that one size equals another in this model; two different claims about one size are an error. */
export function identify(label: string, size: Poly): void {
  const { identities } = current()
  const known = identities[label]
  if (known !== undefined && !equal(known, size)) fail(`the size ${label} is set to two different values`)
  identities[label] = size
}

/** Adds an operation to the trace, its axes checked by the primitive's own rule. */
export function record<Attributes>(
  primitive: Primitive<Attributes>,
  attributes: Attributes,
  inputs: readonly Node[],
): Node<Attributes> {
  const { scope, modules, nextId } = current()
  const axes = primitive.axes(inputs, attributes)
  const twice = names(axes).find((axis, i, all) => all.indexOf(axis) < i)
  if (twice !== undefined)
    fail(`${primitive.name}: ${shape(axes)} has the axis ${twice} twice; a second one is ${twice}'`)
  const node: Node<Attributes> = {
    id: nextId,
    primitive,
    attributes,
    inputs,
    axes,
    sizes: names(axes).map(sizeOf),
    scope,
    module: modules.join('.'),
    name: undefined,
  }
  current().nextId += 1
  scope.items.push(node as Node)
  return node
}

/** What an axis is worth: a number itself, a symbol itself, unless the trace says otherwise. */
export function sizeOf(axis: string): Poly {
  if (/^\d+$/.test(axis)) return constant(Number(axis))
  return current().sizes[axis] ?? symbol(axis.replaceAll("'", ''))
}

/** Stops the trace with the place in the model and what is wrong there. */
export function fail(problem: string): never {
  const path = recording?.scope.path
  throw new TypeError(path ? `in ${path}: ${problem}` : problem)
}

function current(): Trace {
  if (recording === undefined)
    throw new Error('an operation was called outside trace(): models are functions that trace runs')
  return recording
}

/** Opens a part of the model for what `body` records. */
export function inScope<R>(name: string, times: Poly, body: (scope: OpenScope) => R): R {
  const own = current()
  const outer = own.scope
  const inner = openScope(name, outer, times)
  outer.items.push(inner)
  own.scope = inner
  try {
    return body(inner)
  } finally {
    own.scope = outer
  }
}

function openScope(name: string, parent: Scope | undefined, times: Poly): OpenScope {
  const path = parent === undefined || parent.path === '' ? name : `${parent.path}/${name}`
  return { name, path, parent, times, items: [], loop: undefined }
}
