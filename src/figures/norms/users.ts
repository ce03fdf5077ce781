import {
  isParam,
  nodesOf,
  polynomial,
  repeats,
  scopesOf,
  workOf,
  workOfScope,
  type Bindings,
  type Graph,
  type Node,
} from '../../engine/index.ts'

/** The norms of a traced model: which, where, how many, and what they weigh and cost. */
export interface Use {
  readonly kind: 'LayerNorm' | 'RMSNorm'
  readonly shift: boolean
  readonly epsilon: number
  readonly placement: 'after the sum' | 'before each sub-layer'
  readonly norms: bigint
  readonly parameters: bigint
  /** Vector FLOPs of all norms, and matmul FLOPs of the model, at some sizes. */
  readonly vector: bigint
  readonly matmul: bigint
}

/** Reads all of it off the graph. A block that ends in a norm has it after the sum. */
export function useOf(graph: Graph, bindings: Bindings): Use {
  const norms = nodesOf(graph.root).filter(isNorm)
  const first = norms[0]
  if (first === undefined) throw new RangeError('the model has no norm')
  const loop = scopesOf(graph.root).find((scope) => scope.loop)!.loop!
  const total = (of: (node: Node) => polynomial.Poly): bigint =>
    polynomial.count(
      polynomial.add(...norms.map((node) => polynomial.multiply(repeats(node.scope), of(node)))),
      bindings,
    )
  return {
    kind: first.attributes.kind === 'layer' ? 'LayerNorm' : 'RMSNorm',
    shift: first.inputs.length > 2,
    epsilon: first.attributes.epsilon,
    placement: isNorm(loop.exit) ? 'after the sum' : 'before each sub-layer',
    norms: total(() => polynomial.one),
    parameters: total((node) =>
      polynomial.add(...node.inputs.filter(isParam).map((weight) => polynomial.multiply(...weight.sizes))),
    ),
    vector: polynomial.count(workOf(graph, norms).vector, bindings),
    matmul: polynomial.count(workOfScope(graph).matmul, bindings),
  }
}

type NormNode = Node<{ readonly kind: 'layer' | 'rms'; readonly epsilon: number }>

const isNorm = (node: Node): node is NormNode => node.primitive.name === 'norm'

/** 1e-12 → 10⁻¹², 2e-5 → 2·10⁻⁵ */
export function powerOfTen(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e')
  const digits = [...exponent].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join('')
  return `${mantissa === '1' ? '' : `${mantissa}·`}10${digits}`
}
