import {
  act,
  add,
  causalMask,
  input,
  layerNorm,
  param,
  polynomial,
  rmsNorm,
  rope,
  softmax,
  trace,
  type Node,
  type Tn,
} from '../../engine/index.ts'

/** What an operation costs outside of matrix products: for each element, and on top of that for each row that it reduces. */
export interface ElementCost {
  readonly op: string
  readonly steps: string
  readonly vector: Price
  readonly transcendental: Price
}

export interface Price {
  readonly element: number
  readonly row: number
}

const rows: readonly { op: string; steps: string; of: (x: Tn<'T d'>) => Node }[] = [
  { op: 'add, multiply, scale, bias', steps: 'the operation itself', of: (x) => add(x, x) },
  { op: 'ReLU', steps: 'max(x, 0)', of: (x) => act(x, 'relu') },
  { op: 'softmax', steps: 'max, subtract, exp, sum, divide', of: (x) => softmax(x, 'd') },
  {
    op: 'layer norm',
    steps: 'sum, subtract the mean, square, sum, × 1/σ, × γ, + β; per row: ÷ n twice, + ε, one reciprocal root',
    of: (x) => layerNorm(x, 'd', 1e-5, param('weight', 'd'), param('bias', 'd')),
  },
  {
    op: 'RMSNorm',
    steps: 'square, sum, × 1/rms, × γ; per row: ÷ n, + ε, one reciprocal root',
    of: (x) => rmsNorm(x, 'd', 1e-6, param('weight', 'd')),
  },
  { op: 'GELU, with erf', steps: '× 1/√2, erf, + 1, × x, × ½', of: (x) => act(x, 'gelu') },
  {
    op: 'GELU, with tanh',
    steps: 'x³ in two, × 0.044715, + x, × √(2/π), tanh, + 1, × x, × ½',
    of: (x) => act(x, 'gelu_tanh'),
  },
  { op: 'sigmoid', steps: 'negate, exp, + 1, divide', of: (x) => act(x, 'sigmoid') },
  { op: 'SiLU', steps: 'negate, exp, + 1, divide x by it', of: (x) => act(x, 'silu') },
  {
    op: 'rotary position',
    steps: 'four × and two + for each pair',
    of: (x) => rope(x, input('angles', 'T d'), 'T', 'd'),
  },
  {
    op: 'mask, view, slice, concatenate, look up, top-k',
    steps: 'bytes move, nothing is computed',
    of: (x) => causalMask(x, 'T', 'd'),
  },
]

/** The table of the conventions page, asked of the engine's own cost rules on a tensor of `[T, d]`. */
export const elementCosts: readonly ElementCost[] = rows.map(({ op, steps, of }) => {
  const { outputs } = trace(() => ({ y: of(input('x', 'T d')) }))
  const { primitive } = outputs['y']!
  const { vector, transcendental } = primitive.cost(outputs['y']!)
  return { op, steps, vector: priceOf(vector), transcendental: priceOf(transcendental) }
})

/** The coefficients of T·d and of T. */
function priceOf(cost: polynomial.Poly): Price {
  const coefficient = (monomial: string): number => {
    const found = cost.terms.get(monomial)
    return found === undefined ? 0 : polynomial.toNumber(found)
  }
  return { element: coefficient('T1 d1'), row: coefficient('T1') }
}
