import type { Bindings, Graph, Poly } from '../engine/index.ts'

/** A model with its sizes: everything that the site says about it follows from this. */
export interface Model {
  /** `bert`, as in `model_type`. */
  readonly architecture: string
  /** `BertModel`, as in `architectures`. */
  readonly class: string
  readonly graph: Graph
  /** The sizes that the configuration decides; B, T and the like are the reader's. */
  readonly sizes: Bindings
}

/** One architecture: how its configuration is read, and its classes. */
export interface Architecture {
  readonly modelType: string
  readonly title: string
  /** Its classes; the first is the one that is meant where a configuration names none. */
  readonly classes: readonly string[]
  /** Throws a ConfigError that names every wrong field. */
  readonly build: (
    config: Readonly<Record<string, unknown>>,
    className: string,
  ) => Omit<Model, 'architecture' | 'class'>
}

/** A configuration that somebody published. */
export interface Published {
  /** What a reader calls it: BERT-base. */
  readonly title: string
  readonly class: string
  readonly config: Readonly<Record<string, unknown>>
  /** Where its numbers stand. */
  readonly source: string
}

/** Sizes of axes that are no plain symbol. */
export type AxisSizes = Readonly<Record<string, Poly>>
