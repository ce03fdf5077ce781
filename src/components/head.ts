import { nodesOf, polynomial, simplify, workOfScope, type Graph, type Poly, type Scope } from '../engine/index.ts'
import { architectures, publishedModel } from '../models/index.ts'
import type { Subject } from './subject.ts'

/** Whether the products that score the vocabulary are counted, and what counting them the other way adds. */
export interface Head {
  readonly counted: boolean
  readonly other: Poly
}

/**
 * The products that score the vocabulary. A model that has none has them in another class of its implementation: counting
 * them is counting that class instead. Undefined where nothing of the architecture scores a vocabulary.
 */
export function headOf({ name, model }: Pick<Subject, 'name' | 'model'>): Head | undefined {
  const logits = logitsOf(model.graph)
  if (logits !== undefined) return { counted: true, other: polynomial.negate(logits) }
  const { classes } = architectures.find(({ modelType }) => modelType === model.architecture)!
  const withHead = classes.map((own) => publishedModel(name, own).graph).find((graph) => logitsOf(graph) !== undefined)
  if (withHead === undefined) return undefined
  return { counted: false, other: polynomial.subtract(matmulOf(withHead), matmulOf(model.graph)) }
}

/** The products that score the vocabulary: those in a part without a loop whose result has the axis V. */
export function logitsOf(graph: Graph): Poly | undefined {
  const heads = graph.root.items.filter((item): item is Scope => 'items' in item && item.loop === undefined)
  const scoring = heads.filter((scope) =>
    nodesOf(scope).some(({ primitive, axes }) => primitive.name === 'einsum' && axes.endsWith(' V')),
  )
  if (scoring.length === 0) return undefined
  return simplify(graph, polynomial.add(...scoring.map((scope) => workOfScope(graph, scope).matmul)))
}

const matmulOf = (graph: Graph): Poly => simplify(graph, workOfScope(graph).matmul)
