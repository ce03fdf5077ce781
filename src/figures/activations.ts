import { isParam, isView, names, nodesOf, type Bindings, type Node, type Scope } from '../engine/index.ts'
import { shapeLabel, shapeLabelWidth, sideStroke, type Side } from './sides.ts'
import { el, type Svg } from './svg.ts'
import { sideOf } from './weights.ts'

/** What flows through a part of a model for one sequence: tiles of rows and columns. */
export interface Activation {
  readonly axes: readonly string[]
  readonly tiles: number
  readonly rows: Side
  readonly columns: Side
}

/**
 * Every shape that the activations of a part have, once, in the order of the data. A split into heads is no new tensor:
 * it is the same numbers in strips.
 */
export function activationsOf(scope: Scope, bindings: Bindings): Activation[] {
  const shapes = new Map<string, Activation>()
  for (const node of nodesOf(scope)) {
    const axes = names(node.axes).filter((axis) => axis !== 'B')
    const made = node === scope.loop?.entry || (node.inputs.length > 0 && !isView(node) && !isParam(node))
    if (!made || axes.length < 2 || axes.includes('k') || shapes.has(axes.join(' '))) continue
    shapes.set(axes.join(' '), activation(node, axes, bindings))
  }
  return [...shapes.values()]
}

function activation(node: Node, axes: readonly string[], bindings: Bindings): Activation {
  const of = (some: readonly string[]) => sideOf(node, some, bindings)
  return { axes, tiles: of(axes.slice(0, -2)).length, rows: of(axes.slice(-2, -1)), columns: of(axes.slice(-1)) }
}

/** Activations at a scale, as outlines in rows no wider than `width`, each over its shape. */
export function drawActivations(
  all: readonly Activation[],
  x: number,
  y: number,
  width: number,
  scale: number,
): { svg: Svg; bottom: number } {
  const marks: Svg[] = []
  let [left, top, shelf] = [x, y, 0]
  for (const each of all) {
    const [w, h] = [each.columns.length * scale, each.rows.length * scale]
    const label = shapeLabelWidth(each.axes)
    const least = Math.max(2.5, w * 0.18)
    const packed = each.tiles * (w + least) - least
    if (left > x && left + Math.max(packed, label) > x + width) [left, top, shelf] = [x, top + shelf + 14, 0]
    const inRow = Math.max(Math.min(each.tiles, Math.floor((x + width - left + least + 0.01) / (w + least))), 1)
    const spread = (x + width - left - inRow * w) / Math.max(inRow - 1, 1)
    const gap = inRow < each.tiles ? least : Math.min(w * 0.45, spread)
    for (let i = 0; i < each.tiles; i++)
      marks.push(tile(each, left + (i % inRow) * (w + gap), top + Math.floor(i / inRow) * (h + least), w, h))
    const high = Math.ceil(each.tiles / inRow) * (h + least) - least
    marks.push(shapeLabel(each.axes, left, top + high + 16))
    left += Math.max(inRow * (w + gap) - gap, label) + 32
    shelf = Math.max(shelf, high + 20)
  }
  return { svg: marks.join(''), bottom: top + shelf }
}

function tile({ rows, columns }: Activation, x: number, y: number, width: number, height: number): Svg {
  return [
    el('rect', { class: 'activation', x, y, width, height }),
    sideStroke(columns, x - 1.25, y, width + 1.25, true, 'thin'),
    sideStroke(rows, x, y, height, false, 'thin'),
  ].join('')
}
