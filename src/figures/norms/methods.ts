import { activations, erf, names, normalizations, type NumericArray } from '../../engine/index.ts'
import { moments } from '../../engine/ops/norm.ts'
import { costWords, normCosts } from './costs.ts'
import { carried, type NormName } from './worked.ts'

/** What a set of shared statistics is: the axes of the tensor, and those that are pooled. */
export interface Pooling {
  readonly axes: string
  readonly over: string
}

/** One technique: what its card says. Everything that the engine knows about it is read from there. */
export interface Method {
  readonly title: string
  readonly pooling: Pooling
  /** As LaTeX, with g = γ ⊙ ∂L/∂y and a bar for the mean over the set. */
  readonly forward: string
  readonly backward: string
  readonly learns: string
  /** Whether training and use compute the same. */
  readonly modes: string
  readonly batch: 'yes' | 'no'
  readonly cost: string
  /** What becomes of the first token of the worked tensor, with γ = 1 and β = 0. */
  readonly worked?: (tokens: NumericArray) => readonly number[]
}

const standard = String.raw`y = \gamma\,\frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta`
const standardBack = String.raw`\frac{1}{\sigma}\big(g - \overline{g} - \hat x\,\overline{g \hat x}\big)`
const rmsBack = String.raw`\frac{1}{r}\big(g - \hat x\,\overline{g \hat x}\big)`
const same = 'the same'

const firstOf = (name: NormName) => (tokens: NumericArray) => first(carried(name, tokens).output)

/** The techniques of the post. The six that the engine's table has take their axes and weights from it. */
export const methods = {
  batch: fromTable('batch', 'BatchNorm', 'batch in training, running averages in use', 'yes'),
  renorm: {
    title: 'Batch Renormalization',
    pooling: normalizations.batch,
    forward: String.raw`y = \gamma\Big(\frac{x - \mu}{\sigma}\,r + q\Big) + \beta`,
    backward: String.raw`\frac{r}{\sigma}\big(g - \overline{g} - \hat x\,\overline{g \hat x}\big),\ r, q \text{ held}`,
    learns: 'γ and β, 2C',
    modes: 'the same while r and q are not clipped',
    batch: 'yes',
    cost: `${normCosts.layer.vector + 2} vector; per set ${normCosts.layer.perRow.vector} and ${normCosts.layer.perRow.transcendental} transc., and r, q`,
    // Without clipping it is running statistics that count; with r = 1, q = 0, where its schedule begins, it is BatchNorm.
    worked: firstOf('batch'),
  },
  layer: fromTable('layer', 'LayerNorm', same, 'no'),
  imageLayer: fromTable('imageLayer', 'LayerNorm of images', same, 'no'),
  instance: fromTable('instance', 'InstanceNorm', same, 'no'),
  group: fromTable('group', 'GroupNorm', same, 'no'),
  switchable: {
    title: 'SwitchableNorm',
    pooling: normalizations.imageLayer,
    forward: String.raw`y = \gamma\,\frac{x - \sum_i w_i \mu_i}{\sqrt{\sum_i w'_i \sigma_i^2 + \varepsilon}} + \beta`,
    backward: String.raw`\text{through all three sets}`,
    learns: 'γ and β, 2C, and 6 scalars',
    modes: 'the batch part is not',
    batch: 'yes',
    cost: 'three statistics of one kind each',
    worked: (tokens) => switched(tokens),
  },
  rms: fromTable('rms', 'RMSNorm', same, 'no'),
  scale: {
    title: 'ScaleNorm',
    pooling: normalizations.rms,
    forward: String.raw`y = g\,\frac{x}{\lVert x \rVert}`,
    backward: String.raw`\frac{g}{\lVert x \rVert}\big(I - \hat x \hat x^\top\big)\,\frac{\partial L}{\partial y}`,
    learns: 'one scalar g, √d at the start',
    modes: same,
    batch: 'no',
    cost: costWords(normCosts.scale),
    worked: (tokens) => {
      const x = first(tokens)
      return x.map((value) => (Math.sqrt(x.length) * value) / Math.hypot(...x))
    },
  },
  power: {
    title: 'PowerNorm',
    pooling: { axes: 'B T d', over: 'B T' },
    forward: String.raw`y = \gamma\,\frac{x}{\psi} + \beta,\quad \psi^2 = \overline{x^2}`,
    backward: String.raw`\text{by running averages}`,
    learns: 'γ and β, 2d',
    modes: 'running averages in both, once it is warm',
    batch: 'yes',
    cost: `${normCosts.rms.vector + 1} vector; per set ${normCosts.rms.perRow.vector} and ${normCosts.rms.perRow.transcendental} transc.`,
    worked: (tokens) => powered(tokens),
  },
  weight: {
    title: 'WeightNorm',
    pooling: { axes: 'o i', over: 'i' },
    forward: String.raw`w = g\,\frac{v}{\lVert v \rVert}`,
    backward: String.raw`\nabla_v = \frac{g}{\lVert v \rVert}\big(I - \hat v \hat v^\top\big)\nabla_w,\ \nabla_g = \hat v^\top \nabla_w`,
    learns: 'one scalar more for each output',
    modes: same,
    batch: 'no',
    cost: 'none per activation; 3 vector per weight',
  },
  spectral: {
    title: 'SpectralNorm',
    pooling: { axes: 'o i', over: 'o i' },
    forward: String.raw`\overline W = \frac{W}{\sigma_1(W)},\quad \sigma_1 \approx u^\top W v`,
    backward: String.raw`\frac{1}{\sigma_1}\big(G - \langle G, \overline W\rangle\, u v^\top\big)`,
    learns: 'nothing; u and v are buffers',
    modes: same,
    batch: 'no',
    cost: 'none per activation; 2 matrix–vector products a step',
  },
  qk: {
    title: 'QK-norm',
    pooling: { axes: 'T h k', over: 'k' },
    forward: String.raw`\hat q = \operatorname{N}(q),\ \hat k = \operatorname{N}(k),\quad A = \operatorname{softmax}(s\,\hat q \hat k^\top)`,
    backward: String.raw`\text{that of } \operatorname{N} \text{, by head}`,
    learns: 'one scale, or a gain for q and one for k',
    modes: same,
    batch: 'no',
    cost: `as its norm, on 2hk numbers a token`,
    worked: (tokens) => {
      const x = first(tokens)
      const heads = [x.slice(0, x.length / 2), x.slice(x.length / 2)]
      return heads.flatMap((head) => head.map((value) => value / rmsOf(head)))
    },
  },
  sandwich: {
    title: 'Sandwich and Peri-LN',
    pooling: normalizations.layer,
    forward: String.raw`x' = x + \operatorname{N}(F(\operatorname{N}(x)))`,
    backward: String.raw`\big(I + J_{\operatorname N} J_F J_{\operatorname N}\big)^\top \frac{\partial L}{\partial x'}`,
    learns: 'two norms a sub-layer in place of one',
    modes: same,
    batch: 'no',
    cost: 'twice its norm',
  },
  deepnorm: {
    title: 'DeepNorm',
    pooling: normalizations.layer,
    forward: String.raw`x' = \operatorname{LN}(\alpha x + F(x)),\ W_F \leftarrow \beta W_F \text{ at the start}`,
    backward: String.raw`\big(\alpha I + J_F\big)^\top J_{\operatorname{LN}}^\top\,\frac{\partial L}{\partial x'}`,
    learns: 'as LayerNorm',
    modes: same,
    batch: 'no',
    cost: `${normCosts.layer.vector + 1} vector, with × α`,
  },
  dyt: {
    title: 'DyT',
    pooling: { axes: 'B T d', over: '' },
    forward: String.raw`y = \gamma \tanh(\alpha x) + \beta`,
    backward: String.raw`\alpha\big(1 - \tanh^2(\alpha x)\big)\,g`,
    learns: 'γ, β and one α, 2d + 1',
    modes: same,
    batch: 'no',
    cost: costWords(normCosts.dyt),
    worked: (tokens) => first(tokens).map((value) => activations.tanh.f(0.5 * value)),
  },
  derf: {
    title: 'Derf',
    pooling: { axes: 'B T d', over: '' },
    forward: String.raw`y = \gamma \operatorname{erf}(\alpha x + s) + \beta`,
    backward: String.raw`\tfrac{2\alpha}{\sqrt\pi}\, e^{-(\alpha x + s)^2}\, g`,
    learns: 'γ, β, one α and one s, 2d + 2',
    modes: same,
    batch: 'no',
    cost: costWords(normCosts.derf),
    worked: (tokens) => first(tokens).map((value) => erf(0.5 * value)),
  },
} as const satisfies Record<string, Method>

