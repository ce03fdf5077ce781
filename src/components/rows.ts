import {
  checkpointName,
  isEinsum,
  isParam,
  nodesOf,
  parameters,
  polynomial,
  repeats,
  workOf,
  type Graph,
  type Node,
  type Poly,
  type Scope,
  type Tensor,
} from '../engine/index.ts'
import { latexOf } from '../models/operation-names.ts'
import { spoken } from '../figures/diagram/scopes.ts'

/** Rows that belong together: the part of the model they stand in. */
export interface Group<Row> {
  readonly scope: Scope
  readonly rows: readonly Row[]
}

/** A matrix product: what it is as mathematics, what meets in it, what it costs. */
export interface ProductRow {
  readonly node: Node
  readonly latex: string
  /** The axes of each operand. */
  readonly operands: readonly string[]
  readonly matmul: Poly
  /** The same with only the pairs counted that a mask lets through. */
  readonly useful: Poly
}

/** A step of the computation: the result's axes, and the weight it uses, if any. */
export interface StepRow {
  readonly node: Node
  readonly latex: string
  readonly axes: string
  readonly weight: { readonly name: string; readonly stored: string } | undefined
}

/** The matrix products below a scope, by part, each for one run of that scope. */
export function productRows(graph: Graph, scope: Scope): Group<ProductRow>[] {
  return grouped(scope, nodesOf(scope).filter(isEinsum), (node) => {
    const { matmul, useful } = workOf(graph, [node], scope)
    return { node, latex: latexOf(node), operands: node.inputs.map(({ axes }) => axes), matmul, useful }
  })
}

/** Every step below a scope that makes a new tensor, by part, in the order of the data; a projection and its bias are one. */
export function stepRows(scope: Scope): Group<StepRow>[] {
  const nodes = nodesOf(scope)
  const projections = new Set(nodes.filter(isBias).map(({ inputs }) => inputs[0]))
  const steps = nodes.filter(
    (node) => node.primitive.draw(node).mark !== 'none' && !isParam(node) && !projections.has(node),
  )
  return grouped(scope, steps, (node) => {
    const param = [...(isBias(node) ? node.inputs[0]!.inputs : node.inputs)].find(isParam)
    return {
      node,
      latex: node.name === undefined ? latexOf(node) : `${node.name} = ${latexOf(node)}`,
      axes: node.axes,
      weight: param && { name: placed(param, checkpointName(param)), stored: param.attributes.stored },
    }
  })
}

/** The weights below a scope, by part. */
export function weightRows(graph: Graph, scope: Scope): Group<Tensor>[] {
  const tensors = new Map(parameters(graph, scope).map((tensor) => [tensor.node as Node, tensor]))
  return grouped(scope, [...tensors.keys()], (node) => {
    const tensor = tensors.get(node)!
    return { ...tensor, name: placed(node, tensor.name) }
  })
}

/** What a reader calls a part: its last name, `self-attention` → `Self-attention`, `mlm-head` → `MLM head`. */
export function titleOf(scope: Scope): string {
  if (scope.name === '') return 'The model'
  const abbreviation = /^(mlm|nsp|lm)-(.*)$/.exec(scope.name)
  if (abbreviation) return `${abbreviation[1]!.toUpperCase()} ${abbreviation[2]!}`
  const words = spoken(scope.name)
  return `${words[0]!.toUpperCase()}${words.slice(1)}`
}

/** The checkpoint name; what stands outside a stack and has the index of a block belongs to block 0. */
export const placed = (node: Node, name: string): string =>
  polynomial.equal(repeats(node.scope), polynomial.one) ? name.replaceAll('{i}', '0') : name

/** Whether an addition is the bias of the projection before it. */
const isBias = (node: Node): boolean =>
  node.primitive.name === 'add' && isParam(node.inputs[1]!) && isEinsum(node.inputs[0]!)

/** Rows by the part directly below the scope that they stand in, in the order of the data; deeper parts are folded into it. */
function grouped<Row>(scope: Scope, nodes: readonly Node[], row: (node: Node) => Row): Group<Row>[] {
  const groups: { scope: Scope; rows: Row[] }[] = []
  for (const node of nodes) {
    const part = partOf(scope, node.scope)
    const last = groups.at(-1)
    if (last?.scope === part) last.rows.push(row(node))
    else groups.push({ scope: part, rows: [row(node)] })
  }
  return groups
}

function partOf(whole: Scope, inner: Scope): Scope {
  return inner === whole || inner.parent === whole ? inner : partOf(whole, inner.parent!)
}
