import {
  act,
  add,
  checkpointName,
  contracted,
  fixed,
  isCache,
  isEinsum,
  isParam,
  linear,
  mul,
  names,
  nodesOf,
  param,
  scope,
  within,
  type Graph,
  type Node,
  type Tn,
} from '../../engine/index.ts'
import { concat } from '../../engine/ops/concat.ts'
import type { Table } from '../../engine/ops/constant.ts'
import { retrace } from '../../engine/retrace.ts'

/**
 * A way to teach a trained model a task by changing little of it: from a traced model it makes another, in which what it
 * adds is traced like everything else and every weight that it leaves alone is marked as frozen.
 */
export interface Adaptation {
  readonly title: string
  /** The paper that it is from. */
  readonly source: string
  /** Where it enters the model, in words. */
  readonly enters: string
  readonly adapt: (graph: Graph) => Graph
}

/** Every way the site knows. Their own sizes are q, the prompt length; R, the rank; m, the bottleneck. */
export const adaptations = {
  full: {
    title: 'full fine-tuning',
    source: 'Devlin et al. 2019, §3.2',
    enters: 'everywhere',
    adapt: (graph) => graph,
  },
  prompt: {
    title: 'prompt tuning',
    source: 'Lester et al. 2021, §2; names as in PEFT',
    enters: 'in front of the embedded text',
    adapt: promptTuning,
  },
  prefix: {
    title: 'prefix tuning',
    source: 'Li and Liang 2021, §4; PEFT keeps all prefixes in one matrix',
    enters: 'before the keys and values of every block',
    adapt: prefixTuning,
  },
  adapters: {
    title: 'adapters',
    source: 'Houlsby et al. 2019, §2.1; names as in the library adapters',
    enters: 'on both branches of every block',
    adapt: adapters,
  },
  lora: {
    title: 'LoRA',
    source: 'Hu et al. 2022, §4.2; names as in PEFT',
    enters: 'beside the matrices of queries and values',
    adapt: lora,
  },
  ia3: {
    title: '(IA)³',
    source: 'Liu et al. 2022, §3.3; names as in PEFT',
    enters: 'on keys, values and hidden units',
    adapt: ia3,
  },
  bitfit: {
    title: 'BitFit',
    source: 'Ben Zaken et al. 2022, §3',
    enters: 'in every bias',
    adapt: (graph) => retrace(graph, { frozen: (weight) => !/(^|\.)bias$/.test(checkpointName(weight)) }),
  },
  gains: {
    title: 'the gains of the norms',
    source: 'what is left of BitFit in a model without biases',
    enters: 'in the gain of every norm',
    adapt: (graph) => {
      const gains = new Set(
        nodesOf(graph.root).flatMap(({ primitive, inputs }) => (primitive.name === 'norm' ? inputs : [])),
      )
      return retrace(graph, { frozen: (weight) => !gains.has(weight) })
    },
  },
} as const satisfies Record<string, Adaptation>

export type AdaptationName = keyof typeof adaptations

const allFrozen = (): boolean => true

/**
 * q trained vectors in front of the embedded text; the rest of the model sees a longer text. In a model with an encoder
 * they stand in front of the source alone.
 */
function promptTuning(graph: Graph): Graph {
  const words = nodesOf(graph.root).find(looksUpText)!
  const length = names(words.axes)[1]!
  return retrace(graph, {
    frozen: allFrozen,
    longer: { by: 'q', axes: [length, `${length}'`] },
    result: (node, again) => {
      if (node !== words) return again()
      const P = within('prompt_encoder.embedding', () => param('weight', 'q d', 'P'))
      return concat(`q ${length} -> q+${length}`, P, again())
    },
  })
}

const looksUpText = ({ primitive, inputs }: Node): boolean =>
  primitive.name === 'gather' && inputs[1]!.primitive.name === 'input'

/** In every block q trained keys and values before those of the text, as if tokens had stood there. */
function prefixTuning(graph: Graph): Graph {
  const rows = projected(graph, ['K', 'V'])
  return retrace(graph, {
    frozen: allFrozen,
    longer: { by: 'q', axes: ["S'", "T'"] },
    result: (node, again) => {
      if (isDistance(node)) return behindPrefix(node)
      const name = rows.get(node)
      if (name === undefined || node.scope.path.includes('cross-attention')) return again()
      const length = names(node.axes)[2]!
      const P = within(moduleOf(node, name), () => param('prompt_embeddings', 'q (h k)', `P_${name}`))
      return concat(`q ${length} -> q+${length}`, P, again())
    },
  })
}