export type MethodName = keyof typeof methods

function fromTable(name: NormName, title: string, modes: string, batch: Method['batch']): Method {
  const how = normalizations[name]
  const weights = names(how.weights).join('')
  return {
    title,
    pooling: how,
    forward: how.centered
      ? standard
      : String.raw`y = \gamma\,\frac{x}{r},\quad r = \sqrt{\overline{x^2} + \varepsilon}`,
    backward: how.centered ? standardBack : rmsBack,
    learns: how.centered ? `γ and β, 2${weights}` : `γ, ${weights}`,
    modes,
    batch,
    cost: costWords(how.centered ? normCosts.layer : normCosts.rms),
    worked: firstOf(name),
  }
}

const first = ({ shape, data }: NumericArray): number[] => [...data.slice(0, shape.at(-1))]

const rmsOf = (values: readonly number[]): number => Math.sqrt(moments(Float64Array.from(values), false).variance)

/** The statistics of instance, layer and batch norm, each with a third of the weight, as at the start of training. */
function switched(tokens: NumericArray): number[] {
  const parts = (['instance', 'imageLayer', 'batch'] as const).map((name) => carried(name, tokens))
  return first(tokens).map((value, place) => {
    const own = parts.map(({ sets }) => sets.find(({ places }) => places.includes(place))!)
    const mean = own.reduce((sum, set) => sum + set.mean / 3, 0)
    const variance = own.reduce((sum, set) => sum + set.deviation ** 2 / 3, 0)
    return (value - mean) / Math.sqrt(variance)
  })
}

/** Divided by the quadratic mean of each of the d numbers over all tokens. */
function powered(tokens: NumericArray): number[] {
  const width = tokens.shape.at(-1)!
  return first(tokens).map((value, j) => value / rmsOf([...tokens.data].filter((_, place) => place % width === j)))
}
