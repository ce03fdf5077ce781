import {
  isEinsum,
  isParam,
  nodesOf,
  polynomial,
  simplify,
  type Graph,
  type Node,
  type Scope,
} from '../../engine/index.ts'
import { add, type Poly } from '../../engine/poly.ts'
import { purposeOf } from './cost-groups.ts'

/** Matrix products that run by themselves and do as many FLOPs for each byte, at every size. */
export interface Products {
  readonly name: string
  readonly flops: Poly
  /** Numbers that are read from memory or written to it. */
  readonly moved: Poly
}

/**
 * The matrix products of a part of a model as kernels that run by themselves: each reads its operands from memory and
 * writes its result. Those that do the same work on as many numbers are one.
 */
export function kernelsOf(graph: Graph, scope: Scope): Products[] {
  const rows = nodesOf(scope)
    .filter(isEinsum)
    .map((node) => {
      const { matmul, read, written } = node.primitive.cost(node)
      const [flops, moved] = [simplify(graph, matmul), simplify(graph, add(read, written))]
      return { node, purpose: purposeOf(graph, node, scope), flops, moved }
    })
  const kernels: (typeof rows)[] = []
  for (const row of rows) {
    const kin = kernels.find(([one]) => one!.purpose === row.purpose && isAlike(one!, row))
    if (kin) kin.push(row)
    else kernels.push([row])
  }
  return kernels.map((own) => {
    const { purpose, flops, moved } = own[0]!
    const isAll = rows.filter((row) => row.purpose === purpose).length === own.length
    const name = isAll ? purpose : own.map(({ node }) => wordFor(node, purpose)).join(', ')
    return { name, flops, moved }
  })
}

const isAlike = (a: Omit<Products, 'name'>, b: Omit<Products, 'name'>): boolean =>
  polynomial.equal(a.flops, b.flops) && polynomial.equal(a.moved, b.moved)

const projections: Readonly<Record<string, string>> = {
  Q: 'query',
  K: 'key',
  V: 'value',
  O: 'output',
  QKV: 'query, key, value',
}

function wordFor(node: Node, purpose: string): string {
  const weight = node.inputs.find(isParam)
  if (weight === undefined) return node.inputs.map(({ name }) => name ?? '').join('')
  const index = /^W_\{?(?:\\text\{)?(\w+)/.exec(weight.name ?? '')?.[1] ?? ''
  return projections[index] ?? (index === '' ? purpose : `${purpose} ${index}`)
}
