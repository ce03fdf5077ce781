import {
  parameterCount,
  polynomial,
  workOfScope,
  type Bindings,
  type Graph,
  type Node,
  type Poly,
} from '../engine/index.ts'
import { cacheElements } from '../engine/memory.ts'
import { align } from './diff-align.ts'
import { piecesOf, type Piece } from './diff-pieces.ts'

/** A model with all its sizes. */
export interface Sized {
  readonly graph: Graph
  readonly bindings: Bindings
}

/** What is counted of a piece and of a whole model. */
export const measures = ['parameters', 'matmul', 'cache'] as const
export type Measure = (typeof measures)[number]
export type Totals = Readonly<Record<Measure, bigint>>

/**
 * What became of a piece: nothing; only its sizes; its form; or it is in one of the models alone.
 */
export type Kind = 'same' | 'resized' | 'changed' | 'added' | 'removed'

export interface Change {
  readonly kind: Kind
  /** The part of the model, `block/self-attention`, in the words of the second model where it is in both. */
  readonly part: string
  /** Several where the other model has one fused product for them. */
  readonly before: readonly Piece[]
  readonly after: readonly Piece[]
  /** What the second model has more. */
  readonly delta: Totals
}

/** From one model to another, step by step. The deltas of all changes add up to that of the whole. */
export interface Diff {
  readonly changes: readonly Change[]
  readonly before: Totals
  readonly after: Totals
  readonly delta: Totals
}

/**
 * The edit script between two models: their operations with their weights, matched by the part that they stand in and
 * by what they do there. Parameters, matmul FLOPs of one pass, and numbers that each token leaves in the KV cache.
 * Throws where the deltas of the steps do not add up to the difference of the models, counted on their own.
 */
export function diff(a: Sized, b: Sized): Diff {
  const [before, after] = [totalsOf(a), totalsOf(b)]
  const changes = align(piecesOf(a.graph, b.graph), piecesOf(b.graph, a.graph)).map(({ before, after }) => ({
    kind: kindOf(before, after, a, b),
    part: (after[0] ?? before[0])!.part,
    before,
    after,
    delta: minus(sumOf(after, b), sumOf(before, a)),
  }))
  const delta = minus(after, before)
  assertBalanced(changes, delta)
  return { changes, before, after, delta }
}

/** Throws where some steps do not add up to a whole, with the first of the counts that is off. */
export function assertBalanced(changes: readonly Pick<Change, 'delta'>[], delta: Totals): void {
  for (const measure of measures) {
    const sum = changes.reduce((total, change) => total + change.delta[measure], 0n)
    if (sum !== delta[measure])
      throw new RangeError(`the changes in ${measure} add up to ${sum}, the models differ by ${delta[measure]}`)
  }
}

function kindOf(before: readonly Piece[], after: readonly Piece[], a: Sized, b: Sized): Kind {
  if (before.length === 0) return 'added'
  if (after.length === 0) return 'removed'
  const sameForm =
    before.length === after.length &&
    before.every((piece, i) => piece.form === after[i]!.form) &&
    measures.every((measure) =>
      polynomial.equal(oneLength(totalOf(before, measure)), oneLength(totalOf(after, measure))),
    )
  if (!sameForm) return 'changed'
  const sizes = (pieces: readonly Piece[], model: Sized) => pieces.map(({ node }) => sizesOf(node, model)).join()
  return sizes(before, a) === sizes(after, b) && equalTotals(sumOf(before, a), sumOf(after, b)) ? 'same' : 'resized'
}

function totalsOf({ graph, bindings }: Sized): Totals {
  const value = (p: Poly) => polynomial.count(p, bindings)
  return {
    parameters: value(parameterCount(graph)),
    matmul: value(workOfScope(graph).matmul),
    cache: value(cacheElements(graph).perToken),
  }
}

/** A count of some pieces together, as a formula. */
export const totalOf = (pieces: readonly Piece[], measure: Measure): Poly =>
  polynomial.add(...pieces.map((piece) => piece[measure]))

function sumOf(pieces: readonly Piece[], { bindings }: Sized): Totals {
  const value = (measure: Measure) => polynomial.count(totalOf(pieces, measure), bindings)
  return { parameters: value('parameters'), matmul: value('matmul'), cache: value('cache') }
}

const minus = (a: Totals, b: Totals): Totals => ({
  parameters: a.parameters - b.parameters,
  matmul: a.matmul - b.matmul,
  cache: a.cache - b.cache,
})

const equalTotals = (a: Totals, b: Totals): boolean => measures.every((measure) => a[measure] === b[measure])

/** How many numbers lie along each axis of what meets in an operation, in whatever order they are stored. */
function sizesOf(node: Node, { bindings }: Sized): string {
  return [node, ...node.inputs]
    .map(({ sizes }) =>
      sizes
        .map((size) => String(polynomial.count(size, bindings)))
        .sort()
        .join('×'),
    )
    .join()
}

/** A formula that does not tell whose length it is: an encoder's tokens are S in one model and T in another. */
const oneLength = (p: Poly): Poly => polynomial.substitute(p, { S: polynomial.symbol('T') })
