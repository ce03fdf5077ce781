import { cacheElements, parameterCount, parameters, polynomial, tiedNames, workOf } from '../engine/index.ts'
import type { Poly, Recipe } from '../engine/index.ts'
import type { Model } from '../models/index.ts'
import { inferenceMemory, trainingMemory, type Memory } from './memory.ts'
import { modulesOf } from './modules.ts'
import { operationsOf, type Operation } from './operations.ts'
import { passOf, type Called, type Request } from './pass.ts'

/** What a model has and costs. Counts are decimal text, since they pass 2⁵³; shapes and repeats are numbers. */
export interface Report {
  readonly architecture: string
  readonly class: string
  readonly bindings: Readonly<Record<string, string>>
  readonly parameters: {
    readonly total: string
    readonly formula: string
    readonly tensors: readonly {
      readonly name: string
      readonly shape: readonly number[]
      /** Its axes as they lie in storage: `(h k) d`. */
      readonly stored: string
      readonly repeat: number
      /** In all blocks together. */
      readonly count: string
      readonly formula: string
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
  /** Every operation that computes anything, all its runs together. */
  readonly operations: readonly {
    /** The same in every pass of the model. */
    readonly id: number
    readonly name: Operation['name']
    readonly part: string
    readonly repeat: number
    readonly matmul: string
    readonly vector: string
    readonly transcendental: string
    /** Of the matmul FLOPs; where there are none, of the vector FLOPs. */
    readonly formula: string
  }[]
  /** The modules of the checkpoint, each with the matmul FLOPs of one of it. */
  readonly scopes: readonly {
    readonly path: string
    readonly repeat: number
    readonly matmul: string
    readonly formula: string
  }[]
  /** Keys and values of one token in every block, 2 bytes a number. */
  readonly kvCacheBytesPerToken: string
  readonly kvCacheFormula: string
  /** What inference holds after this pass. */
  readonly inference: Memory
  /** Where a training step was asked for. */
  readonly memory?: Memory
}

/** What a report is to tell beside the counts of one pass. */
export interface ReportOptions {
  /** How the sizes of a request are called in what is said about them. */
  readonly called?: Called
  /** Bytes of one number in inference. */
  readonly bytes?: number
  /** For the memory of a training step. */
  readonly recipe?: Recipe
}

/** The report of one pass of a model. Throws a Refusal where the model has no such pass. */
export function report(model: Model, request: Request, { called, bytes = 2, recipe }: ReportOptions = {}): Report {
  const { graph } = model
  const { nodes, bindings, formula } = passOf(model, request, called)
  const exact = (p: Poly): string => String(polynomial.count(p, bindings))
  const number = (p: Poly): number => Number(polynomial.count(p, bindings))
  const text = (p: Poly): string => polynomial.print(formula(p))
  const work = workOf(graph, nodes, graph.root, bindings)
  const matmul = work.matmul
  const operations = operationsOf(graph, nodes, bindings)
  const products = new Map(operations.map(({ id, work }) => [id, work.matmul]))
  const cached = polynomial.multiply(polynomial.constant(2), cacheElements(graph).perToken)
  return {
    architecture: model.architecture,
    class: model.class,
    bindings: Object.fromEntries(Object.entries(bindings).map(([symbol, value]) => [symbol, String(value)])),
    parameters: parametersOf(model, bindings),
    flops: {
      matmul: exact(matmul),
      useful: exact(work.useful),
      vector: exact(work.vector),
      transcendental: exact(work.transcendental),
      formula: text(matmul),
      training: exact(polynomial.multiply(polynomial.constant(3), matmul)),
    },
    operations: operations.map(({ id, name, part, repeat, work }) => ({
      id,
      name,
      part,
      repeat: number(repeat),
      matmul: exact(work.matmul),
      vector: exact(work.vector),
      transcendental: exact(work.transcendental),
      formula: text(work.matmul.terms.size > 0 ? work.matmul : work.vector),
    })),
    scopes: modulesOf(graph).map(({ path, repeat, nodes }) => {
      const all = polynomial.add(...nodes.map(({ id }) => products.get(id) ?? polynomial.zero))
      const one = polynomial.divide(all, repeat)
      return { path, repeat: number(repeat), matmul: exact(one), formula: text(one) }
    }),
    kvCacheBytesPerToken: exact(cached),
    kvCacheFormula: polynomial.print(cached),
    inference: inferenceMemory(model, bindings, bytes),
    ...(recipe && { memory: trainingMemory(model, bindings, recipe) }),
  }
}

/** The weights of a model, at some sizes. */
export function parametersOf({ graph }: Model, bindings: polynomial.Bindings): Report['parameters'] {
  const exact = (p: Poly): string => String(polynomial.count(p, bindings))
  const number = (p: Poly): number => Number(polynomial.count(p, bindings))
  return {
    total: exact(parameterCount(graph)),
    formula: polynomial.print(parameterCount(graph)),
    tensors: parameters(graph).map(({ name, shape, stored, repeat, count }) => ({
      name,
      shape: shape.map(number),
      stored,
      repeat: number(repeat),
      count: exact(count),
      formula: polynomial.print(count),
    })),
    tied: tiedNames(graph),
  }
}
