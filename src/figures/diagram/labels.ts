import { widthOf, words, type Run } from '../lettering.ts'
import { partBeside } from './names.ts'
import { letters, type Item } from './scene.ts'
import type { Style } from './style.ts'
import { axesRuns, joined, shapeOf, sourceRuns } from './text.ts'
import type { Flow, Vertex } from './vertices.ts'

/** The name and shape of a tensor that comes from elsewhere or goes there, with the left upper corner at 0, 0. */
export interface Label {
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
}

/** What a mark reads from above. What comes without a name is its X, unless it comes from another part of the model. */
export function sourceLabel(flow: Flow, reader: Vertex, style: Style): Label {
  const { from } = flow
  const isX = from.kind === 'source' && from.mark !== 'input' && partBeside(from.scope, reader.scope) === undefined
  const name = flow.name ?? (isX ? 'X' : undefined)
  return label(sourceRuns({ ...flow, name }, reader, style), shapeOf(flow, style), style)
}

export const resultLabel = ({ node }: Vertex, name: string, style: Style): Label =>
  label(name === '' ? [] : [words(name, style.label, 'quiet')], axesRuns(node.axes, style), style)

/** A name and a shape: beside each other, or below each other where it is narrow. */
function label(name: readonly Run[], shape: readonly Run[], style: Style): Label {
  const rows = style.name === 'narrow' && name.length > 0 ? [name, shape] : [joined(name, shape, 8)]
  const width = Math.max(...rows.map(widthOf)) + 4
  return {
    width,
    height: 18 * rows.length + 2,
    items: rows.map((row, i) => letters(width / 2, 14 + 17 * i, row, 'middle')),
  }
}
