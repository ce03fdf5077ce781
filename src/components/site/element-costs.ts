/** What one element costs outside of matrix products, as the conventions page prints it. */
export interface ElementCost {
  op: string
  /** One per +, −, ×, ÷, max or comparison. */
  vector: number
  /** One per exp, log, tanh, erf, sin, cos, square root or its reciprocal. */
  transcendental: number
  /** What comes on top once per row, for an op that reduces one. */
  perRow?: { vector: number; transcendental: number }
  steps: string
}

export const elementCosts: readonly ElementCost[] = [
  { op: 'add, multiply, scale, bias', vector: 1, transcendental: 0, steps: 'the operation itself' },
  { op: 'ReLU', vector: 1, transcendental: 0, steps: 'max(x, 0)' },
  { op: 'softmax', vector: 4, transcendental: 1, steps: 'max, subtract, exp, sum, divide' },
  {
    op: 'layer norm',
    vector: 7,
    transcendental: 0,
    perRow: { vector: 3, transcendental: 1 },
    steps: 'sum, subtract the mean, square, sum, × 1/σ, × γ, + β; per row: ÷ n twice, + ε, one reciprocal root',
  },
  {
    op: 'RMSNorm',
    vector: 4,
    transcendental: 0,
    perRow: { vector: 2, transcendental: 1 },
    steps: 'square, sum, × 1/rms, × γ; per row: ÷ n, + ε, one reciprocal root',
  },
  { op: 'GELU, with erf', vector: 4, transcendental: 1, steps: '× 1/√2, erf, + 1, × x, × ½' },
  {
    op: 'GELU, with tanh',
    vector: 8,
    transcendental: 1,
    steps: 'x³ in two, × 0.044715, + x, × √(2/π), tanh, + 1, × x, × ½',
  },
  { op: 'sigmoid', vector: 3, transcendental: 1, steps: 'negate, exp, + 1, divide' },
  { op: 'SiLU', vector: 3, transcendental: 1, steps: 'negate, exp, + 1, divide x by it' },
  { op: 'rotary position', vector: 3, transcendental: 0, steps: 'four × and two + for each pair' },
  {
    op: 'mask, view, slice, concatenate, look up, top-k',
    vector: 0,
    transcendental: 0,
    steps: 'bytes move, nothing is computed',
  },
]
