import {
  count,
  hiddenStates,
  parameters,
  run,
  stacksOf,
  type NumericArray,
  type RunResult,
} from '../../engine/index.ts'
import { modelOf, type Model } from '../../models/index.ts'
import { complete } from '../../models/quantities.ts'
import { normals } from '../nonlinear/random.ts'

/** How far two runs are apart in one tensor. */
export interface Drift {
  readonly largest: number
  /** Root of the mean square. */
  readonly typical: number
}

export interface Measured {
  /** After the embeddings, then after each block. */
  readonly states: readonly Drift[]
  readonly logits: Drift
  /** Places whose best word changes, and how many there are. */
  readonly changed: number
  readonly places: number
}

const sizes = { hidden_size: 64, num_attention_heads: 4, intermediate_size: 256, vocab_size: 512 }
const tokens = 32

/**
 * The same small BERT with 12 blocks and a masked-word head, run once with GELU by the error function and once by tanh: how
 * far the streams are apart. Weights are normal with a standard deviation of `gain`/√d, so that what enters GELU has a
 * standard deviation of about `gain`.
 */
export function geluDrift(gain = 1): Measured {
  const [exact, tanh] = [runWith('gelu', gain), runWith('gelu_new', gain)]
  const [a, b] = [exact.result.outputs['logits']!, tanh.result.outputs['logits']!]
  const best = [a, b].map(argmaxes)
  return {
    states: states(exact).map((state, i) => apart(state, states(tanh)[i]!)),
    logits: apart(a, b),
    changed: best[0]!.filter((word, i) => word !== best[1]![i]).length,
    places: tokens,
  }
}

interface Ran {
  readonly model: Model
  readonly result: RunResult
}

function runWith(hidden_act: 'gelu' | 'gelu_new', gain: number): Ran {
  const config = { model_type: 'bert', num_hidden_layers: 12, max_position_embeddings: tokens, hidden_act, ...sizes }
  const model = modelOf(config, 'BertForMaskedLM')
  const bindings = complete(model.graph, { ...model.sizes, B: 1, T: tokens })
  const next = normals('gelu drift')
  const spread = gain / Math.sqrt(sizes.hidden_size)
  const weights: Record<string, NumericArray> = {}
  for (const { name, shape, repeat } of parameters(model.graph))
    for (let i = 0; i < Number(count(repeat, bindings)); i++) {
      const lengths = shape.map((size) => Number(count(size, bindings)))
      const data = new Float64Array(lengths.reduce((a, b) => a * b, 1))
      const norm = name.includes('LayerNorm.weight')
      weights[name.replace('{i}', String(i))] = {
        shape: lengths,
        data: data.map(() => (lengths.length > 1 ? spread * next() : norm ? 1 : 0)),
      }
    }
  const ids = Float64Array.from({ length: tokens }, (_, i) => (i * 37) % sizes.vocab_size)
  const inputs = {
    input_ids: { shape: [1, tokens], data: ids },
    token_type_ids: { shape: [1, tokens], data: ids.map((_, i) => (i < tokens / 2 ? 0 : 1)) },
    attention_mask: { shape: [1, tokens], data: ids.map(() => 1) },
  }
  return { model, result: run(model.graph, { weights, inputs, bindings }) }
}

const states = ({ model, result }: Ran): readonly NumericArray[] =>
  hiddenStates(model.graph, result, stacksOf(model.graph)[0]!)

function apart(a: NumericArray, b: NumericArray): Drift {
  const gaps = a.data.map((value, i) => Math.abs(value - b.data[i]!))
  return {
    largest: gaps.reduce((most, gap) => Math.max(most, gap), 0),
    typical: Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / gaps.length),
  }
}

/** The place of the largest number in each row. */
function argmaxes({ shape, data }: NumericArray): number[] {
  const columns = shape.at(-1)!
  return Array.from({ length: data.length / columns }, (_, row) => {
    const own = data.subarray(row * columns, (row + 1) * columns)
    return own.indexOf(Math.max(...own))
  })
}
