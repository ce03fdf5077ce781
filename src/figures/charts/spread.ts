import { overlap, type Box } from './box.ts'

/**
 * Places along a line as near as possible to where they were wanted, each at least `gap` from the next, within two ends.
 * Those that meet form a group, which stands around the middle of what its members wanted.
 */
export function spread(wanted: readonly number[], gap: number, [low, high]: readonly [number, number]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  const groups: { members: number[]; start: number }[] = []
  for (const i of order) {
    groups.push({ members: [i], start: within(wanted[i]!, 0) })
    while (groups.length > 1) {
      const [before, last] = groups.slice(-2) as [(typeof groups)[0], (typeof groups)[0]]
      if (before.start + before.members.length * gap <= last.start) break
      const members = [...before.members, ...last.members]
      const middle = members.reduce((sum, member, n) => sum + wanted[member]! - n * gap, 0) / members.length
      groups.splice(-2, 2, { members, start: within(middle, (members.length - 1) * gap) })
    }
  }
  const placed = wanted.map(() => 0)
  for (const { members, start } of groups) members.forEach((member, n) => (placed[member] = start + n * gap))
  return placed

  function within(start: number, length: number): number {
    return Math.max(low, Math.min(start, high - length))
  }
}

/**
 * For each label one of its candidate places, the first that is free. Where none is, or only one far down the list, the
 * one that covers least. Labels come in the order of their importance. Marks and words stand there already; `tie` is the line
 * from a label to its mark, which runs through no words.
 */
export function place(
  candidates: readonly (readonly Box[])[],
  marks: readonly Box[] = [],
  words: readonly Box[] = [],
  tie: (label: number, box: Box) => readonly Box[] = () => [],
): Box[] {
  const placed: Box[] = []
  const said = [...words]
  const ties: Box[] = []
  for (const [label, choices] of candidates.entries()) {
    const costs = choices.map((box, i) => {
      const crossed = sum(tie(label, box).map((piece) => covered(piece, said)))
      const worst = covered(box, said) + covered(box, ties) + crossed
      return reluctance.next * i + covered(box, marks) + reluctance.words * worst
    })
    const chosen = choices[costs.indexOf(Math.min(...costs))]!
    placed.push(chosen)
    said.push(chosen)
    ties.push(...tie(label, chosen))
  }
  return placed
}

/** How many covered square pixels the next place is worth; and how much worse it is to cover words than a mark. */
const reluctance = { next: 5, words: 20 }

const covered = (box: Box, others: readonly Box[]): number =>
  sum(others.map((other) => (overlap(box, other) ? area(box, other) : 0)))

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

const area = (a: Box, b: Box): number =>
  (Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  (Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

/** Whichever ticks do not touch the one before them, the earlier in `wanted` first. */
export function thinned<T>(wanted: readonly T[], at: (tick: T) => readonly [from: number, to: number], gap = 8): T[] {
  const kept: T[] = []
  for (const tick of wanted) {
    const [from, to] = at(tick)
    if (kept.map(at).every(([a, b]) => to + gap <= a || b + gap <= from)) kept.push(tick)
  }
  return kept
}
