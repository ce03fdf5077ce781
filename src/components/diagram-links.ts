import { sectionOf, type ContentsEntry } from '../content/contents.ts'
import type { Graph, Scope } from '../engine/index.ts'
import { scopePaths } from '../models/quantities.ts'
import type { Links } from '../figures/diagram/render.ts'

/**
 * Where a post explains each part of its model, for a diagram of one of them: not the section of the diagram itself, where the
 * reader is.
 */
export function linksTo(contents: readonly ContentsEntry[], graph: Graph, shown: Scope): Links {
  const here = shown.path === '' ? undefined : sectionOf(shown.path, contents)?.id
  return Object.fromEntries(
    scopePaths(graph).flatMap((path) => {
      const id = sectionOf(path, contents)?.id
      return id === undefined || id === here ? [] : [[path, id]]
    }),
  )
}
