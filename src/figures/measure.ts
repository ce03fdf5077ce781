import { advances, characters } from './advances.ts'

/** The faces that figures are lettered in, at weight 400. */
export type Face = keyof typeof advances

/** A character that no face has (√, ⊤, Greek) comes from another font; this is wide enough for any of them. */
const foreign = 780

/** The width of a text in pixels at a size in pixels, so that a figure can be laid out before a browser sees it. */
export function measure(text: string, face: Face, size: number): number {
  const units = [...text].reduce((sum, character) => sum + advanceOf(character, face), 0)
  return (units * size) / 1000
}

function advanceOf(character: string, face: Face): number {
  if (character === '\u200b') return 0
  const at = 2 * characters.indexOf(character)
  return at < 0 ? foreign : parseInt(advances[face].slice(at, at + 2), 36)
}
