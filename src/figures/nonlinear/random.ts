/**
 * Standard normal numbers, the same for the same seed on every machine (Box–Muller). Its uniform numbers are mulberry32,
 * seeded with the FNV-1a hash of the name; it has them to itself, since the post's sentences depend on the draws.
 */
export function normals(seed: string): () => number {
  const uniform = uniforms(seed)
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/** Numbers from 0 to 1, the same for the same name on every machine. */
export function uniforms(name: string): () => number {
  let state = 2166136261
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0)!, 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
