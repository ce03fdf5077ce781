import type { Place, Places } from './places.ts'
import { digits } from './digits.ts'

/** What the weights of a part leave for its activations. */
export interface Frame {
  /** Room for a heading above the weights. */
  readonly above: number
  /** Where the activations begin, below the top of the weights, and how much room they have. */
  readonly x: number
  readonly y: number
  readonly width: number
  /** Pixels for one row or column. */
  readonly scale: number
  /** How high the weights are, and the vectors below the activations. */
  readonly weights: number
  readonly vectors: number
}

/**
 * Parts of models below each other, each with its activations at the scale of its weights: outlines in rows, each over its
 * shape. `labels` are how wide the shapes are, in pixels, `numbers` of each how many tiles it has, and their rows and
 * columns. A side that is too long for the drawing is cut off, and dashed.
 */
export function activationPlaces(
  labels: readonly (readonly number[])[],
  numbers: readonly number[],
  frames: readonly Frame[],
): Places {
  const marks: Place[] = []
  let [height, next] = [0, 0]
  for (const [i, frame] of frames.entries()) {
    height = Math.round(height + frame.above)
    const own = labels[i]!
    const { bottom, tiles, isCut } = placed(own, numbers.slice(next, (next += 3 * own.length)), frame)
    marks.push({ transform: `translate(0 ${height})` })
    if (own.length > 0) marks.push({ text: isCut ? '; dashed: cut off' : '' }, ...tiles)
    marks.push({ transform: `translate(0 ${digits(bottom)})` })
    height += Math.max(frame.weights, bottom + frame.vectors) + 2
  }
  return { height, marks }
}

function placed(labels: readonly number[], numbers: readonly number[], { x, y, width, scale }: Frame) {
  if (labels.length === 0) return { bottom: y, tiles: [], isCut: false }
  const tiles: Place[] = []
  let [left, top, shelf, isCut] = [x, y + 33, 0, false]
  for (const [i, label] of labels.entries()) {
    const [count, rows, columns] = numbers.slice(3 * i) as [number, number, number]
    const most = width * (count > 1 ? 0.3 : 1)
    const [w, h] = [Math.min(columns * scale, most), Math.min(rows * scale, most)]
    const dashed = (side: number) => (side * scale > most ? '5 4' : undefined)
    const [across, down] = [dashed(columns), dashed(rows)]
    isCut ||= across !== undefined || down !== undefined
    const least = Math.max(2.5, w * 0.18)
    const packed = count * (w + least) - least
    if (left > x && left + Math.max(packed, label) > x + width) [left, top, shelf] = [x, top + shelf + 14, 0]
    const inRow = Math.max(Math.min(count, Math.floor((x + width - left + least + 0.01) / (w + least))), 1)
    const spread = (x + width - left - inRow * w) / Math.max(inRow - 1, 1)
    const gap = inRow < count ? least : Math.min(w * 0.45, spread)
    for (let tile = 0; tile < count; tile++) {
      const [at, from] = [left + (tile % inRow) * (w + gap), top + Math.floor(tile / inRow) * (h + least)]
      tiles.push(
        { x: at, y: from, width: w, height: h },
        { d: `M${digits(at - 1.25)} ${digits(from)}H${digits(at + w)}`, 'stroke-dasharray': across },
        { d: `M${digits(at)} ${digits(from)}V${digits(from + h)}`, 'stroke-dasharray': down },
      )
    }
    const high = Math.ceil(count / inRow) * (h + least) - least
    tiles.push({ x: left, y: top + high + 16 })
    left += Math.max(inRow * (w + gap) - gap, label) + 32
    shelf = Math.max(shelf, high + 20)
  }
  return { bottom: top + shelf + 20, tiles, isCut }
}
