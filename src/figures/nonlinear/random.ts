import { generator } from '../twin.ts'

/** Standard normal numbers, the same for the same seed on every machine (Box–Muller). */
export function normals(seed: string): () => number {
  const uniform = generator(seed)
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
