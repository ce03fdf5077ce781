import { cacheElements, parameterCount, parameters, polynomial, tiedNames, workOf } from '../engine/index.ts'
import type { Node, Poly } from '../engine/index.ts'
import type { Model } from '../models/index.ts'
import { modulesOf } from './modules.ts'
import type { Request } from './options.ts'
import { passOf } from './pass.ts'
import { trainingMemory, type TrainingMemory } from './training.ts'

/** What a model has and costs. Counts are decimal text, since they pass 2⁵³; shapes and repeats are numbers. */
export interface Report {
  readonly architecture: string
  readonly class: string
  readonly bindings: Readonly<Record<string, string>>
  readonly parameters: {
    readonly total: string
    readonly tensors: readonly {
      readonly name: string
      readonly shape: readonly number[]
      readonly repeat: number
      /** In all blocks together. */
      readonly count: string
    }[]
    readonly tied: readonly string[]
  }
  readonly flops: {
    readonly matmul: string
    readonly useful: string
    readonly vector: string
    readonly transcendental: string
    /** Of the matmul FLOPs. */
    readonly formula: string
    /** A step of training: the backward pass has two products for each of the forward pass. */
    readonly training: string
  }
  /** The modules of the checkpoint, each with the matmul FLOPs of one of it. */
  readonly scopes: readonly {
    readonly path: string
    readonly repeat: number
    readonly matmul: string
    readonly formula: string
  }[]
  /** Keys and values of one token in every block, 2 bytes a number. */
  readonly kvCacheBytesPerToken: string
  /** Where a training step was asked for. */
  readonly memory?: TrainingMemory
}

export function report(model: Model, request: Request, train = false): Report {
  const { graph } = model
  const { nodes, bindings, formula } = passOf(model, request)
  const exact = (p: Poly): string => String(polynomial.count(p, bindings))
  const number = (p: Poly): number => Number(polynomial.count(p, bindings))
  const work = workOf(graph, nodes)
  const running = new Set(nodes)
  return {
    architecture: model.architecture,
    class: model.class,
    bindings: Object.fromEntries(Object.entries(bindings).map(([symbol, value]) => [symbol, String(value)])),
    parameters: {
      total: exact(parameterCount(graph)),
      tensors: parameters(graph).map(({ name, shape, repeat, count }) => ({
        name,
        shape: shape.map(number),
        repeat: number(repeat),
        count: exact(count),
      })),
      tied: tiedNames(graph),
    },
    flops: {
      matmul: exact(work.matmul),
      useful: exact(work.useful),
      vector: exact(work.vector),
      transcendental: exact(work.transcendental),
      formula: polynomial.print(formula(work.matmul)),
      training: exact(polynomial.multiply(polynomial.constant(3), work.matmul)),
    },
    scopes: modulesOf(graph).map((module) => {
      const matmul = polynomial.divide(workOf(graph, module.nodes.filter(isIn(running))).matmul, module.repeat)
      return {
        path: module.path,
        repeat: number(module.repeat),
        matmul: exact(matmul),
        formula: polynomial.print(formula(matmul)),
      }
    }),
    kvCacheBytesPerToken: exact(polynomial.multiply(polynomial.constant(2), cacheElements(graph).perToken)),
    ...(train && { memory: trainingMemory(model, bindings) }),
  }
}

const isIn =
  (set: ReadonlySet<Node>) =>
  (node: Node): boolean =>
    set.has(node)
