import {
  isEinsum,
  isParam,
  isScope,
  nodesOf,
  type Drawing,
  type Graph,
  type Node,
  type Scope,
} from '../../engine/index.ts'
import { spoken } from './scopes.ts'

/**
 * What a diagram has a mark for: an operation with all that is absorbed into it (its bias, a scaling of its result), a
 * folded part of the model, or a tensor that comes from outside.
 */
export interface Vertex {
  readonly kind: 'operation' | 'fold' | 'source'
  /** The result; of a fold, the last one. */
  readonly node: Node
  /** Everything that the mark stands for, in the order of the data. */
  readonly parts: readonly Node[]
  /** Where it stands; of a fold, the folded part itself. */
  readonly scope: Scope
  readonly mark: Drawing['mark']
  readonly label: string
  /** The weights that hang on it. */
  readonly weights: readonly Node[]
  readonly flows: readonly Flow[]
}

/** A tensor on its way into a mark. */
export interface Flow {
  readonly from: Vertex
  /** The tensor as it leaves: what the mark computes, or a slice of it. */
  readonly tensor: Node
  /** What it is called on the way, if anything. */
  readonly name: string | undefined
}

/** The vertices of a part of a model, in the order of the data. `isOpen` says of each inner part whether it is opened. */
export function contract(graph: Graph, scope: Scope, isOpen: (scope: Scope) => boolean): Vertex[] {
  const inside = new Set(nodesOf(scope))
  const uses = countUses(graph)
  const vertices: Vertex[] = []
  const owner = new Map<Node, Mutable>()
  const sources = new Map<Node, Vertex>()
  const folds = new Map<Scope, Mutable>()

  for (const node of inside) {
    const folded = foldAround(node, scope, isOpen)
    if (folded !== undefined) {
      const fold = folds.get(folded) ?? open('fold', folded, node)
      folds.set(folded, fold)
      fold.node = node
      fold.parts.push(node)
      owner.set(node, fold)
      if (node.primitive.name === 'input') fold.flows.push({ from: source(node), tensor: node, name: node.name })
      for (const input of node.inputs) join(fold, input)
    } else if (!isPassed(node) && !isParam(node) && node.inputs.length > 0) {
      const [first, ...others] = node.inputs
      const target = isAbsorbed(node, uses) ? owner.get(first!) : undefined
      const vertex = target ?? open('operation', node.scope, node)
      vertex.node = node
      vertex.parts.push(node)
      owner.set(node, vertex)
      for (const input of target ? others : node.inputs) join(vertex, input)
    }
  }
  return vertices

  function open(kind: 'operation' | 'fold', where: Scope, node: Node): Mutable {
    const { mark, label } = node.primitive.draw(node)
    const shown = kind === 'fold' ? { mark: 'box' as const, label: spoken(where.name) } : { mark, label }
    const vertex: Mutable = { kind, node, parts: [], scope: where, ...shown, weights: [], flows: [] }
    vertices.push(vertex)
    return vertex
  }

  /** Adds an input: a weight of its own, or a tensor from another mark. A fold's weights are its own affair. */
  function join(vertex: Mutable, input: Node): void {
    if (isParam(input)) {
      if (vertex.kind === 'operation') vertex.weights.push(input)
      return
    }
    const flow = trace(input)
    const known = flow === undefined || vertex.flows.some(({ tensor }) => tensor === flow.tensor)
    if (flow !== undefined && flow.from !== vertex && !(vertex.kind === 'fold' && known)) vertex.flows.push(flow)
  }

  /** The mark from which a tensor comes, past views, dropout and the variable of a loop. */
  function trace(input: Node): Flow | undefined {
    let [node, slice, name]: [Node, Node | undefined, string | undefined] = [input, undefined, undefined]
    for (; inside.has(node) && !owner.has(node) && isPassed(node); node = node.inputs[0]!) {
      name ??= node.name
      if (node.primitive.name === 'slice') slice = node
    }
    if (isParam(node)) return undefined
    return { from: owner.get(node) ?? source(node), tensor: slice ?? node, name: name ?? nameOf(node) }
  }

  function source(node: Node): Vertex {
    const known = sources.get(node)
    if (known) return known
    const { mark, label } = node.primitive.draw(node)
    const { scope } = node
    const vertex: Vertex = { kind: 'source', node, parts: [node], scope, mark, label, weights: [], flows: [] }
    sources.set(node, vertex)
    return vertex
  }
}

/** The name of a tensor that its own operation or an earlier, passed one gives it. */
export function nameOf(node: Node): string | undefined {
  return node.name ?? (isPassed(node) ? nameOf(node.inputs[0]!) : undefined)
}

/** Whether a diagram has no mark for an operation: views, dropout, the variable of a loop. */
const isPassed = (node: Node): boolean => node.inputs.length > 0 && node.primitive.draw(node).mark === 'none'

/** The outermost folded part in which a node lies. A part that is one norm is shown as that norm. */
function foldAround(node: Node, scope: Scope, isOpen: (scope: Scope) => boolean): Scope | undefined {
  let fold: Scope | undefined
  for (let at: Scope | undefined = node.scope; at !== undefined && at !== scope; at = at.parent)
    if (!isOpen(at) && !isOneNorm(at)) fold = at
  return fold
}

function isOneNorm(scope: Scope): boolean {
  const marks = nodesOf(scope).filter((node) => !isPassed(node) && !isParam(node) && node.inputs.length > 0)
  return marks.length === 1 && marks[0]!.primitive.name === 'norm' && !scope.items.some(isScope)
}

/** A bias belongs to its projection, a scaling to the product that it scales. */
function isAbsorbed(node: Node, uses: ReadonlyMap<Node, number>): boolean {
  const [first, second] = node.inputs
  if (first === undefined || first.name !== undefined || uses.get(first) !== 1) return false
  const product = isEinsum(first) || (first.primitive.name === 'add' && isAbsorbed(first, uses))
  const bias = node.primitive.name === 'add' && second !== undefined && isParam(second) && isEinsum(first)
  return bias || (node.primitive.name === 'scale' && product && first.scope === node.scope)
}

function countUses(graph: Graph): Map<Node, number> {
  const uses = new Map<Node, number>()
  for (const node of nodesOf(graph.root)) for (const input of node.inputs) uses.set(input, (uses.get(input) ?? 0) + 1)
  return uses
}

interface Mutable extends Vertex {
  node: Node
  readonly parts: Node[]
  readonly weights: Node[]
  readonly flows: Flow[]
}
