import {
  isCache,
  nodesOf,
  parameterCount,
  parameters,
  polynomial,
  simplify,
  symbols,
  workOfScope,
  type Graph,
} from '../engine/index.ts'
import { published, publishedModel } from '../models/index.ts'
import type { Knob, Page, Phase } from '../client/live/page.ts'
import { headOf } from './head.ts'
import { linesOf } from './model-lines.ts'
import { placed } from './rows.ts'

/** Far more than any page needs, and little enough that nothing can be asked for that freezes it. */
const most: Readonly<Record<string, number>> = {
  ...{ B: 4096, T: 1_048_576, S: 1_048_576, p: 1_048_576 },
  ...{ q: 65_536, R: 16_384, m: 65_536 },
}

/** Sizes that are no model's but an adaptation's: a post that binds one lets its reader turn it. */
const adaptationSizes = ['q', 'R', 'm']

/**
 * What the page's script needs: the sizes of every published configuration with the same structure, so that the same
 * polynomials hold, and which sizes a reader may turn. `sources` are the texts of the model files, by path.
 */
export function livePage(
  model: string,
  bindings: Readonly<Record<string, number>>,
  sources: Readonly<Record<string, string>>,
): Page {
  const own = publishedModel(model)
  const identities = Object.fromEntries(
    Object.entries(own.graph.identities).map(([symbol, size]) => [symbol, polynomial.print(size)]),
  )
  const decodes = nodesOf(own.graph.root).some(isCache)
  const free = [
    ...['B', 'T'],
    ...(!('S' in identities) && used(own.graph, 'S') ? ['S'] : []),
    ...(decodes ? ['p'] : []),
    ...adaptationSizes.filter((symbol) => symbol in bindings),
  ]
  const head = headOf({ name: model, model: own })
  const work = workOfScope(own.graph)
  return {
    model,
    bindings: { B: 1, T: 128, ...(free.includes('S') ? { S: bindings['T'] ?? 128 } : {}), ...bindings },
    family: familyOf(model),
    identities,
    sources: linesOf(own.graph, `/src/models/${published[model]!.config['model_type']}.ts`, sources),
    weights: weightsOf(own.graph),
    totals: {
      matmul: {
        poly: polynomial.print(simplify(own.graph, work.matmul)),
        useful: polynomial.print(simplify(own.graph, work.useful)),
        ...(head && { head: polynomial.print(head.other) }),
      },
      parameters: { poly: polynomial.print(parameterCount(own.graph)) },
    },
    knobs: free.map(knob),
    logits: head && (head.counted ? 'with' : 'without'),
    phases: (decodes ? ['forward', 'training', 'decode'] : ['forward', 'training']) satisfies Phase[],
  }
}

const families = new Map<string, Page['family']>()

/** The published configurations with the same structure as one, so that the same polynomials hold; smallest first. */
export function familyOf(model: string): Page['family'] {
  const known = families.get(model)
  if (known) return known
  const own = publishedModel(model).graph
  const family = Object.keys(published)
    .filter((name) => published[name]!.config['model_type'] === published[model]!.config['model_type'])
    .map((name) => ({ name, title: published[name]!.title, ...publishedModel(name) }))
    .filter(({ graph }) => sameStructure(graph, own))
    .map(({ name, title, sizes }) => ({ name, title, sizes: plain(sizes) }))
  families.set(model, family)
  return family
}

const knob = (symbol: string): Knob => ({
  symbol,
  name: symbols.find((size) => size.symbol === symbol)!.name,
  most: most[symbol]!,
})

const plain = (sizes: polynomial.Bindings): Record<string, number> =>
  Object.fromEntries(Object.entries(sizes).map(([symbol, size]) => [symbol, Number(size)]))

const used = (graph: Graph, symbol: string): boolean => polynomial.symbolsOf(workOfScope(graph).matmul).includes(symbol)

const sameStructure = (a: Graph, b: Graph): boolean =>
  polynomial.equal(parameterCount(a), parameterCount(b)) &&
  polynomial.equal(workOfScope(a).matmul, workOfScope(b).matmul)

/** The names of the weights that stand in each part itself, by its path: in the paper and in the checkpoint. */
function weightsOf(graph: Graph): Page['weights'] {
  const found: Record<string, [string, string][]> = {}
  for (const { node, name } of parameters(graph))
    (found[node.scope.path] ??= []).push([node.name ?? node.attributes.label, placed(node, name)])
  return found
}
