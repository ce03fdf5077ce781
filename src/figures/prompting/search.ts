import { count, fromNested, logSoftmaxOf, parameters, run, type NumericArray } from '../../engine/index.ts'
import { adaptations } from '../../models/adaptations/methods.ts'
import { modelOf } from '../../models/index.ts'
import { complete } from '../../models/quantities.ts'
import { normals } from '../nonlinear/random.ts'

/** A word in front of the text, by the mean log-probability of the right label. */
export interface Word {
  readonly id: number
  /** What the model says with this word in front. */
  readonly actual: number
  /** What the gradient at the first word promises for it. */
  readonly estimated: number
}

export interface Search {
  readonly words: readonly Word[]
  /** The word at which the gradient was taken. */
  readonly start: Word
  /** Of the words that the gradient ranks first, the best, and how many were tried. */
  readonly found: Word
  readonly tried: number
  readonly best: Word
  /** The objective after each step of training one free vector from the start. */
  readonly trained: readonly number[]
}

const config = {
  model_type: 'gpt2',
  n_layer: 1,
  n_embd: 8,
  n_head: 2,
  n_positions: 16,
  vocab_size: 48,
}

/**
 * One token in front of the text, searched for three ways in a tiny decoder with random weights: every word tried; the
 * words that a first-order estimate ranks first (Shin et al. 2020, §2.2); a free vector trained by gradient ascent. All
 * three ask the same prompted model, whose prompt is a word's vector or is not. The task: to answer eight texts as the
 * model does behind a secret vector that no word has.
 */
export function searchOnePrompt({ steps = 30, tried = 6 } = {}): Search {
  const normal = normals('f')
  const model = modelOf(config)
  const graph = adaptations.prompt.adapt(model.graph)
  const texts = Array.from({ length: 8 }, () =>
    Array.from({ length: 4 }, () => Math.floor(Math.abs(1e4 * normal())) % 46),
  )
  const bindings = complete(graph, { ...model.sizes, B: texts.length, T: 4, q: 1 })
  const weights: Record<string, NumericArray> = {}
  for (const { name, shape, repeat } of parameters(model.graph)) {
    const lengths = shape.map((size) => Number(count(size, bindings)))
    const middle = /ln_.*weight/.test(name) ? 1 : 0
    for (let i = 0; i < Number(count(repeat, bindings)); i++) {
      const data = Float64Array.from({ length: lengths.reduce((a, b) => a * b, 1) }, () => middle + 0.35 * normal())
      weights[name.replace('{i}', String(i))] = { shape: lengths, data }
    }
  }
  const inputs = { input_ids: fromNested(texts) }
  const table = weights['transformer.wte.weight']!
  const vectorOf = (id: number): number[] => [...table.data.subarray(id * 8, id * 8 + 8)]

  /** For each text the log-probabilities of the two labels, the last two words of the vocabulary. */
  function answers(vector: readonly number[]): Float64Array[] {
    const prompt = { 'prompt_encoder.embedding.weight': fromNested([vector]) }
    const { data, shape } = run(graph, { weights: { ...weights, ...prompt }, inputs, bindings }).outputs['logits']!
    const [, T = 0, V = 0] = shape
    return texts.map((_, b) => logSoftmaxOf(data.subarray((b * T + T) * V - 2, (b * T + T) * V)))
  }

  const secret = Array.from({ length: 8 }, () => 1.5 * normal())
  const labels = answers(secret).map(([first, second]) => (first! > second! ? 0 : 1))

  const objective = (vector: readonly number[]): number =>
    answers(vector).reduce((sum, said, i) => sum + said[labels[i]!]!, 0) / labels.length

  /** By differences: the model is small. */
  function gradient(vector: readonly number[], here: number): number[] {
    const h = 1e-6
    return vector.map((_, i) => (objective(vector.map((value, j) => (i === j ? value + h : value))) - here) / h)
  }

  const all = Array.from({ length: 46 }, (_, id) => ({ id, actual: objective(vectorOf(id)) }))
  const middle = [...all].sort((a, b) => a.actual - b.actual)[23]!
  const origin = vectorOf(middle.id)
  const slope = gradient(origin, middle.actual)
  const words = all.map(({ id, actual }): Word => {
    const change = vectorOf(id).reduce((sum, value, i) => sum + slope[i]! * (value - origin[i]!), 0)
    return { id, actual, estimated: middle.actual + change }
  })
  const ranked = [...words].sort((a, b) => b.estimated - a.estimated).slice(0, tried)
  const top = (some: readonly Word[]) => some.reduce((a, b) => (b.actual > a.actual ? b : a))
  const trained = [middle.actual]
  let vector = origin
  for (let step = 0; step < steps; step++) {
    const uphill = gradient(vector, trained.at(-1)!)
    vector = vector.map((value, i) => value + uphill[i]!)
    trained.push(objective(vector))
  }
  return { words, start: words[middle.id]!, found: top(ranked), tried, best: top(words), trained }
}
