import { note } from './lettering.ts'
import { mathName, nameWidth } from './math.ts'
import type { Below } from './matrices.ts'
import { measure } from './measure.ts'
import { sideLabel, sideLabelWidth, sideStroke, sideText } from './sides.ts'
import type { Vector } from './weights.ts'

/** Biases and the gains of norms, each length of them once, as a stroke with the names of all that have it. */
export const vectorsBelow: Below = (_panel, vectors, { x, y: top, width, scale }) => {
  if (vectors.length === 0) return undefined
  const bySide = new Map<string, Vector[]>()
  for (const vector of vectors) {
    const key = sideText(vector.side)
    bySide.set(key, [...(bySide.get(key) ?? []), vector])
  }
  const long = 'Biases and norms are one number thick; drawn so, they would not show'
  const words = measure(long, 'sans', 14) <= width ? long : 'Biases and norms: one number thick'
  const marks = [note(words, x, top + 16)]
  let [left, y] = [x, top + 44]
  for (const [, group] of bySide) {
    const side = group[0]!.side
    const extent = side.length * scale
    const symbols = [...new Set(group.map(({ name }) => name))]
    const named = symbols.reduce((sum, name) => sum + nameWidth(name, 15) + 9, 0)
    const own = Math.max(extent, named, sideLabelWidth(side, 15))
    if (left > x && left + own > x + width) [left, y] = [x, y + 56]
    marks.push(sideStroke(side, left, y, extent, true, 'fine'), sideLabel(side, left, y - 6, { size: 15 }))
    let at = left
    for (const name of symbols) {
      marks.push(mathName(name, at, y + 19, 15, 'start'))
      at += nameWidth(name, 15) + 9
    }
    left += own + 28
  }
  return { svg: marks.join(''), bottom: y + 28 }
}
