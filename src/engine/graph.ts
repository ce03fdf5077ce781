import type { NumericArray, Run } from './numeric.ts'
import type { Poly } from './poly.ts'

/** What one operation costs, in polynomials of the sizes. The three kinds of work stand side by side and are never added. */
export interface Cost {
  /** FLOPs in matrix products: 2 a multiply-add. */
  readonly matmul: Poly
  /** FLOPs outside matrix products: one per scalar +, −, ×, ÷, max or comparison. */
  readonly vector: Poly
  /** exp, log, tanh, erf, sin, cos, √ and 1/√, one each. */
  readonly transcendental: Poly
  /** Elements read from memory when the operation runs by itself. */
  readonly read: Poly
  /** Elements written to memory when the operation runs by itself. */
  readonly written: Poly
}

/** What the backward pass needs of an operation: whole tensors by reference, and bytes of its own (a dropout mask). */
export interface Kept {
  readonly tensors: readonly Node[]
  readonly bytes: Poly
}

/** How a diagram shows an operation. `none` is passed through without a mark. */
export interface Drawing {
  readonly mark: 'box' | 'soft' | 'sum' | 'product' | 'weight' | 'input' | 'none'
  readonly label: string
}

/**
 * Everything there is to know about one kind of operation, in one entry. Every interpreter asks here, so a primitive
 * that lacks a rule does not compile. (The rules are methods, so that a graph can hold operations of every kind.)
 */
export interface Primitive<Attributes = unknown> {
  readonly name: string
  /** The paper or the API that defines the operation. */
  readonly source: string
  /** The axes of the result. Throws where the inputs do not fit. */
  axes(inputs: readonly Node[], attributes: Attributes): string
  cost(node: Node<Attributes>): Cost
  kept(node: Node<Attributes>): Kept
  /** The operation as mathematics, given its inputs as mathematics. */
  latex(inputs: readonly string[], node: Node<Attributes>): string
  draw(node: Node<Attributes>): Drawing
  compute(inputs: readonly NumericArray[], node: Node<Attributes>, run: Run): NumericArray
}

/** One operation of a traced model and its result. */
export interface Node<Attributes = unknown> {
  readonly id: number
  readonly primitive: Primitive<Attributes>
  readonly attributes: Attributes
  readonly inputs: readonly Node[]
  readonly axes: string
  /** The size of each axis. */
  readonly sizes: readonly Poly[]
  readonly scope: Scope
  /** The checkpoint module it belongs to, `encoder.layer.{i}.attention.self`. */
  readonly module: string
  /** What the paper calls the result, as LaTeX: `Q`, `W_Q`. */
  readonly name: string | undefined
}

/** A tensor whose type is its axes: `Tn<'B T d'>`. */
export interface Tn<A extends string> extends Node {
  readonly axes: A
}

/** A named part of the model, in the words of its paper. Runs `times` times; a loop carries one tensor from turn to turn. */
export interface Scope {
  readonly name: string
  readonly path: string
  readonly parent: Scope | undefined
  readonly times: Poly
  readonly items: readonly (Node | Scope)[]
  readonly loop: { readonly entry: Node; readonly exit: Node } | undefined
}

/** A traced model. */
export interface Graph {
  readonly root: Scope
  readonly outputs: Readonly<Record<string, Node>>
  /** Sizes that the model sets equal to another: S to T where a sequence reads itself. */
  readonly identities: Readonly<Record<string, Poly>>
  /** Further checkpoint names of a weight: the tied language-model head. */
  readonly ties: readonly { readonly name: string; readonly node: Node }[]
}

export const isScope = (item: Node | Scope): item is Scope => 'items' in item

/** Every node below a scope, in the order of the data. */
export function nodesOf(scope: Scope): Node[] {
  return scope.items.flatMap((item) => (isScope(item) ? nodesOf(item) : [item]))
}

/** A scope and every scope below it. */
export function scopesOf(scope: Scope): Scope[] {
  return [scope, ...scope.items.filter(isScope).flatMap(scopesOf)]
}

/** What a scope hands on: what is used after it, what the model returns, what its loop carries. */
export function resultsOf(graph: Graph, scope: Scope): Node[] {
  const inside = new Set(nodesOf(scope))
  const handedOn = new Set<Node>(Object.values(graph.outputs))
  for (const node of nodesOf(graph.root)) if (!inside.has(node)) for (const input of node.inputs) handedOn.add(input)
  if (scope.loop) handedOn.add(scope.loop.exit)
  return [...inside].filter((node) => handedOn.has(node) && node.inputs.length > 0)
}
