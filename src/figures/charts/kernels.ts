import { isEinsum, isParam, nodesOf, type Bindings, type Graph, type Node, type Scope } from '../../engine/index.ts'
import { intensity } from '../../engine/traffic.ts'
import { add, constant, multiply } from '../../engine/poly.ts'
import { purposeOf } from './cost-groups.ts'
import type { Kernel } from './roofline.ts'

/**
 * The matrix products of a part of a model as kernels that run by themselves: each reads its operands from memory and
 * writes its result, `bytes` a number. Those that do as many FLOPs for each byte are one.
 */
export function kernelsOf(graph: Graph, scope: Scope, bindings: Bindings, filled: boolean, bytes = 2): Kernel[] {
  const products = nodesOf(scope).filter(isEinsum)
  const rows = products.map((node) => ({ node, purpose: purposeOf(graph, node, scope), intensity: of(node) }))
  const kernels = new Map<string, typeof rows>()
  for (const row of rows) {
    const key = `${row.purpose} ${row.intensity.toPrecision(3)}`
    kernels.set(key, [...(kernels.get(key) ?? []), row])
  }
  return [...kernels.values()].map((own) => {
    const kin = rows.filter(({ purpose }) => purpose === own[0]!.purpose)
    const name =
      kin.length === own.length ? own[0]!.purpose : own.map(({ node, purpose }) => wordFor(node, purpose)).join(', ')
    return { name, intensity: own[0]!.intensity, filled }
  })

  function of(node: Node): number {
    const { matmul, read, written } = node.primitive.cost(node)
    return intensity(matmul, multiply(constant(bytes), add(read, written)), bindings)
  }
}

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
