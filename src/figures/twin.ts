import {
  count,
  names,
  nodesOf,
  parameters,
  run,
  type Bindings,
  type Graph,
  type Node,
  type NumericArray,
  type RunResult,
} from '../engine/index.ts'
import { modelOf, published, type Model } from '../models/index.ts'
import { complete } from '../models/quantities.ts'

/** A model small enough to check with a pencil, run on real numbers. */
export interface Twin {
  readonly model: Model
  readonly bindings: Bindings
  readonly weights: Readonly<Record<string, NumericArray>>
  readonly inputs: Readonly<Record<string, NumericArray>>
  readonly result: RunResult
}

/**
 * The twin of a published model: its own configuration with small sizes, through the same code, with weights of one decimal
 * that only their names decide. `sizes` are the reader's, T = 3 if nothing else is said.
 */
export function twinOf(name: string, sizes: Readonly<Record<string, number>> = {}, className?: string): Twin {
  const own = published[name]!
  const model = modelOf(small(own.config), className ?? own.class)
  const source = 'S' in model.graph.identities ? {} : { S: 3 }
  const bindings = complete(model.graph, { B: 1, T: 3, p: 0, ...source, ...model.sizes, ...sizes })
  const weights = weightsFor(model.graph, bindings)
  const inputs = inputsFor(model.graph, bindings)
  return { model, bindings, weights, inputs, result: run(model.graph, { weights, inputs, bindings }) }
}

/** Sizes of a configuration file under the names that they go by, as small as they can be and still tell each other apart. */
const smallFields: Readonly<Record<string, number>> = {
  ...fields(4, 'hidden_size', 'n_embd', 'd_model'),
  ...fields(2, 'num_attention_heads', 'n_head', 'n_heads', 'num_heads'),
  ...fields(2, 'head_dim', 'd_kv', 'd_k', 'd_head'),
  ...fields(8, 'intermediate_size', 'n_inner', 'd_ff'),
  ...fields(1, 'num_hidden_layers', 'n_layer', 'n_layers', 'num_layers', 'num_decoder_layers'),
  ...fields(6, 'vocab_size', 'n_vocab'),
  ...fields(12, 'n_positions', 'n_ctx', 'max_position_embeddings'),
  ...fields(8, 'relative_attention_max_distance'),
  ...fields(4, 'relative_attention_num_buckets'),
  ...fields(2, 'sliding_window'),
}

/** A configuration with small sizes; what is no size stays as it is. Grouped heads stay grouped: two share one. */
export function small(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const grouped = config['num_key_value_heads'] !== config['num_attention_heads']
  const entries = Object.entries(config).map(([field, value]) => [field, smallFields[field] ?? value])
  const groups = 'num_key_value_heads' in config ? { num_key_value_heads: grouped ? 1 : 2 } : {}
  return { ...Object.fromEntries(entries), ...groups }
}

/** Weights between −1 and 1 with one decimal; a norm's gain is near 1, its shift and every bias are near 0. */
function weightsFor(graph: Graph, bindings: Bindings): Record<string, NumericArray> {
  const blocks = (repeat: number, name: string) =>
    name.includes('{i}') ? Array.from({ length: repeat }, (_, i) => name.replace('{i}', String(i))) : [name]
  return Object.fromEntries(
    parameters(graph).flatMap(({ name, shape, repeat, node }) => {
      const lengths = shape.map((size) => Number(count(size, bindings)))
      return blocks(Number(count(repeat, bindings)), name).map((own) => [own, seeded(own, lengths, rangeOf(node))])
    }),
  )
}

function rangeOf(node: Node): { middle: number; steps: number } {
  if (node.name === '\\gamma') return { middle: 10, steps: 2 }
  if (node.name === '\\beta' || names(node.axes).length === 1 || node.name?.startsWith('b_'))
    return { middle: 0, steps: 2 }
  return { middle: 0, steps: 10 }
}

/** Numbers that a name decides, `middle` ± `steps` tenths. */
function seeded(
  name: string,
  shape: readonly number[],
  { middle, steps }: { middle: number; steps: number },
): NumericArray {
  const next = generator(name)
  const data = new Float64Array(shape.reduce((a, b) => a * b, 1))
  return { shape, data: data.map(() => (middle - steps + Math.floor(next() * (2 * steps + 1))) / 10) }
}

/** Token ids that differ where they can; every key is read; segments change after the first half. */
function inputsFor(graph: Graph, bindings: Bindings): Record<string, NumericArray> {
  const nodes = nodesOf(graph.root).filter(({ primitive }) => primitive.name === 'input')
  return Object.fromEntries(
    nodes.map((node) => {
      const { label } = node.attributes as { label: string }
      const shape = node.sizes.map((size) => Number(count(size, bindings)))
      if (shape.length > 2) return [label, seeded(label, shape, { middle: 0, steps: 10 })]
      const data = new Float64Array(shape.reduce((a, b) => a * b, 1))
      return [label, { shape, data: data.map((_, i) => value(label, i, shape.at(-1)!, bindings)) }]
    }),
  )
}

function value(label: string, i: number, length: number, bindings: Bindings): number {
  const at = i % length
  if (label === 'attention_mask') return 1
  if (label === 'token_type_ids') return at < length / 2 ? 0 : 1
  const vocabulary = Number(bindings['V'] ?? 2)
  return label.endsWith('ids') ? (1 + at * 2 + Math.floor(i / length)) % vocabulary : 0
}

/** Chosen so that no head of a twin spreads its attention evenly: there is something to see. */
const seed = 482

/** mulberry32, seeded with the FNV-1a hash of a name: the same numbers on every machine. */
export function generator(name: string): () => number {
  let state = seed
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0)!, 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function fields(value: number, ...names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, value]))
}
