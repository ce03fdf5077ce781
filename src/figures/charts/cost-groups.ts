import {
  nodesOf,
  polynomial,
  simplify,
  stacksOf,
  workOf,
  type Bindings,
  type Graph,
  type Node,
  type Poly,
  type Scope,
} from '../../engine/index.ts'
import { complete } from '../../models/quantities.ts'

/** Products that belong together when one asks where the compute goes. */
export interface CostGroup {
  readonly name: string
  readonly matmul: Poly
  /** Whether its cost grows with the square of the length. */
  readonly square: boolean
}

/** A model, and the sizes that do not move. */
export interface Costed {
  readonly graph: Graph
  readonly scope: Scope
  readonly bindings: Bindings
}

/**
 * The matrix products of a part of a model by what they are for: those that grow with the square of the length, and the
 * rest by the part that they stand in. Encoder and decoder are counted together.
 */
export function costGroups(graph: Graph, scope: Scope = graph.root): CostGroup[] {
  const products = nodesOf(scope).filter((node) => node.primitive.cost(node).matmul.terms.size > 0)
  const names = new Map(products.map((node) => [node, purposeOf(graph, node, scope)]))
  const order = [...new Set(names.values())].sort((a, b) => Number(b === square) - Number(a === square))
  return order.map((name) => {
    const own = products.filter((node) => names.get(node) === name)
    return { name, matmul: simplify(graph, workOf(graph, own, scope).matmul), square: name === square }
  })
}

/** All sizes when the sequence is `length` tokens; where source and target have lengths of their own, both are. */
export function atLength({ graph, bindings }: Costed, length: number): Bindings {
  const moving = new Set(['T', 'S', ...Object.keys(graph.identities)])
  const fixed = Object.fromEntries(Object.entries(bindings).filter(([name]) => !moving.has(name)))
  const own = Object.hasOwn(graph.identities, 'S') ? {} : { S: length }
  return complete(graph, { ...fixed, p: 0, T: length, ...own })
}

/** The symbol of the length that moves: S where only a source is read, T everywhere else. */
export function lengthSymbol(groups: readonly CostGroup[]): 'T' | 'S' {
  const used = groups.flatMap(({ matmul }) => polynomial.symbolsOf(matmul))
  return used.includes('S') && !used.includes('T') ? 'S' : 'T'
}

/** The share of each group when the sequence is `length` tokens. */
export function sharesAt(model: Costed, groups: readonly CostGroup[], length: number): number[] {
  const bindings = atLength(model, length)
  const values = groups.map(({ matmul }) => polynomial.toNumber(polynomial.evaluate(matmul, bindings)))
  const total = values.reduce((a, b) => a + b, 0)
  return values.map((value) => value / total)
}

/** The share of the square groups together. */
export function squareShare(model: Costed, groups: readonly CostGroup[], length: number): number {
  return sharesAt(model, groups, length).reduce((sum, share, i) => sum + (groups[i]!.square ? share : 0), 0)
}

/** The shortest sequence at which the square groups have at least a share; undefined where none up to 2³⁰ is. */
export function lengthAtShare(model: Costed, groups: readonly CostGroup[], share: number): number | undefined {
  let [low, high] = [0, 2 ** 30]
  if (squareShare(model, groups, high) < share) return undefined
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (squareShare(model, groups, middle) >= share) high = middle
    else low = middle
  }
  return high
}

const square = 'scores and mixing'

/** What a product is for, in words: `projections`, `feed-forward`, `scores and mixing`. */
export function purposeOf(graph: Graph, node: Node, scope: Scope): string {
  const cost = polynomial.substitute(simplify(graph, node.primitive.cost(node).matmul), { S: polynomial.symbol('T') })
  const degree = Math.max(
    ...[...cost.terms.keys()].map((m) => polynomial.factors(m).find(([name]) => name === 'T')?.[1] ?? 0),
  )
  if (degree >= 2) return square
  const part = partOf(graph, node.scope, scope)
  if (/(^|-)attention$/.test(part.name)) return part.name === 'cross-attention' ? 'cross projections' : 'projections'
  if (/^(lm-head|logits|mlm-head)$/.test(part.name)) return 'logits'
  return part.name
}

/** The part that a reader knows: directly below a stack's block, or below the model. */
function partOf(graph: Graph, inner: Scope, outer: Scope): Scope {
  const blocks = stacksOf(graph)
  let part = inner
  while (part.parent && part.parent !== graph.root && part.parent !== outer && !blocks.includes(part.parent))
    part = part.parent
  return part
}
