import { names } from './axes.ts'
import { isScope, type Graph, type Node, type Primitive, type Scope } from './graph.ts'
import { count, type Bindings } from './poly.ts'

/** A dense array in row-major order. */
export interface NumericArray {
  readonly shape: readonly number[]
  readonly data: Float64Array
}

/** What a numeric rule may ask of the run it is part of. */
export interface Run {
  /** The weight stored under a checkpoint name; `{i}` is the block being run. */
  readonly weight: (name: string) => NumericArray
  readonly input: (name: string) => NumericArray
  /** The length of an axis. */
  readonly length: (axis: string) => number
  /** How many tokens came before this run. */
  readonly past: number
  /** What earlier runs left for a cache node, if anything, and a place to leave what this one has. */
  readonly cached: (node: Node) => NumericArray | undefined
  readonly keep: (node: Node, array: NumericArray) => void
  /** Counts multiply-adds of matrix products, to be held against the polynomial. */
  readonly multiplyAdds: (count: number) => void
}

/** One value of a run: which node, in which turn of its loop. */
export interface Observation {
  readonly node: Node
  readonly turn: number
  readonly value: NumericArray
}

/** Other ways to compute some kinds of operation, by the name of the primitive. */
export type Rules = Readonly<Record<string, Pick<Primitive, 'compute'>>>

/** The cache of a decoder: what each cache node has seen so far. */
export type Cache = Map<string, NumericArray>

export interface RunResult {
  readonly outputs: Readonly<Record<string, NumericArray>>
  /** Every value in the order in which it was computed. */
  readonly observations: readonly Observation[]
  /** Multiply-adds done in matrix products; twice this is the matmul count. */
  readonly multiplyAdds: number
  readonly cache: Cache
}

/**
 * Runs a traced model on real numbers: the same graph, on 64-bit floats.
 * `weights` and `inputs` are keyed by checkpoint and input name; `bindings` give every size, S included.
 * With `cache` from an earlier run the tokens are taken to follow it. `rules` go before the primitives' own.
 */
export function run(
  graph: Graph,
  {
    weights,
    inputs,
    bindings,
    cache = new Map(),
    rules = {},
  }: {
    readonly weights: Readonly<Record<string, NumericArray>>
    readonly inputs: Readonly<Record<string, NumericArray>>
    readonly bindings: Bindings
    readonly cache?: Cache
    readonly rules?: Rules
  },
): RunResult {
  const values = new Map<Node, NumericArray>()
  const observations: Observation[] = []
  const next: Cache = new Map()
  let multiplyAdds = 0
  let turn = 0
  const sizes = new Map<string, number>()
  const context: Run = {
    weight: (name) => lookUp(weights, name.replace('{i}', String(turn)), 'weight'),
    input: (name) => lookUp(inputs, name, 'input'),
    length: (axis) => sizes.get(axis) ?? Number(count(graphSize(axis), bindings)),
    past: Number(bindings['p'] ?? 0),
    cached: (node) => cache.get(`${node.id}.${turn}`),
    keep: (node, array) => void next.set(`${node.id}.${turn}`, array),
    multiplyAdds: (n) => void (multiplyAdds += n),
  }
  const sizePolys = new Map(
    [...allNodes(graph.root)].flatMap((node) => names(node.axes).map((axis, i) => [axis, node.sizes[i]!] as const)),
  )
  function graphSize(axis: string) {
    const size = sizePolys.get(axis)
    if (size === undefined) throw new ReferenceError(`no tensor of the model has the axis ${axis}`)
    return size
  }
  function evaluate(node: Node): void {
    const value = (rules[node.primitive.name] ?? node.primitive).compute(
      node.inputs.map((input) => values.get(input)!),
      node,
      context,
    )
    values.set(node, value)
    observations.push({ node, turn, value })
  }
  function visit(scope: Scope): void {
    const turns = Number(count(scope.times, bindings))
    for (let i = 0; i < turns; i++) {
      if (scope.loop) turn = i
      for (const item of scope.items) {
        if (isScope(item)) visit(item)
        else if (scope.loop && i > 0 && item === scope.loop.entry) {
          const value = values.get(scope.loop.exit)!
          values.set(item, value)
          observations.push({ node: item, turn, value })
        } else evaluate(item)
      }
      if (scope.loop) turn = 0
    }
  }
  visit(graph.root)
  const outputs = Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, values.get(node)!]))
  return { outputs, observations, multiplyAdds, cache: next }
}

function* allNodes(scope: Scope): Generator<Node> {
  for (const item of scope.items) {
    if (isScope(item)) yield* allNodes(item)
    else yield item
  }
}

function lookUp(table: Readonly<Record<string, NumericArray>>, name: string, kind: string): NumericArray {
  if (!Object.hasOwn(table, name)) throw new ReferenceError(`the ${kind} ${name} is missing`)
  return table[name]!
}
