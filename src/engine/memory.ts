import { names } from './axes.ts'
import { repeats, stepNodes } from './costs.ts'
import { nodesOf, type Graph, type Node, type Scope } from './graph.ts'
import { isCache } from './ops/cache.ts'
import { isParam } from './ops/param.ts'
import { elements } from './ops/rules.ts'
import { parameterCount } from './parameters.ts'
import { divide } from './algebra.ts'
import { add, constant, multiply, one, type Poly } from './poly.ts'

/** Something that the forward pass leaves in memory for the backward pass. */
export interface Kept {
  /** The tensor; for a dropout mask, the dropout. */
  readonly node: Node
  readonly kind: 'tensor' | 'mask'
  /** The first operation whose gradient needs it. */
  readonly by: Node
  /** The part of the model that it is counted in: that of `by`, unless that part repeats and the tensor does not. */
  readonly scope: Scope
  /** Bytes in all blocks together. */
  readonly bytes: Poly
}

/**
 * What the backward pass needs, each tensor once however many operations need it, a view of a tensor being that tensor.
 * `bytes` is the size of one element; a dropout mask takes a byte whatever that is. Weights are not among them, nor is
 * what the loss keeps. With two bytes, a GPT block keeps 34·s·b·h + 5·a·s²·b bytes (Korthikanti et al. 2022, eq. 1).
 */
export function keptForBackward(graph: Graph, bytes = 2): Kept[] {
  const tensors = new Map<Node, { by: Node; home: Scope }>()
  const masks: Kept[] = []
  for (const by of nodesOf(graph.root)) {
    const kept = by.primitive.kept(by)
    for (const tensor of kept.tensors) {
      const node = storageOf(tensor)
      if (isParam(node)) continue
      const home = meeting(node.scope, by.scope)
      const known = tensors.get(node)
      if (known === undefined) tensors.set(node, { by, home })
      else if (isWithin(home, known.home)) tensors.set(node, { by: known.by, home })
    }
    if (kept.bytes.terms.size > 0) {
      const all = multiply(repeats(by.scope), kept.bytes)
      masks.push({ node: by, kind: 'mask', by, scope: by.scope, bytes: all })
    }
  }
  for (const { node, source } of carried(graph)) if (tensors.has(node)) tensors.delete(source)
  const rows = [...tensors].map(([node, { by, home }]): Kept => {
    const size = multiply(repeats(home), constant(bytes), elements(node))
    return { node, kind: 'tensor', by, scope: withoutLoop(by.scope, home), bytes: size }
  })
  return [...rows, ...masks].sort((a, b) => a.by.id - b.by.id)
}

/** Bytes kept for the backward pass by one run of a scope; by the whole model without one. */
export function activationBytes(graph: Graph, scope: Scope = graph.root, bytes = 2): Poly {
  const own = keptForBackward(graph, bytes).filter((kept) => isWithin(kept.scope, scope))
  return divide(add(...own.map((kept) => kept.bytes)), repeats(scope))
}

/** The numbers that decoding holds for the tokens before the next. */
export interface CacheSize {
  /** Keys and values of the sequence that is being written; they grow by the same amount with every token. */
  readonly self: Poly
  /** Of `self`, what one more token of one sequence adds: 2·L·g·k. */
  readonly perToken: Poly
  /** Keys and values of the source sequence in a decoder that reads one; computed once and of fixed size. */
  readonly cross: Poly
}

/** How many numbers the KV cache holds: 2·L·g·k for each token of each sequence. Times bytes per number is its size. */
export function cacheElements(graph: Graph): CacheSize {
  const caches = nodesOf(graph.root).filter(isCache)
  const all = (node: Node): Poly => multiply(repeats(node.scope), elements(node))
  const token = (node: Node): Poly => multiply(repeats(node.scope), ...ofOneToken(node))
  return {
    self: add(...caches.map(all)),
    perToken: add(...caches.map(token)),
    cross: add(...crossKept(graph).map(all)),
  }
}

/** How many bytes a training step holds for each parameter, and what for. */
export interface Recipe {
  readonly title: string
  readonly parts: Readonly<Record<string, number>>
  readonly source: string
}

