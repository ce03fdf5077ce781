import { einsum, input, param, polynomial, trace, workOfScope, type Bindings, type Poly } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { scopeAt } from '../../models/quantities.ts'
import { cells, type CellName } from './cells.ts'

/** A way to let the tokens of a sequence know of each other, as a row of the paper's Table 1 and as a count. */
export interface Layer {
  readonly title: string
  /** What the paper's Table 1 says of it, in its letters. */
  readonly order: string
  /** Matmul FLOPs of one layer for each token of a sequence of S. */
  readonly perToken: Poly
  /** Whether each step has to wait for the one before it. */
  readonly waits: boolean
}

const block = publishedModel('transformer-base').graph

/** A convolution of width three, its patches laid out: what it multiplies is the same. */
const convolution = trace(() => ({
  y: einsum("B S 3 d, d' 3 d -> B S d'", input('patches', 'B S 3 d'), param('weight', "d' 3 d")),
}))

export const layers = {
  square: {
    title: 'scores and mixture alone',
    order: 'n²·d',
    perToken: perToken(squares()),
    waits: false,
  },
  attention: {
    title: 'self-attention',
    order: 'n²·d',
    perToken: perToken(work('encoder/block/self-attention')),
    waits: false,
  },
  block: {
    title: 'a whole encoder block',
    order: '',
    perToken: perToken(work('encoder/block')),
    waits: false,
  },
  convolution: {
    title: 'convolution of width 3',
    order: 'k·n·d²',
    perToken: perToken(workOfScope(convolution).matmul),
    waits: false,
  },
  rnn: recurrent('rnn'),
  gru: recurrent('gru'),
  lstm: recurrent('lstm'),
} as const satisfies Record<string, Layer>

export type LayerName = keyof typeof layers

/** The length at which two layers cost the same, as an exact fraction; both are lines in S. */
export function crossing(a: LayerName, b: LayerName, bindings: Bindings): number {
  const difference = polynomial.subtract(layers[a].perToken, layers[b].perToken)
  const at = (S: number): number => polynomial.toNumber(polynomial.evaluate(difference, { ...bindings, S }))
  return -at(0) / (at(1) - at(0))
}

function recurrent(name: Extract<CellName, 'rnn' | 'gru' | 'lstm'>): Layer {
  const step = workOfScope(cells[name].graph).matmul
  return {
    title: cells[name].title,
    order: 'n·d²',
    perToken: polynomial.divide(step, polynomial.symbol('B')),
    waits: true,
  }
}

function work(path: string): Poly {
  return workOfScope(block, scopeAt(block, path)).matmul
}

/** Of attention, what grows with the square of the length. */
function squares(): Poly {
  const terms = [...work('encoder/block/self-attention').terms].filter(([monomial]) => monomial.includes('S2'))
  return { terms: new Map(terms) }
}

function perToken(p: Poly): Poly {
  return polynomial.divide(p, polynomial.parse('BS'))
}
