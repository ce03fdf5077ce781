import { shape, type Poly } from '../../engine/index.ts'
import { flowName, formula, hasFormula, origin, resultName } from './names.ts'
import { costOf, type Numbers } from './numbers.ts'
import type { Vertex } from './vertices.ts'

/** One mark of a diagram as a row of a list. */
export interface Row {
  /** What it does, in words: `softmax over S`, `self attention`. */
  readonly words: string
  /** As mathematics, where it is a product: `Q = X\,W_Q`. */
  readonly latex: string | undefined
  /** What it reads: names where there are any, otherwise the words for where it comes from. */
  readonly inputs: readonly { readonly latex: string | undefined; readonly words: string }[]
  readonly axes: string
  readonly cost: Poly | undefined
}

/** The marks of a diagram in the order of the data. */
export function rowsOf(vertices: readonly Vertex[], numbers: Numbers): Row[] {
  return vertices.map((vertex) => {
    const { flows, node, weights } = vertex
    const name = resultName(vertex)
    const right = hasFormula(vertex) ? formula(vertex) : undefined
    return {
      words: `${wordsOf(vertex)} gives ${shape(node.axes)}`,
      latex: right && (name ? `${name} = ${right}` : right),
      inputs: [
        ...flows.map((flow) => ({ latex: flowName(flow), words: wordsFor(flow.from, vertex) })),
        ...weights.flatMap((weight) => (weight.name === undefined ? [] : [{ latex: weight.name, words: 'weight' }])),
      ],
      axes: node.axes,
      cost: costOf(numbers, vertex),
    }
  })
}

function wordsOf(vertex: Vertex): string {
  if (vertex.kind === 'fold') return vertex.label
  if (vertex.mark === 'sum') return 'sum'
  if (vertex.mark === 'product') return 'elementwise product'
  return hasFormula(vertex) ? 'matrix product' : vertex.label
}

const wordsFor = (from: Vertex, reader: Vertex): string =>
  from.kind === 'source' ? origin(from, reader) : wordsOf(from)
