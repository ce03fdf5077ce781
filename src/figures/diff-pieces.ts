import {
  baseSymbol,
  contracted,
  isCache,
  isEinsum,
  isParam,
  names,
  nodesOf,
  parameters,
  polynomial,
  repeats,
  scopesOf,
  simplify,
  stacksOf,
  type Graph,
  type Node,
  type Poly,
  type Scope,
  type Tensor,
} from '../engine/index.ts'
import { roleOf } from '../models/operation-names.ts'

/** One operation of a model together with the weights that it is the first to use. */
export interface Piece {
  /** The part of the model, as both models call it. */
  readonly part: string
  /** What it does there: `W_Q`, `Q K`, `norm 2`. Unique within its part. */
  readonly role: string
  /** What it contracts and makes, `d→f`: a second way to know a projection. */
  readonly signature: string | undefined
  /** What makes it what it is, sizes aside: `layer norm on the stream`, `GELU`. */
  readonly form: string
  readonly node: Node
  readonly weights: readonly Tensor[]
  /** Counted in the whole model. */
  readonly parameters: Poly
  readonly matmul: Poly
  /** Numbers that one token of one sequence leaves in the cache. */
  readonly cache: Poly
}

/** The pieces of a model, under the names of parts that it shares with `other`. */
export function piecesOf(graph: Graph, other: Graph): Piece[] {
  const nodes = nodesOf(graph.root)
  const rename = partNames(graph, other)
  const weights = weightsByUser(graph)
  const seen = new Map<string, number>()
  return nodes.filter(isOperation).map((node) => {
    const part = rename(node.scope)
    const own = weights.get(node) ?? []
    const name = roleOf(node)
    const count = (seen.get(`${part} ${name}`) ?? 0) + 1
    seen.set(`${part} ${name}`, count)
    const times = repeats(node.scope)
    return {
      part,
      role: count === 1 ? name : `${name} ${count}`,
      signature: isProjection(node) ? signatureOf(node) : undefined,
      form: formOf(graph, node),
      node,
      weights: own,
      parameters: polynomial.add(...own.map((tensor) => tensor.count)),
      matmul: current(graph, polynomial.multiply(times, node.primitive.cost(node).matmul)),
      cache: isCache(node) ? polynomial.multiply(times, ...ofOneToken(node)) : polynomial.zero,
    }
  })
}

/** What a reader calls an operation that has no name of its own: `layer norm`, `GELU`, `causal mask`. */
export function formOf(graph: Graph, node: Node): string {
  const { label } = node.primitive.draw(node)
  if (node.primitive.name === 'norm') return `${label}${normPlace(graph, node)}`
  if (node.primitive.name === 'softmax') return 'softmax'
  if (isEinsum(node)) return hasBias(graph, node) ? 'product and bias' : 'product'
  return label === '' ? node.primitive.name : label
}

/** Formulas of one pass without a past, so that S and p + T do not look different where they are not. */
const current = (graph: Graph, p: Poly): Poly => polynomial.substitute(simplify(graph, p), { p: polynomial.zero })

function isOperation(node: Node): boolean {
  if (isParam(node) || node.primitive.name === 'input' || node.inputs.length === 0) return false
  return node.primitive.draw(node).mark !== 'none' && !isBias(node)
}

const isBias = (node: Node): boolean =>
  node.primitive.name === 'add' && node.inputs.some(isParam) && node.inputs.some(isEinsum)

const isProjection = (node: Node): boolean => isEinsum(node) && node.inputs.some(isParam)

function hasBias(graph: Graph, node: Node): boolean {
  return nodesOf(graph.root).some((user) => isBias(user) && user.inputs.includes(node))
}

/** Where a block's norm stands: on the stream itself, or on the copy that a branch reads. */
function normPlace(graph: Graph, norm: Node): string {
  if (!stacksOf(graph).some((stack) => nodesOf(stack).includes(norm))) return ''
  return isOnStream(graph, norm) ? ' on the stream' : ' before the branch'
}

/** Whether what the norm returns is what later operations add to: the norm stands on the residual stream itself. */
function isOnStream(graph: Graph, norm: Node): boolean {
  const users = nodesOf(graph.root).filter(({ inputs }) => inputs.includes(norm))
  return (
    users.some((user) =>
      user.primitive.draw(user).mark === 'none'
        ? user.primitive.name !== 'slice' && isOnStream(graph, user)
        : user.primitive.name === 'add' && !isBias(user),
    ) || scopesOf(graph.root).some(({ loop }) => loop?.exit === norm || loop?.entry === norm)
  )
}

/** The weights of a model, each with the first operation that uses it; a bias goes with its product. */
function weightsByUser(graph: Graph): Map<Node, Tensor[]> {
  const nodes = nodesOf(graph.root)
  const users = new Map<Node, Tensor[]>()
  for (const tensor of parameters(graph)) {
    let user = nodes.find((node) => node.inputs.includes(tensor.node as Node))
    if (user !== undefined && isBias(user)) user = user.inputs.find(isEinsum)
    if (user !== undefined) users.set(user, [...(users.get(user) ?? []), tensor])
  }
  return users
}

function signatureOf(node: Node): string {
  const axes = (list: readonly string[]) => [...new Set(list.map(baseSymbol))].sort().join('')
  const weight = node.inputs.find(isParam)!
  const inner = contracted(node)
  return `${axes(inner)}→${axes(names(weight.axes).filter((axis) => !inner.includes(axis)))}`
}

/** The sizes of what one token adds to a cache: all but the batch and the axis that grows. */
function ofOneToken(node: Node): Poly[] {
  const before = names(node.inputs[0]!.axes)
  const after = names(node.axes)
  return node.sizes.filter((_, i) => after[i] === before[i] && after[i] !== 'B')
}

/** Parts that models name differently and that do the same. */
const aliases: Readonly<Record<string, string>> = {
  logits: 'lm-head',
  'mlm-head': 'lm-head',
  'target-embedding': 'embeddings',
}

/**
 * The name of a part, known to both models. Beside a model of one stack, that stack of a model of two which does the
 * same stands for the whole: the decoder where both have a cache, else the encoder.
 */
function partNames(graph: Graph, other: Graph): (scope: Scope) => string {
  const two = stacksOf(graph).length > 1 && stacksOf(other).length === 1
  const stack = nodesOf(other.root).some(isCache) ? 'decoder/' : 'encoder/'
  return ({ path }) => {
    const own = two && path.startsWith(stack) ? path.slice(stack.length) : path
    return own.replace(/\/heads$/, '').replace(/^[^/]+/, (first) => aliases[first] ?? first)
  }
}
