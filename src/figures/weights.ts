import {
  baseSymbol,
  contracted,
  count,
  dimensions,
  isEinsum,
  names,
  nodesOf,
  parameters,
  polynomial,
  type Bindings,
  type Graph,
  type Node,
  type Poly,
  type Scope,
} from '../engine/index.ts'
import type { Side } from './sides.ts'

/** A weight matrix as papers write it, X W: its rows are what it reads, its columns what it makes. */
export interface Matrix {
  /** The paper's name, as LaTeX. */
  readonly name: string
  readonly checkpoint: string
  readonly rows: Side
  readonly columns: Side
  /** How many of them lie behind each other, as the matrices of experts do. */
  readonly stack: number
  /** In how many blocks it occurs. */
  readonly repeat: number
  /** Parameters of one. */
  readonly count: number
  /** The part of the model directly below the scope or below its block, which keeps it beside its kin. */
  readonly part: string
  /** The stack whose block it belongs to, if the scope holds the whole stack. */
  readonly loop: Scope | undefined
}

/** A bias or the gain of a norm: one number thick. */
export interface Vector {
  readonly name: string
  readonly checkpoint: string
  readonly side: Side
  readonly repeat: number
}

/** The weights below a scope: what has two sides, and what has one. */
export function weightsOf(
  graph: Graph,
  bindings: Bindings,
  scope: Scope = graph.root,
): { matrices: Matrix[]; vectors: Vector[] } {
  const users = nodesOf(graph.root)
  const matrices: Matrix[] = []
  const vectors: Vector[] = []
  for (const tensor of parameters(graph, scope)) {
    const { node, name: checkpoint } = tensor
    const name = node.name ?? node.attributes.label
    const repeat = Number(count(tensor.repeat, bindings))
    const user = users.find(({ inputs }) => inputs.includes(node as Node))
    const of = (axes: readonly string[]): Side => sideOf(node, axes, bindings)
    if (dimensions(tensor.stored).length === 1) {
      vectors.push({ name, checkpoint, side: of(names(node.axes)), repeat })
      continue
    }
    const { rows, columns, stack } = orientation(node as Node, user)
    const [high, wide, deep] = [of(rows), of(columns), of(stack)]
    const one = high.length * wide.length * deep.length
    const loop = loopOf(scope, node.scope)
    const part = partOf(loop ?? scope, node.scope).path
    matrices.push({ name, checkpoint, rows: high, columns: wide, stack: deep.length, repeat, count: one, part, loop })
  }
  return { matrices, vectors }
}

/** The axes along each side of a weight; in a product, it sums over its rows. A table's rows are what is looked up. */
export function orientation(node: Node, user: Node | undefined) {
  const axes = names(node.axes)
  if (user === undefined || !isEinsum(user)) return { rows: axes.slice(0, 1), columns: axes.slice(1), stack: [] }
  const summed = contracted(user)
  const x = user.inputs.find((input) => input !== node)
  const shared = axes.filter((axis) => !summed.includes(axis) && x !== undefined && names(x.axes).includes(axis))
  return {
    rows: axes.filter((axis) => summed.includes(axis)),
    columns: axes.filter((axis) => !summed.includes(axis) && !shared.includes(axis)),
    stack: shared,
  }
}

/** One axis of a side: its symbol, and how long it is. A second axis of a size is, for the eye, that size. */
export interface Axis {
  readonly axis: string
  readonly size: Poly
}

/** Some axes of a node. */
export function axesOf(node: Node, axes: readonly string[]): Axis[] {
  const own = names(node.axes)
  return axes.map((axis) => ({ axis: baseSymbol(axis), size: node.sizes[own.indexOf(axis)] ?? polynomial.one }))
}

/** A side along some axes of a node. A second axis of a size is, for the eye, that size; an axis of one is not there. */
export function sideOf(node: Node, axes: readonly string[], bindings: Bindings): Side {
  const all = axesOf(node, axes).map(({ axis, size }) => ({ axis, length: Number(count(size, bindings)) }))
  const long = all.filter(({ length }) => length > 1)
  const shown = long.length > 0 ? long : all
  const lengths = shown.map(({ length }) => length)
  return { axes: shown.map(({ axis }) => axis).join(' '), length: lengths.reduce((a, b) => a * b, 1), lengths }
}

/** The stack between a scope and one inside it. */
function loopOf(whole: Scope, inner: Scope): Scope | undefined {
  if (inner === whole || inner.parent === undefined) return undefined
  return inner.loop === undefined ? loopOf(whole, inner.parent) : inner
}

function partOf(whole: Scope, inner: Scope): Scope {
  return inner === whole || inner.parent === whole || inner.parent === undefined ? inner : partOf(whole, inner.parent)
}
