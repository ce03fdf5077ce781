import { activationBytes, polynomial, recipes, trainingBytes, type Bindings, type Poly } from '../engine/index.ts'
import type { Model } from '../models/index.ts'

/** What a training step holds in memory, in bytes as decimal text, and by which recipe. */
export interface TrainingMemory {
  readonly recipe: string
  readonly parts: readonly { readonly name: string; readonly bytes: string }[]
  /** All of the parts. */
  readonly total: string
}

/** Memory of a training step in mixed precision: what each parameter takes, and the activations kept for the backward pass. */
export function trainingMemory({ graph }: Model, bindings: Bindings): TrainingMemory {
  const parts = [
    ...trainingBytes(graph, recipes.mixed),
    { name: 'activations kept, 2 bytes a number', bytes: activationBytes(graph) },
  ]
  const exact = (p: Poly): string => String(polynomial.count(p, bindings))
  return {
    recipe: recipes.mixed.title,
    parts: parts.map(({ name, bytes }) => ({ name, bytes: exact(bytes) })),
    total: exact(polynomial.add(...parts.map(({ bytes }) => bytes))),
  }
}
