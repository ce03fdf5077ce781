import type { Panel } from '../../src/figures/matrices.ts'
import { published, publishedModel } from '../../src/models/index.ts'
import { complete, scopeAt } from '../../src/models/quantities.ts'

/** A part of a published model at some sequence length. */
export function panel(name: string, path: string, T = 128): Panel {
  const { graph, sizes } = publishedModel(name)
  const bindings = complete(graph, { S: T, ...sizes, T })
  return { title: published[name]!.title, graph, bindings, scope: scopeAt(graph, path) }
}