/** Common ways to train, each with what it keeps for a parameter, in bytes. */
export const recipes = {
  mixed: {
    title: 'bf16 compute, fp32 master weights, Adam',
    parts: {
      'bf16 weights': 2,
      'fp32 master weights': 4,
      'fp32 gradients': 4,
      'first moment m': 4,
      'second moment v': 4,
    },
    source: 'Micikevicius et al. 2018, §3.1; Kingma and Ba 2015',
  },
  zero: {
    title: 'fp16 compute and gradients, fp32 master weights, Adam',
    parts: {
      'fp16 weights': 2,
      'fp16 gradients': 2,
      'fp32 master weights': 4,
      'first moment m': 4,
      'second moment v': 4,
    },
    source: 'Rajbhandari et al. 2020, §3.1',
  },
  full: {
    title: 'fp32 throughout, Adam',
    parts: { 'fp32 weights': 4, 'fp32 gradients': 4, 'first moment m': 4, 'second moment v': 4 },
    source: 'Kingma and Ba 2015',
  },
  momentum: {
    title: 'fp32 throughout, SGD with momentum',
    parts: { 'fp32 weights': 4, 'fp32 gradients': 4, momentum: 4 },
    source: 'Sutskever et al. 2013',
  },
  half: {
    title: 'bf16 throughout, Adam',
    parts: { 'bf16 weights': 2, 'bf16 gradients': 2, 'first moment m': 2, 'second moment v': 2 },
    source: 'torch.optim.AdamW on bfloat16 parameters: its moments take their type',
  },
} as const satisfies Record<string, Recipe>

/** Memory of a training step that does not depend on the batch, part by part. Activations come on top. */
export function trainingBytes(graph: Graph, recipe: Recipe): { name: string; bytes: Poly }[] {
  const parameters = parameterCount(graph)
  return Object.entries(recipe.parts).map(([name, each]) => ({ name, bytes: multiply(constant(each), parameters) }))
}

/** The tensor that holds the numbers: a view, a slice and a cache without a past are places in another. */
function storageOf(node: Node): Node {
  return ['view', 'slice', 'cache'].includes(node.primitive.name) ? storageOf(node.inputs[0]!) : node
}

/** The variables of loops, each with the tensor that it is in the first turn. */
function carried(graph: Graph): { node: Node; source: Node }[] {
  return nodesOf(graph.root)
    .filter((node) => node.scope.loop?.entry === node)
    .map((node) => ({ node, source: storageOf(node.inputs[0]!) }))
}

/** The innermost scope that has both. */
function meeting(a: Scope, b: Scope): Scope {
  return isWithin(b, a) ? a : meeting(a.parent!, b)
}

function isWithin(inner: Scope, outer: Scope): boolean {
  return inner === outer || (inner.parent !== undefined && isWithin(inner.parent, outer))
}

/** The innermost scope from `inner` up to `outer` that runs no more often than `outer`. */
function withoutLoop(inner: Scope, outer: Scope): Scope {
  const chain: Scope[] = []
  for (let scope = inner; scope !== outer; scope = scope.parent!) chain.push(scope)
  const loop = chain.findLast((scope) => scope.times !== one)
  return loop?.parent ?? inner
}

/** The sizes of a cache without the batch and the axis along which it grows. */
function ofOneToken(node: Node): Poly[] {
  const before = names(node.inputs[0]!.axes)
  return names(node.axes).flatMap((axis, i) => (axis === before[i] && axis !== 'B' ? [node.sizes[i]!] : []))
}

/** What a decoding step reads of what the source sequence alone decides. */
function crossKept(graph: Graph): Node[] {
  const inputs = nodesOf(graph.root).filter(({ primitive }) => primitive.name === 'input')
  if (!inputs.some(({ attributes }) => (attributes as { label: string }).label === 'decoder_input_ids')) return []
  const step = new Set(stepNodes(graph))
  const read = new Set([...step].flatMap((node) => node.inputs))
  return [...read].filter((node) => !step.has(node) && node.inputs.length > 0)
}
