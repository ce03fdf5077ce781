import { activationBytes, keptForBackward, parameterCount, polynomial, type Bindings } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete, scopeAt } from '../../models/quantities.ts'

/** Bytes that training holds for a parameter: value, gradient and Adam's two moments, four bytes each. */
export const bytesAParameter = 16

/** Bytes kept for the backward pass by one sequence of a length, in 32 bits. */
export function keptBytes(name: string, T: number): number {
  const { graph, bindings } = sized(name, T)
  return Number(polynomial.count(activationBytes(graph, graph.root, 4), bindings))
}

/** Bytes that do not depend on the batch. */
export function fixedBytes(name: string): number {
  const { graph, bindings } = sized(name, 1)
  return bytesAParameter * Number(polynomial.count(parameterCount(graph), bindings))
}

/** The largest batch that a memory of so many bytes could hold, if nothing else took any. */
export const largestBatch = (name: string, T: number, memory: number): number =>
  Math.max(0, Math.floor((memory - fixedBytes(name)) / keptBytes(name, T)))

/** One part of what a block keeps. */
export interface KeptPart {
  readonly name: string
  readonly bytes: number
}

/**
 * What one block keeps of one sequence in 32 bits, by kind: maps (with both T and S), the wide tensors of the feed-forward
 * layer, tensors as wide as the stream, and the masks of dropout.
 */
export function keptParts(name: string, T: number): KeptPart[] {
  const { graph, bindings } = sized(name, T)
  const block = scopeAt(graph, 'block')
  const once = (p: polynomial.Poly) => Number(polynomial.count(p, bindings)) / Number(bindings['L'])
  const own = keptForBackward(graph, 4).filter(({ scope }) => scope.path === 'block' || scope.path.startsWith('block/'))
  const kinds = [
    'attention maps',
    'masks of dropout on the maps',
    'feed-forward, f wide',
    'as wide as the stream',
    'other masks of dropout',
  ]
  const kindOf = ({ kind, node }: (typeof own)[number]): number => {
    const square = node.axes.includes('T') && node.axes.includes('S')
    if (kind === 'mask') return square ? 1 : 4
    if (square) return 0
    return node.axes.split(' ').includes('f') ? 2 : 3
  }
  const parts = kinds.map((title, i) => ({
    name: title,
    bytes: own.filter((kept) => kindOf(kept) === i).reduce((sum, { bytes }) => sum + once(bytes), 0),
  }))
  const whole = Number(polynomial.count(activationBytes(graph, block, 4), bindings))
  if (parts.reduce((sum, { bytes }) => sum + bytes, 0) !== whole) throw new Error('the parts of a block do not add up')
  return parts
}

function sized(name: string, T: number): { graph: ReturnType<typeof publishedModel>['graph']; bindings: Bindings } {
  const { graph, sizes } = publishedModel(name)
  return { graph, bindings: complete(graph, { ...sizes, B: 1, T }) }
}
