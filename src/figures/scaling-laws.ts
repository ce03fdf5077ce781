/**
 * Scaling laws of language models, from their published constants. N counts parameters, D tokens, C the FLOPs of
 * training; a loss is in nats per token.
 */
export interface Allocation {
  readonly N: number
  readonly D: number
}

/** 10¹⁵ FLOP/s for a day. */
export const petaflopDay = 1e15 * 86_400

/** The rule of thumb for the FLOPs of training. */
export const sixND = ({ N, D }: Allocation): number => 6 * N * D

/** Kaplan et al. 2020, Appendix A: N without embeddings, compute in petaflop/s-days. */
export const kaplan = { alphaN: 0.076, Nc: 8.8e13, alphaD: 0.095, Dc: 5.4e13, alphaC: 0.05, Cc: 3.1e8 }

/** What limits the loss when the other two do not. */
export const kaplanLoss = {
  ofN: (N: number): number => (kaplan.Nc / N) ** kaplan.alphaN,
  ofD: (D: number): number => (kaplan.Dc / D) ** kaplan.alphaD,
  /** The best that compute can buy. */
  ofC: (C: number): number => ((kaplan.Cc * petaflopDay) / C) ** kaplan.alphaC,
  /** Both at once; its constants are a fit of their own (Table 2). */
  of: ({ N, D }: Allocation): number => ((6.4e13 / N) ** (0.076 / 0.103) + 1.8e13 / D) ** 0.103,
}

/** The model to train on a budget: 1.3·10⁹ parameters for one petaflop/s-day (Table 6); the tokens follow from 6·N·D. */
export function kaplanOptimum(C: number): Allocation {
  const N = 1.3e9 * (C / petaflopDay) ** 0.73
  return { N, D: C / (6 * N) }
}

/** The budget from which on Kaplan's laws contradict each other (§6.3): less loss than the tokens, 2·10¹⁰·C^0.27, allow. */
export function kaplanContradiction(): number {
  const { alphaC, Cc, alphaD, Dc } = kaplan
  return petaflopDay * (Cc ** alphaC / (Dc / 2e10) ** alphaD) ** (1 / (alphaC - 0.27 * alphaD))
}

/** L = E + A/N^α + B/D^β. */
export interface Fit {
  readonly E: number
  readonly A: number
  readonly B: number
  readonly alpha: number
  readonly beta: number
}

export const fits = {
  /** Hoffmann et al. 2022, Approach 3, as printed in Appendix D.2. */
  printed: { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 },
  /** The same with more digits, as Besiroglu et al. 2024 use it. */
  unrounded: { E: 1.6934, A: 406.4, B: 410.72, alpha: 0.33917, beta: 0.28491 },
  /** Besiroglu et al. 2024: fitted anew to the points of Hoffmann's Figure 4. */
  refitted: { E: 1.8172, A: 482.01, B: 2085.43, alpha: 0.3478, beta: 0.3658 },
} as const satisfies Record<string, Fit>

export const lossOf = ({ E, A, B, alpha, beta }: Fit, { N, D }: Allocation): number =>
  E + A * N ** -alpha + B * D ** -beta

/** The smallest loss that 6·N·D = C allows (Hoffmann et al. 2022, eq. 4). */
export function optimum({ A, B, alpha, beta }: Fit, C: number): Allocation {
  const G = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta))
  const N = G * (C / 6) ** (beta / (alpha + beta))
  return { N, D: C / (6 * N) }
}

/** The exponent a of N ∝ C^a that a fit implies. */
export const exponentOf = ({ alpha, beta }: Fit): number => beta / (alpha + beta)

/** The FLOPs with which a loss can be reached at best. */
export function cheapest(fit: Fit, loss: number): number {
  // On the frontier the excess over E is a power of C; at C = 6 the allocation is N = G, D = 1/G.
  const { alpha, beta, E } = fit
  const excess = lossOf(fit, optimum(fit, 6)) - E
  return 6 * (excess / (loss - E)) ** ((alpha + beta) / (alpha * beta))
}

/** The share of its compute that a run could have saved for the same loss, as a fit sees it. */
export const wasted = (fit: Fit, run: Allocation): number => 1 - cheapest(fit, lossOf(fit, run)) / sixND(run)

/** y = coefficient · x^exponent. */
export interface PowerLaw {
  readonly coefficient: number
  readonly exponent: number
}

/** Least squares on the logarithms. */
export function powerLaw(points: readonly (readonly [x: number, y: number])[]): PowerLaw {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const [x, y] = [0, 1].map((i) => logs.reduce((sum, point) => sum + point[i]!, 0) / logs.length) as [number, number]
  const exponent =
    logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
  return { coefficient: Math.exp(y - exponent * x), exponent }
}

/** Tokens for a model of N parameters by Approaches 1 and 2 (Hoffmann et al. 2022, Tables 3 and A3). */
export const projections: readonly { readonly N: number; readonly first: number; readonly second: number }[] = [
  { N: 400e6, first: 8.0e9, second: 7.7e9 },
  { N: 1e9, first: 20.2e9, second: 20.0e9 },
  { N: 10e9, first: 205.1e9, second: 219.5e9 },
  { N: 67e9, first: 1.5e12, second: 1.7e12 },
  { N: 175e9, first: 3.7e12, second: 4.3e12 },
  { N: 280e9, first: 5.9e12, second: 7.1e12 },
  { N: 520e9, first: 11.0e12, second: 13.4e12 },
  { N: 1e12, first: 21.2e12, second: 26.5e12 },
]

/** N as a power of C, fitted to the rows of an approach. */
export const approach = (which: 'first' | 'second'): PowerLaw =>
  powerLaw(projections.map((row) => [sixND({ N: row.N, D: row[which] }), row.N]))

function along({ coefficient, exponent }: PowerLaw): (C: number) => Allocation {
  return (C) => {
    const N = coefficient * C ** exponent
    return { N, D: C / (6 * N) }
  }
}

/** A way to turn a budget into a model and its tokens. */
export interface Recipe {
  readonly name: string
  readonly source: string
  readonly optimum: (C: number) => Allocation
}

export const recipes: readonly Recipe[] = [
  { name: 'Kaplan', source: 'Kaplan et al. 2020, Table 6', optimum: kaplanOptimum },
  {
    name: 'Chinchilla 1',
    source: 'fitted here to Hoffmann et al. 2022, Table 3',
    optimum: along(approach('first')),
  },
  {
    name: 'Chinchilla 2',
    source: 'fitted here to Hoffmann et al. 2022, Table A3',
    optimum: along(approach('second')),
  },
  {
    name: 'Chinchilla 3, as printed',
    source: 'Hoffmann et al. 2022, Appendix D.2',
    optimum: (C) => optimum(fits.printed, C),
  },
  {
    name: 'Chinchilla 3, unrounded',
    source: 'constants as used by Besiroglu et al. 2024',
    optimum: (C) => optimum(fits.unrounded, C),
  },
  { name: 'Refitted', source: 'Besiroglu et al. 2024', optimum: (C) => optimum(fits.refitted, C) },
  {
    name: '20 tokens a parameter',
    source: 'rule of thumb, after Hoffmann et al. 2022, Table 3',
    optimum: (C) => ({ N: Math.sqrt(C / 120), D: Math.sqrt(C / 120) * 20 }),
  },
]
