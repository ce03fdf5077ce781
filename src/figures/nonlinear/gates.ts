import { activations, type ActivationName } from '../../engine/index.ts'

/** A gated linear unit: one projection, bent, times another. */
export interface Gate {
  readonly title: string
  /** What bends the gate. */
  readonly bend: ActivationName
  /** As LaTeX, in a = xW and b = xV. */
  readonly formula: string
  readonly f: (a: number, b: number) => number
  /** The slopes along the gate and along the value. */
  readonly along: (a: number, b: number) => readonly [gate: number, value: number]
  /** Vector FLOPs and transcendental operations for one number of the hidden layer. */
  readonly vector: number
  readonly transcendental: number
}

/** The gated units of Shazeer 2020, §2, each named after what bends its gate. */
export const gates = {
  glu: gate('GLU', 'sigmoid', '\\sigma(a)\\, b'),
  bilinear: gate('bilinear', 'identity', 'a\\, b'),
  reglu: gate('ReGLU', 'relu', '\\max(a, 0)\\, b'),
  geglu: gate('GEGLU', 'gelu', '\\operatorname{GELU}(a)\\, b'),
  swiglu: gate('SwiGLU', 'silu', '\\operatorname{SiLU}(a)\\, b'),
} as const satisfies Record<string, Gate>

export type GateName = keyof typeof gates

/**
 * The width of a gated layer with the parameters of an ungated one: two thirds of it, since three matrices share what two
 * had; then up to a multiple that suits the hardware.
 */
export function gatedWidth(ungated: number, multiple = 1): number {
  return Math.ceil(Math.floor((2 * ungated) / 3) / multiple) * multiple
}

function gate(title: string, bend: ActivationName, formula: string): Gate {
  const { f, derivative, vector, transcendental } = activations[bend]
  return {
    title,
    bend,
    formula,
    f: (a, b) => f(a) * b,
    along: (a, b) => [derivative(a) * b, f(a)],
    vector: vector + 1,
    transcendental,
  }
}
