import { exact } from '../engine/format.ts'
import { isParam, polynomial, type Bindings, type Poly } from '../engine/index.ts'
import { latexOf, partTitle } from '../models/operation-names.ts'
import { measures, type Change } from './diff.ts'
import type { Piece } from './diff-pieces.ts'

/** How a piece is named in a cell: as mathematics or in words, and how large its weights are. */
export interface Line {
  readonly tex?: string | undefined
  readonly words?: string | undefined
  readonly shape?: string | undefined
}

/** The changes of one part of the model. */
export interface PartChanges {
  readonly title: string
  readonly changes: readonly Change[]
}

/** The changes part by part, without the sums of the residual stream, which every model has. */
export function groupsOf(changes: readonly Change[]): PartChanges[] {
  const shown = changes.filter(({ before, after }) => !isPlain((after[0] ?? before[0])!))
  const parts = [...new Set(shown.map(({ part }) => part))]
  return parts.map((part) => ({ title: partTitle(part), changes: shown.filter((change) => change.part === part) }))
}

/** Whether a change has a row of its own: what is the same, or differs only in the size of what it is applied to, has none. */
export function isListed({ kind, before, delta }: Change): boolean {
  if (kind === 'same') return false
  return kind !== 'resized' || measures.some((measure) => delta[measure] !== 0n) || before.some(isWeighted)
}

/** What one model has in a row, piece by piece; pieces of one shape share a line. */
export function cellOf(pieces: readonly Piece[], { bindings }: { readonly bindings: Bindings }): Line[] {
  const lines = pieces.map((piece) => lineOf(piece, (size) => exact(polynomial.count(size, bindings))))
  const [first] = lines
  if (lines.length > 1 && lines.every(({ shape, tex }) => tex !== undefined && shape === first!.shape))
    return [{ tex: lines.map(({ tex }) => tex).join(',\\,'), shape: first!.shape && `each ${first!.shape}` }]
  return lines
}

function lineOf(piece: Piece, value: (size: Poly) => string): Line {
  const [weight, ...others] = piece.weights
  const shape = weight && weight.shape.map(value).join(' × ')
  const vectors = others.map((tensor) => tensor.shape.map(value).join(' × '))
  const size = shape && [shape, ...vectors].join(' + ')
  const { primitive, name } = piece.node
  if (primitive.name === 'einsum')
    return piece.role.startsWith('W') ? { tex: piece.role, shape: size ?? 'used again' } : { tex: latexOf(piece.node) }
  if (primitive.name === 'gather') return { tex: piece.role, shape: size ?? 'used again' }
  if (primitive.name === 'cache') return { tex: name, words: ' cached' }
  if (primitive.name === 'rope') return { tex: rotated(piece), words: ' rotated by position' }
  if (primitive.name === 'mul') return { words: 'gate' }
  return { words: piece.form, shape: size }
}

const isWeighted = (piece: Piece): boolean => piece.weights.length > 0

const isPlain = ({ node, weights }: Piece): boolean => node.primitive.name === 'add' && weights.length === 0

/** What a rotation turns: Q or K, by the projection that made it. */
function rotated({ node }: Piece): string | undefined {
  const weight = node.inputs[0]?.inputs.find(isParam)
  return node.name ?? weight?.name?.replace('W_', '')
}
