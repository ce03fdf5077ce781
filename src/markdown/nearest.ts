/** The name that was probably meant, or nothing if none is near: at most a third of the letters differ. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3))
  const [best] = [...known]
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter((entry) => entry.distance <= limit || entry.candidate.toLowerCase().startsWith(name.toLowerCase()))
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate, 'en'))
  return best?.candidate
}

/** What a problem expects in place of an unknown name. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  const candidate = nearest(name, known)
  return candidate === undefined ? otherwise : `${candidate}, perhaps`
}

/** Levenshtein's: insertions, deletions and substitutions. One row of the table at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === b[j] ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}
