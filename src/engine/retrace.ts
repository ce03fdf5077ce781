import { names } from './axes.ts'
import { isScope, nodesOf, resultsOf, type Graph, type Node, type Scope } from './graph.ts'
import { isParam, type Param } from './ops/param.ts'
import { symbol } from './algebra.ts'
import { add, type Poly } from './poly.ts'
import { inScope, named, record, trace, within } from './trace.ts'

/** What is to be different when a model is traced again. Everything else stays as it was. */
export interface Changes {
  /** Whether training leaves a weight as it is. */
  readonly frozen?: (weight: Node<Param>) => boolean
  /** What stands in the place of a result. `again()` traces it as it was; `now` finds an earlier one. */
  readonly result?: (node: Node, again: () => Node, now: (node: Node) => Node) => Node
  /** The same for what a part of the model hands on, outside that part. */
  readonly handedOn?: (part: Scope, node: Node, again: Node) => Node
  /** What an axis is called from where something makes it longer, and by how much: `S` becomes `q+S`. */
  readonly longer?: { readonly by: string; readonly axes: readonly string[] }
}

/**
 * Traces a model once more from its graph, with changes: the same parts, operations and names, so that every interpreter
 * of a graph works on the changed model too. An operation that a change inserts is recorded like any other, its axes checked.
 */
export function retrace(graph: Graph, { frozen, result, handedOn, longer }: Changes): Graph {
  const latest = new Map<Node, Node>()
  const lengthened = new Set<Node>()
  const now = (node: Node): Node => latest.get(node)!
  const rename = (text: string): string =>
    text.replace(/[A-Za-z]+'*/g, (axis) => (longer?.axes.includes(axis) ? `${longer.by}+${axis}` : axis))

  function again(node: Node): Node {
    const inputs = node.inputs.map(now)
    if (node.inputs.some((input) => lengthened.has(input))) lengthened.add(node)
    const renames = lengthened.has(node) || node.primitive.name === 'constant'
    const attributes = renames ? mapped(node.attributes, rename) : node.attributes
    const own = isParam(node) && frozen ? { ...node.attributes, frozen: frozen(node) } : attributes
    return within(node.module, () => record(node.primitive, own, inputs))
  }

  function replay(scope: Scope): void {
    for (const item of scope.items) {
      if (isScope(item)) part(item)
      else {
        const changed = result ? result(item, () => again(item), now) : again(item)
        latest.set(item, item.name === undefined ? changed : named(item.name, changed))
        if (changed.axes !== item.axes) lengthened.add(item)
      }
    }
  }

  function part(scope: Scope): void {
    inScope(scope.name, scope.times, (open) => {
      replay(scope)
      if (scope.loop) open.loop = { entry: now(scope.loop.entry), exit: now(scope.loop.exit) }
    })
    if (handedOn) for (const node of resultsOf(graph, scope)) latest.set(node, handedOn(scope, node, now(node)))
  }

  const traced = trace(
    () => {
      replay(graph.root)
      return Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, now(node)]))
    },
    sizesOf(graph, longer),
  )
  return { ...traced, ties: graph.ties.map(({ name, node }) => ({ name, node: now(node) })) }
}

/** What the axes of a traced model are worth, and what they are worth once longer. */
function sizesOf(graph: Graph, longer: Changes['longer']): Record<string, Poly> {
  const sizes: Record<string, Poly> = {}
  for (const node of nodesOf(graph.root)) names(node.axes).forEach((axis, i) => (sizes[axis] = node.sizes[i]!))
  if (longer === undefined) return sizes
  const extended = Object.entries(sizes).map(([axis, size]) => [`${longer.by}+${axis}`, add(symbol(longer.by), size)])
  return { ...sizes, ...(Object.fromEntries(extended) as Record<string, Poly>) }
}

/** Attributes with every text in them rewritten. */
const mapped = (attributes: unknown, f: (text: string) => string): unknown =>
  Object.fromEntries(
    Object.entries(attributes as object).map(([key, value]) => [
      key,
      typeof value === 'string' ? f(value) : (value as unknown),
    ]),
  )