const isDistance = (node: Node): node is Node<Table> =>
  node.primitive.name === 'constant' && names(node.axes).length === 2

/** A table of distances with more keys than queries: the queries are the last of the keys. */
function behindPrefix({ axes, attributes, module }: Node<Table>): Node {
  const [query = '', key = ''] = names(axes)
  const rule: Table['rule'] = ([t, s], _, [T, S], round) => attributes.rule([t! + S! - T!, s!], 0, [S!, S!], round)
  return within(module, () => fixed(`${query} q+${key}`, { ...attributes, rule }))
}

/** On each branch, before it joins the stream: narrow to m, bend, widen, add. */
function adapters(graph: Graph): Graph {
  return retrace(graph, {
    frozen: allFrozen,
    handedOn: ({ name }, _, y) =>
      ['self-attention', 'feed-forward'].includes(name) ? adapter(y.module.replace(/\.[^.]*$/, ''))(y) : y,
  })
}

const adapter = (module: string) =>
  scope('adapter', `${module}.adapters`, (y: Node): Node => {
    const narrow = y.axes.replace('d', 'm')
    const H = project(`${y.axes}, m d -> ${narrow}`, y, 'adapter_down.0', 'W_{\\text{down}}', true)
    const up = project(`${narrow}, d m -> ${y.axes}`, act(H, 'relu'), 'adapter_up', 'W_{\\text{up}}', true)
    return add(y as Tn<string>, up)
  })

/** Beside the matrices of queries and values a product of two thin ones: Q = X W + X A B. The factor α/R is part of B. */
function lora(graph: Graph): Graph {
  const rows = projected(graph, ['Q', 'V'])
  return retrace(graph, {
    frozen: allFrozen,
    result: (node, again, now) => {
      const name = rows.get(node)
      if (name === undefined) return again()
      const product = productOf(node)
      const x = product.inputs[0]!
      const inner = contracted(product).join(' ')
      const outer = names(node.axes).filter((axis) => !names(x.axes).includes(axis))
      const thin = x.axes.replace(inner, 'R')
      const module = moduleOf(node, name)
      const y = again()
      const A = within(module, () => project(`${x.axes}, R ${inner} -> ${thin}`, now(x), 'lora_A', 'A'))
      const B = within(module, () => project(`${thin}, ${outer.join(' ')} R -> ${node.axes}`, A, 'lora_B', 'B'))
      return add(y as Tn<string>, B)
    },
  })
}

/** Keys, values and hidden units, each times a trained number of its own. */
function ia3(graph: Graph): Graph {
  const rows = projected(graph, ['K', 'V'])
  const products = nodesOf(graph.root).filter((node) => isEinsum(node) && isParam(node.inputs[1]!))
  const hidden = new Map(
    products.filter((node) => contracted(node).includes('f')).map(({ inputs: [H, W] }) => [H!, W!.module]),
  )
  const scaled = (y: Node, module: string, stored: string, symbol: string): Node =>
    mul(y as Tn<string>, within(module, () => param('ia3_l', stored, symbol)) as Tn<string>)
  return retrace(graph, {
    frozen: allFrozen,
    result: (node, again) => {
      const [name, module] = [rows.get(node), hidden.get(node)]
      if (name !== undefined) return scaled(again(), moduleOf(node, name), '(h k)', `l_${name}`)
      return module === undefined ? again() : scaled(again(), module, 'f', 'l_f')
    },
  })
}

/** The rows of queries, keys or values as they come from their matrices, before any cache, with their names. */
function projected(graph: Graph, which: readonly string[]): Map<Node, string> {
  const named = nodesOf(graph.root).filter(({ name }) => name !== undefined && which.includes(name))
  return new Map(named.map((node) => [isCache(node) ? node.inputs[0]! : node, node.name!]))
}

/** Where what belongs to a projection is kept: with its matrix, and under its own letter where that is shared. */
function moduleOf(node: Node, name: string): string {
  const { module, axes } = productOf(node).inputs[1]!
  return names(axes).includes('3') ? `${module}.${name.toLowerCase()}` : module
}

/** The matrix product from which a projection comes, before its bias and its slice of a fused result. */
const productOf = (node: Node): Node => (isEinsum(node) ? node : productOf(node.inputs[0]!))

/** `linear` for a spec that is put together at run time: its axes are checked when it is traced. */
function project(spec: string, x: Node, module: string, symbol: string, bias = false): Tn<string> {
  return (linear as unknown as (spec: string, x: Node, module: string, options: object) => Tn<string>)(
    spec,
    x,
    module,
    {
      symbol,
      bias,
    },
  )
}
