import { input, nodesOf, norm, polynomial, rms, trace, type Graph, type Node, type Tn } from '../../engine/index.ts'

/** What one element costs, what comes on top once a row, and how often the row must be read before it can be written. */
export interface NormCost {
  readonly vector: number
  readonly transcendental: number
  readonly perRow: { readonly vector: number; readonly transcendental: number }
  /** Sums that have to be finished before the first number can be written. */
  readonly reductions: number
  readonly steps: string
}

const none = { vector: 0, transcendental: 0 }

/** Layer and RMS norm are read off the engine's primitive; the rest is enumerated by the same rules. */
export const normCosts = {
  layer: {
    ...traced(false, true),
    reductions: 2,
    steps: 'sum, − mean, square, sum, × 1/σ, × γ, + β; a row: ÷ n twice, + ε, 1/√',
  },
  layerNoShift: { ...traced(false, false), reductions: 2, steps: 'the same without + β' },
  rms: { ...traced(true, false), reductions: 1, steps: 'square, sum, × 1/rms, × γ; a row: ÷ n, + ε, 1/√' },
  batchInference: {
    vector: 2,
    transcendental: 0,
    perRow: none,
    reductions: 0,
    steps: '× a, + b, with a and b made once; none where folded into the layer before',
  },
  scale: {
    vector: 3,
    transcendental: 0,
    perRow: { vector: 2, transcendental: 1 },
    reductions: 1,
    steps: 'square, sum, × g/‖x‖; a row: √, max with ε, ÷',
  },
  dyt: { vector: 3, transcendental: 1, perRow: none, reductions: 0, steps: '× α, tanh, × γ, + β' },
  derf: { vector: 4, transcendental: 1, perRow: none, reductions: 0, steps: '× α, + s, erf, × γ, + β' },
} as const satisfies Record<string, NormCost>

export type CostName = keyof typeof normCosts

/** The cost of the engine's norm of [B, T, d]: it is linear in d, so two widths give both of its coefficients. */
function traced(isRms: boolean, bias: boolean): Pick<NormCost, 'vector' | 'transcendental' | 'perRow'> {
  const graph: Graph = trace(() => {
    const x = input('x', 'B T d') as Tn<'B T d'>
    return { y: isRms ? rms(x, 'norm', 1e-6) : norm(x, 'norm', 1e-5, { bias }) }
  })
  const node: Node = nodesOf(graph.root).find(({ primitive }) => primitive.name === 'norm')!
  const cost = node.primitive.cost(node)
  const at = (kind: 'vector' | 'transcendental', d: number): number =>
    Number(polynomial.count(cost[kind], { B: 1, T: 1, d }))
  const slope = (kind: 'vector' | 'transcendental'): number => at(kind, 2) - at(kind, 1)
  const rest = (kind: 'vector' | 'transcendental'): number => at(kind, 1) - slope(kind)
  return {
    vector: slope('vector'),
    transcendental: slope('transcendental'),
    perRow: { vector: rest('vector'), transcendental: rest('transcendental') },
  }
}

/** `7 vector, and 3 + 1 transc. a row` */
export function costWords({ vector, transcendental, perRow }: NormCost): string {
  const each = `${vector} vector${transcendental > 0 ? `, ${transcendental} transc.` : ''}`
  return perRow.vector === 0 ? each : `${each}; per set ${perRow.vector} and ${perRow.transcendental} transc.`
}
