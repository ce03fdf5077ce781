import { count, parameterCount, workOfScope } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete } from '../../models/quantities.ts'

/** A training of the paper: Vaswani et al. 2017, §5.1 and §5.2. */
export interface Training {
  readonly model: 'transformer-base' | 'transformer-big'
  readonly steps: number
  readonly hours: number
  /** Of one sentence; a batch has as many sentences as make its tokens. */
  readonly length: number
}

/** Source tokens of a batch, and as many target tokens. */
export const batch = 25000
/** FLOP/s that the paper assumes of a P100, and how many of them it used. */
export const gpu = { rate: 9.5e12, count: 8 }

export const trainings = {
  base: { model: 'transformer-base', steps: 1e5, hours: 12, length: 25 },
  big: { model: 'transformer-big', steps: 3e5, hours: 84, length: 25 },
} as const satisfies Record<string, Training>

/** What the paper calls FLOPs: time × processors × an assumed rate. */
export const rented = ({ hours }: Training): number => hours * 3600 * gpu.count * gpu.rate

/** Three forward passes of every batch, every matrix product counted. */
export function counted({ model: name, steps, length }: Training): number {
  const model = publishedModel(name)
  const bindings = complete(model.graph, { ...model.sizes, B: batch / length, T: length, S: length })
  return 3 * steps * Number(count(workOfScope(model.graph).matmul, bindings))
}

/** The rule of thumb, 6·N·D, with D the target tokens: every weight is met once by a token of its own side. */
export function ruled({ model: name, steps }: Training): number {
  const model = publishedModel(name)
  return 6 * Number(count(parameterCount(model.graph), complete(model.graph, model.sizes))) * steps * batch
}

/** The learning rate at a step: it rises for `warmup` steps and then falls with the root. §5.3, eq. 3. */
export const learningRate = (step: number, d: number, warmup = 4000): number =>
  d ** -0.5 * Math.min(step ** -0.5, step * warmup ** -1.5)

/** Label smoothing: what a model that has learned the smoothed target exactly still loses, and how far its logits lie apart. */
export function smoothing(epsilon: number, classes: number): { loss: number; gap: number; right: number } {
  const wrong = epsilon / classes
  const right = 1 - epsilon + wrong
  const loss = -right * Math.log(right) - (classes - 1) * wrong * Math.log(wrong)
  return { loss, gap: Math.log(right / wrong), right }
}
