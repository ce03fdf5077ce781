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
import { spoken } from '../diagram/scopes.ts'
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
  const named = kernels.map((own) => {
    const { purpose, flops, moved } = own[0]!
    const parts = shared(own.map(({ node }) => partOf(node)))
    const kin = rows.filter(
      (row) => row.purpose === purpose && shared([parts, partOf(row.node)]).length === parts.length,
    )
    const words = own.map(({ node }) => wordFor(node, purpose)).join(', ')
    const some = purpose.startsWith('cross') ? `cross-attention ${words}` : words
    const name = kin.length === own.length ? purpose : some
    return { purpose, name, flops, moved, parts }
  })
  return named.map(({ purpose, name, flops, moved, parts }) => {
    const places = named.filter((other) => other.purpose === purpose).map((other) => other.parts)
    return { name: [...whatTells(parts, places), name].join(' '), flops, moved }
  })
}

/** Where a product lies, down to its layer: `decoder`, `block`, `cross-attention`. */
function partOf({ scope }: Node): string[] {
  const path = scope.path.split('/')
  const layer = path.findIndex((name) => /attention|forward/.test(name))
  return (layer < 0 ? path : path.slice(0, layer + 1)).map(spoken)
}

/** What paths begin with alike. */
const shared = ([first = [], ...others]: readonly (readonly string[])[]): string[] =>
  first.filter((_, i) => others.every((path) => first.slice(0, i + 1).every((part, j) => part === path[j])))

/** As much of where something lies as tells it apart from what is called the same: `decoder cross-attention`. */
function whatTells(own: readonly string[], all: readonly (readonly string[])[]): string[] {
  if (all.length < 2) return []
  const [part, ...inner] = own
  const kin = all.filter(([first]) => first === part).map(([, ...rest]) => rest)
  return part === undefined ? [] : [...(kin.length < all.length ? [part] : []), ...whatTells(inner, kin)]
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
