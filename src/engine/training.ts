import { repeats } from './costs.ts'
import { nodesOf, scopesOf, type Graph, type Node, type Scope } from './graph.ts'
import { isFrozen, isParam } from './ops/param.ts'
import { divide, subtract } from './algebra.ts'
import { add, constant, multiply, zero, type Poly } from './poly.ts'

/**
 * FLOPs in matrix products of a training step: the product itself and one more for the gradient of each operand that
 * needs one, because it is trained or comes from something that is. With every weight trained that is three times the
 * forward pass. The first turn of a loop may need less than the others, since what enters it may need no gradient; of a
 * part of a block this is the work of a later turn.
 */
export function trainingMatmul(graph: Graph, scope: Scope = graph.root): Poly {
  const first = needing(graph, new Set())
  const carried = scopesOf(graph.root).flatMap(({ loop }) => (loop && first.has(loop.exit) ? [loop.entry] : []))
  const later = needing(graph, new Set(carried))
  const passes = (node: Node, needs: ReadonlySet<Node>): Poly =>
    constant(1 + node.inputs.slice(0, 2).filter((input) => needs.has(input)).length)
  const work = nodesOf(scope).map((node) => {
    const { matmul } = node.primitive.cost(node)
    const loop = loopAround(node.scope, scope)
    const runs = divide(repeats(node.scope), repeats(scope))
    const once = loop === undefined ? zero : divide(runs, loop.times)
    return add(multiply(once, passes(node, first), matmul), multiply(subtract(runs, once), passes(node, later), matmul))
  })
  return add(...work)
}

/** The nodes that need a gradient, when `entering` do. */
function needing(graph: Graph, entering: ReadonlySet<Node>): Set<Node> {
  const needs = new Set<Node>()
  for (const node of nodesOf(graph.root)) {
    const trained = isParam(node) && !isFrozen(node)
    if (trained || entering.has(node) || node.inputs.some((input) => needs.has(input))) needs.add(node)
  }
  return needs
}

/** The stack of blocks in which a part stands, up to `outer`. */
function loopAround(scope: Scope, outer: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at !== undefined && at !== outer; at = at.parent) if (at.loop) return at
  return undefined
}
