import { repeats, workOfScope } from './costs.ts'
import { nodesOf, resultsOf, type Graph, type Node, type Scope } from './graph.ts'
import { isParam } from './ops/param.ts'
import { elements } from './ops/rules.ts'
import { divide } from './algebra.ts'
import { add, constant, evaluate, multiply, toNumber, type Bindings, type Poly } from './poly.ts'

/**
 * Bytes moved between memory and chip by one run of a scope when every operation runs by itself: it reads its inputs and
 * writes its result. `bytes` is the size of one element.
 */
export function bytesUnfused(graph: Graph, scope: Scope = graph.root, bytes = 2): Poly {
  const { read, written } = workOfScope(graph, scope)
  return multiply(constant(bytes), add(read, written))
}

/**
 * Bytes moved by one run of a scope when each of `groups` (scopes within it, none inside another) is one kernel: it reads
 * its weights and inputs once and writes its results, and what happens inside never leaves the chip. What lies in no
 * group moves as if unfused. Without `groups` the scope itself is the one group: the least that it can move.
 */
export function bytesFused(
  graph: Graph,
  scope: Scope = graph.root,
  bytes = 2,
  groups: readonly Scope[] = [scope],
): Poly {
  const grouped = new Set(groups.flatMap(nodesOf))
  const alone = nodesOf(scope).filter((node) => !grouped.has(node))
  const runs = (of: Scope): Poly => divide(repeats(of), repeats(scope))
  const moved = [
    ...groups.map((group) => multiply(runs(group), boundary(graph, group))),
    ...alone.map((node) => {
      const { read, written } = node.primitive.cost(node)
      return multiply(runs(node.scope), add(read, written))
    }),
  ]
  return multiply(constant(bytes), add(...moved))
}

/** FLOPs for each byte moved: where a kernel stands on a roofline (Williams et al. 2009). */
export function intensity(flops: Poly, bytes: Poly, bindings: Bindings): number {
  const [work, moved] = [evaluate(flops, bindings), evaluate(bytes, bindings)]
  return toNumber({
    numerator: work.numerator * moved.denominator,
    denominator: work.denominator * moved.numerator,
  })
}

/** Numbers that cross the edge of one run of a scope: what it reads, each tensor once, and what it hands on. */
function boundary(graph: Graph, group: Scope): Poly {
  const inside = nodesOf(group)
  const own = new Set(inside)
  const read = new Set<Node>()
  const looked: Poly[] = []
  for (const node of inside) {
    // An embedding reads the rows that are asked for, not its table.
    if (node.primitive.name === 'gather') looked.push(node.primitive.cost(node).read)
    else
      for (const input of node.inputs.map(storage))
        if (!own.has(input) || isParam(input) || input.primitive.name === 'input') read.add(input)
  }
  const inner = (node: Node): Poly => divide(repeats(node.scope), repeats(group))
  const weights = [...read].map((node) => (own.has(node) ? multiply(inner(node), elements(node)) : elements(node)))
  return add(...weights, ...looked, ...resultsOf(graph, group).map(elements))
}

/** Past views, which move nothing. */
function storage(node: Node): Node {
  return node.primitive.name === 'view' || node.primitive.name === 'carry' ? storage(node.inputs[0]!) : node
}
