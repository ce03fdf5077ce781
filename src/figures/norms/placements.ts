/** Where the norms of a sub-layer stand. One description is drawn, written as a formula, and simulated. */
export interface Placement {
  readonly title: string
  /** What the branch goes through, in this order; F is attention or feed-forward. */
  readonly branch: readonly ('norm' | 'F')[]
  /** Whether the sum is normalized. */
  readonly after: boolean
  /** What the stream is multiplied by before the sum, for a stack of so many sub-layers; 1 where nothing is. */
  readonly skip?: (sublayers: number) => number
  /** What the weights of F are multiplied by at the start. */
  readonly shrink?: (sublayers: number) => number
  readonly who: string
}

export const placements = {
  none: { title: 'no norm', branch: ['F'], after: false, who: 'nobody, for long' },
  post: { title: 'post-norm', branch: ['F'], after: true, who: 'Transformer 2017, BERT' },
  pre: { title: 'pre-norm', branch: ['norm', 'F'], after: false, who: 'GPT-2, T5, LLaMA' },
  sandwich: { title: 'sandwich', branch: ['norm', 'F', 'norm'], after: false, who: 'CogView, Gemma 2' },
  output: { title: 'output norm', branch: ['F', 'norm'], after: false, who: 'OLMo 2' },
  deepnorm: {
    title: 'DeepNorm',
    branch: ['F'],
    after: true,
    // N layers are 2N sub-layers; for a stack of one kind α = (2N)^¼ and β = (8N)^−¼. (Wang et al. 2022.)
    skip: (sublayers) => sublayers ** 0.25,
    shrink: (sublayers) => (4 * sublayers) ** -0.25,
    who: 'DeepNet',
  },
} as const satisfies Record<string, Placement>

export type PlacementName = keyof typeof placements

/** The update of a placement, as LaTeX. */
export function placementLatex({ branch, after, skip }: Placement): string {
  const inner = branch.reduce((x, step) => (step === 'F' ? `F(${x})` : `\\operatorname{N}(${x})`), 'x')
  const sum = `${skip ? '\\alpha x' : 'x'} + ${inner}`
  return `x' = ${after ? `\\operatorname{N}\\big(${sum}\\big)` : sum}`
}
