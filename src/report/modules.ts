import { nodesOf, polynomial, repeats, type Graph, type Node, type Poly } from '../engine/index.ts'

/** A module of the checkpoint: everything whose name starts with its path; `{i}` stands for the block. */
export interface Module {
  readonly path: string
  /** How many of it there are. */
  readonly repeat: Poly
  readonly nodes: readonly Node[]
}

/** Every module of a model and every module around one, in the order of the data, the outer before the inner. */
export function modulesOf(graph: Graph): Module[] {
  const modules = new Map<string, Node[]>()
  for (const node of nodesOf(graph.root))
    for (const path of pathsTo(node.module)) {
      if (!modules.has(path)) modules.set(path, [])
      modules.get(path)!.push(node)
    }
  return [...modules].map(([path, nodes]) => ({
    path,
    nodes,
    repeat: path.includes('{i}') ? turns(nodes) : polynomial.one,
  }))
}

/** `a.b.c` → `a`, `a.b`, `a.b.c`. */
function pathsTo(module: string): string[] {
  const parts = module === '' ? [] : module.split('.')
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'))
}

/** How often the blocks of these nodes run; what a stack shares, such as T5's table of distances, runs once. */
function turns(nodes: readonly Node[]): Poly {
  return (
    nodes.map(({ scope }) => repeats(scope)).find((times) => !polynomial.equal(times, polynomial.one)) ?? polynomial.one
  )
}
