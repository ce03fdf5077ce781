import type { Piece } from './diff-pieces.ts'

/** Pieces that stand for each other; one of the sides may be empty, or one a fusion of the other. */
export interface Pair {
  readonly before: readonly Piece[]
  readonly after: readonly Piece[]
}

/**
 * Matches the pieces of two models within each part: by role; then several that the other model fused into one product,
 * W_Q, W_K and W_V with W_QKV; then projections between the same axes, in their order; then steps of one kind. The order
 * is that of the second model, what it lacks after what precedes it in the first.
 */
export function align(before: readonly Piece[], after: readonly Piece[]): Pair[] {
  const partners = new Map<Piece, readonly Piece[]>()
  const free = (pieces: readonly Piece[], part: string) => pieces.filter((p) => p.part === part && !partners.has(p))
  const match = (a: readonly Piece[], b: readonly Piece[]) => {
    for (const piece of a) partners.set(piece, b)
    for (const piece of b) partners.set(piece, a)
  }
  for (const part of new Set(after.map((piece) => piece.part))) {
    for (const b of free(after, part)) {
      const a = free(before, part).find((piece) => piece.role === b.role)
      if (a) match([a], [b])
    }
    for (const b of free(after, part)) {
      const fused = fusedInto(b, free(before, part))
      if (fused) match(fused, [b])
    }
    for (const a of free(before, part)) {
      const fused = fusedInto(a, free(after, part))
      if (fused) match([a], fused)
    }
    for (const same of [bySignature, byPrimitive]) {
      for (const b of free(after, part)) {
        const a = free(before, part).find((piece) => same(piece, b))
        if (a) match([a], [b])
      }
    }
  }
  return inOrder(before, after, partners)
}

const bySignature = (a: Piece, b: Piece): boolean => a.signature !== undefined && a.signature === b.signature

/** A step without weights has no other name than what it does; only a cache is told by what it holds. */
const byPrimitive = (a: Piece, b: Piece): boolean =>
  a.signature === undefined &&
  b.signature === undefined &&
  a.weights.length === 0 &&
  b.weights.length === 0 &&
  a.node.primitive === b.node.primitive &&
  a.role.endsWith('cache') === b.role.endsWith('cache')

/** The pieces whose indices a fused weight's index spells: W_Q, W_K, W_V for `W_{QKV}`. */
function fusedInto(whole: Piece, parts: readonly Piece[]): Piece[] | undefined {
  const [, base, index] = /^(\w+)_\{([A-Z]{2,})\}$/.exec(whole.role) ?? []
  if (base === undefined || index === undefined) return undefined
  const found = [...index].map((letter) => parts.find(({ role }) => role === `${base}_${letter}`))
  return found.every((piece) => piece !== undefined) ? found : undefined
}

function inOrder(
  before: readonly Piece[],
  after: readonly Piece[],
  partners: ReadonlyMap<Piece, readonly Piece[]>,
): Pair[] {
  const pairs: Pair[] = []
  const done = new Set<Piece>()
  const parts = [...new Set([...after, ...before].map(({ part }) => part))]
  const push = (pair: Pair) => {
    for (const piece of [...pair.before, ...pair.after]) done.add(piece)
    pairs.push(pair)
  }
  for (const part of ordered(parts, before, after)) {
    for (const b of after.filter((piece) => piece.part === part)) {
      if (done.has(b)) continue
      const own = partners.get(b) ?? []
      push(own.length > 0 ? { before: own, after: partners.get(own[0]!)! } : { before: [], after: [b] })
    }
    for (const a of before.filter((piece) => piece.part === part)) if (!done.has(a)) push({ before: [a], after: [] })
  }
  return pairs
}

/** The parts of the second model in their order; one that only the first has follows the part that it follows there. */
function ordered(parts: readonly string[], before: readonly Piece[], after: readonly Piece[]): string[] {
  const order = [...new Set(after.map(({ part }) => part))]
  const earlier = [...new Set(before.map(({ part }) => part))]
  for (const part of parts) {
    if (order.includes(part)) continue
    const previous = earlier.slice(0, earlier.indexOf(part)).findLast((other) => order.includes(other))
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, part)
  }
  return order
}
