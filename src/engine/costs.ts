import { names } from './axes.ts'
import { isEinsum, loopAxes } from './ops/einsum.ts'
import { isMask, usefulPairs } from './ops/mask.ts'
import { nodesOf, type Cost, type Graph, type Node, type Scope } from './graph.ts'
import { divide, substitute } from './algebra.ts'
import { add, constant, multiply, one, type Bindings, type Poly } from './poly.ts'

/** The work of a part of a model, as polynomials; `useful` counts only the pairs that a mask lets through. */
export interface Work extends Cost {
  readonly useful: Poly
}

/** How often a scope runs in one pass of the model. */
export const repeats = (scope: Scope): Poly => multiply(scope.times, scope.parent ? repeats(scope.parent) : one)

/**
 * The work of some operations, each times the number of blocks it runs in; within `inside`, of one turn of that scope.
 * `at` is needed for the useful part of attention through a window, and only for sequences longer than the window.
 */
export function workOf(graph: Graph, nodes: readonly Node[], inside: Scope = graph.root, at?: Bindings): Work {
  const outer = repeats(inside)
  const scopes = new Set(nodes.map((node) => node.scope))
  const runs = new Map([...scopes].map((scope) => [scope, divide(repeats(scope), outer)]))
  const costs = nodes.map((node) => node.primitive.cost(node))
  const total = (of: (cost: Cost, node: Node) => Poly): Poly =>
    add(...nodes.map((node, i) => multiply(runs.get(node.scope)!, of(costs[i]!, node))))
  // Each sum is made when it is asked for: most of those who ask want one of them.
  return {
    get matmul() {
      return total(({ matmul }) => matmul)
    },
    get useful() {
      const masked = maskedProducts(graph)
      return total(({ matmul }, node) => usefulMatmul(node, matmul, masked, at))
    },
    get vector() {
      return total(({ vector }) => vector)
    },
    get transcendental() {
      return total(({ transcendental }) => transcendental)
    },
    get read() {
      return total(({ read }) => read)
    },
    get written() {
      return total(({ written }) => written)
    },
  }
}

/** The work of one run of a scope; of the whole model without one. */
export const workOfScope = (graph: Graph, scope: Scope = graph.root, at?: Bindings): Work =>
  workOf(graph, nodesOf(scope), scope, at)

/** The work of a checkpoint module, all its blocks together; `{i}` stands for the block. */
export function workOfModule(graph: Graph, module: string): Work {
  return workOf(
    graph,
    nodesOf(graph.root).filter((node) => node.module === module || node.module.startsWith(`${module}.`)),
  )
}

/** A formula with the model's own equalities put in: S = T where a sequence reads itself. */
export const simplify = (graph: Graph, p: Poly): Poly => substitute(p, graph.identities)

/**
 * The operations that one decoding step repeats: those that depend on the step's own tokens or on their places. What
 * depends on the source sequence alone, an encoder and the keys and values of cross-attention, is computed once.
 */
export function stepNodes(graph: Graph, source: readonly string[] = ['input_ids']): Node[] {
  const nodes = nodesOf(graph.root)
  const inputs = nodes.filter((node) => node.primitive.name === 'input').map((node) => label(node))
  const step = inputs.includes('decoder_input_ids') ? ['decoder_input_ids'] : source
  const own = new Set(nodes.filter((node) => node.primitive.name === 'input' && step.includes(label(node))))
  const places = [...own].map((node) => names(node.axes)[1])
  const depends = new Set<Node>()
  for (const node of nodes) {
    const positional = node.primitive.name === 'constant' && names(node.axes).some((axis) => places.includes(axis))
    if (own.has(node) || positional || node.inputs.some((input) => depends.has(input))) depends.add(node)
  }
  return nodes.filter((node) => depends.has(node))
}

/** Products whose query–key pairs a mask thins out, with that mask. */
function maskedProducts(graph: Graph): Map<Node, Node> {
  const masked = new Map<Node, Node>()
  const nodes = nodesOf(graph.root)
  for (const mask of nodes.filter(isMask) as Node[]) {
    for (let node: Node | undefined = mask.inputs[0]; node; node = node.inputs[0]) {
      if (isEinsum(node)) masked.set(node, mask)
      if (isEinsum(node) || node.inputs.length === 0) break
    }
    const reached = new Set<Node>([mask])
    for (const node of nodes) {
      if (!node.inputs.some((input) => reached.has(input))) continue
      if (isEinsum(node)) masked.set(node, mask)
      else if (node.axes === mask.axes) reached.add(node)
    }
  }
  return masked
}

function usefulMatmul(node: Node, matmul: Poly, masked: ReadonlyMap<Node, Node>, at?: Bindings): Poly {
  const mask = masked.get(node)
  if (!mask || !isMask(mask)) return matmul
  const axes = loopAxes(node)
  const { query, key } = mask.attributes
  if (!axes.has(query) || !axes.has(key)) return matmul
  const others = [...axes].filter(([axis]) => axis !== query && axis !== key).map(([, size]) => size)
  return multiply(constant(2), usefulPairs(mask, at), ...others)
}

const label = (node: Node): string => (node.attributes as { label: string }).label
