import type { Node } from '../../engine/index.ts'
import { widthOf, type Run } from '../lettering.ts'
import { resultName } from './names.ts'
import type { Numbers } from './numbers.ts'
import { boundsOf, letters, moved, path, radius, type Box, type Item, type Mark, type Rect } from './scene.ts'
import type { Style } from './style.ts'
import { labelOf, linesOf, sourceRuns, shapeOf, type Line } from './text.ts'
import type { Flow, Vertex } from './vertices.ts'
import { hangingWeights, marksIn, type Hanging } from './weights.ts'

/** A mark as it is drawn with its left upper corner at 0, 0: the box, what hangs on it, and the label of its result. */
export interface Drawn {
  readonly vertex: Vertex
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
  /** The box or circle by itself. */
  readonly core: Box
  /** Where lines arrive, from the left edge. */
  readonly arrivals: readonly number[]
  /** Where lines leave, from the left edge, by the tensor that leaves. */
  readonly departures: ReadonlyMap<Node, number>
}

/** What a mark is drawn from. */
export interface Drawable {
  readonly vertex: Vertex
  /** Tensors whose lines arrive from above, and those that hang on the side. */
  readonly main: readonly Flow[]
  readonly aside: readonly Flow[]
  /** Tensors that leave downwards, each once; without a label where something else says what it is. */
  readonly leaving: readonly { readonly flow: Flow; readonly labeled: boolean }[]
  /** The widths of what stands above the lines that arrive, where these shall run straight. */
  readonly above: readonly number[] | undefined
}

/** Whether a mark is a circle: a sum, an elementwise product. */
export const isPoint = ({ kind, mark }: Vertex): boolean =>
  kind === 'operation' && (mark === 'sum' || mark === 'product')

export function drawMark({ vertex, main, aside, leaving, above }: Drawable, style: Style, numbers: Numbers): Drawn {
  const inBox = style.name === 'narrow' && !isPoint(vertex)
  const labels = leaving.map(({ flow, labeled }): Leaving => ({
    tensor: flow.tensor,
    runs: labeled ? labelOf(flow, style) : [],
  }))
  const lines = isPoint(vertex) ? [] : linesOf(vertex, inBox ? aside : [], style, numbers)
  const weights = hangingWeights(vertex, style, marksIn(numbers.graph))
  const raised = style.name === 'narrow' && weights.length > 0 && !isPoint(vertex)
  const row = above && middlesOf(above, style.beside)
  const spread = labels.length > 1 ? labels.reduce((sum, { runs }) => sum + widthOf(runs) + 24, -12) : 0
  const weightsWidth = weights.reduce((sum, { width }) => sum + width + 6, -6)
  const size = isPoint(vertex) ? { width: 2 * radius.sum, height: 2 * radius.sum } : boxSize(lines, vertex, style)
  const core: Box = {
    x: 0,
    y: raised ? style.weight + style.hang : 0,
    width: Math.max(size.width, spread, row?.width ?? 0, raised ? weightsWidth + 24 : 0),
    height: size.height,
  }
  const mark: Mark = {
    kind: 'mark',
    scope: vertex.scope.path,
    name: vertex.kind === 'fold' ? undefined : (resultName(vertex) ?? vertex.weights[0]?.name),
    items: [
      ...body(vertex, core, lines, style),
      ...(raised ? hungAbove(weights, core, style) : hungBeside(weights, core, style)),
      ...(inBox ? [] : besideBox(aside, vertex, core, style)),
    ],
  }
  const departures = departuresOf(labels, core, style)
  // What stands beside a circle reaches below it.
  const reach = weights.length > 0 ? style.weight / 2 : aside.length > 0 ? radius.sum + 8 : radius.sum
  const below = 18 + (isPoint(vertex) ? reach - radius.sum : 0)
  const named = labels.map(({ tensor, runs }) =>
    letters(departures.get(tensor)! + style.aside, bottomOf(core) + below, runs),
  )
  const shown = named.filter(({ runs }) => runs.length > 0)
  const bounds = boundsOf([mark, ...shown])
  const lead = Math.max(0, -bounds.y)
  return {
    vertex,
    width: bounds.x + bounds.width,
    height: lead + Math.max(bounds.y + bounds.height, bottomOf(core) + (shown.length > 0 ? below + 8 : 0)),
    items: [mark, ...shown].map((item) => moved(item, 0, lead)),
    core: { ...core, y: core.y + lead },
    arrivals: main.map((_, i) =>
      row ? (core.width - row.width) / 2 + row.at[i]! : core.width * share(i, main.length, vertex, raised, style),
    ),
    departures,
  }
}

interface Leaving {
  readonly tensor: Node
  readonly runs: readonly Run[]
}

const bottomOf = ({ y, height }: Box): number => y + height

function body(vertex: Vertex, core: Box, lines: readonly Line[], style: Style): Item[] {
  const middle = core.x + core.width / 2
  if (isPoint(vertex)) return [{ kind: vertex.mark as 'sum' | 'product', x: middle, y: core.y + core.height / 2 }]
  const role: Rect['role'] = vertex.kind === 'fold' ? 'fold' : vertex.mark === 'soft' ? 'soft' : 'operation'
  const tall = lines.reduce((sum, { before }) => sum + before, 0)
  let y = core.y + (core.height - tall) / 2 + (tall > 0 ? 6 : style.low / 2 - 14)
  const text = lines.map(({ runs, before }) => letters(middle, (y += before), runs, 'middle'))
  return [{ kind: 'rect', role, ...core }, ...text]
}

function boxSize(lines: readonly Line[], { kind }: Vertex, style: Style): { width: number; height: number } {
  const least = kind === 'fold' ? style.fold : style.least
  const tall = lines.reduce((sum, { before }) => sum + before, 0)
  return {
    width: Math.max(least, ...lines.map(({ runs }) => widthOf(runs) + 2 * style.pad)),
    height: tall > 0 ? style.tall - 20 + tall : style.low,
  }
}

/** Weights to the right of a box, tied to it at half its height. */
function hungBeside(weights: readonly Hanging[], core: Box, style: Style): Item[] {
  const y = core.y + core.height / 2
  let x = core.width
  return weights.flatMap(({ width, items }, i) => {
    const from = x
    x += i === 0 ? style.hang : 6
    const tie = path('hang', [
      [from, y],
      [x, y],
    ])
    const placed = items.map((item) => moved(item, x, y - style.weight / 2))
    x += width
    return [tie, ...placed]
  })
}

/** Weights above the right part of a box. */
function hungAbove(weights: readonly Hanging[], core: Box, style: Style): Item[] {
  let right = core.width
  return weights.toReversed().flatMap(({ width, items }) => {
    const x = right - width
    right = x - 6
    const middle = x + width / 2
    const tie = path('hang', [
      [middle, style.weight],
      [middle, core.y],
    ])
    return [tie, ...items.map((item) => moved(item, x, 0))]
  })
}

/** Tensors from elsewhere, each with its shape under it, and a line to the box: dotted where it is given, not computed. */
function besideBox(aside: readonly Flow[], reader: Vertex, core: Box, style: Style): Item[] {
  return aside.flatMap((flow, i) => {
    const y = core.y + core.height / 2 + 36 * (i - (aside.length - 1) / 2)
    const given = flow.from.kind === 'source' && flow.from.mark === 'input'
    const x = core.width + 44
    return [
      letters(x, y - 4, sourceRuns(flow, reader, style)),
      letters(x, y + 14, shapeOf(flow, style)),
      path(
        given ? 'hang' : 'edge',
        [
          [x - 8, y],
          [core.width, y],
        ],
        true,
      ),
    ]
  })
}

/** Where tensors leave: one at the middle, or further left where it is narrow, so that its label fits under the box. */
function departuresOf(labels: readonly Leaving[], core: Box, style: Style): Map<Node, number> {
  const [first, ...others] = labels
  if (first === undefined) return new Map()
  if (others.length === 0) {
    const low = style.name === 'narrow' && first.runs.length > 0 && core.width > 2 * radius.sum
    return new Map([[first.tensor, core.width * (low ? left : 0.5)]])
  }
  let x = 4
  return new Map(
    labels.map(({ tensor, runs }) => {
      const at = x
      x += widthOf(runs) + 24
      return [tensor, at] as const
    }),
  )
}

/** In a narrow layout, the share of a box's width at which lines come and go, so that those of a column are straight. */
const left = 0.1

/** The share of a mark's width at which one of several lines arrives; a weight above a box takes its right half. */
function share(i: number, count: number, vertex: Vertex, raised: boolean, style: Style): number {
  if (count === 1) return style.name === 'narrow' && !isPoint(vertex) && vertex.kind !== 'fold' ? left : 0.5
  if (raised) return (0.5 * (i + 0.5)) / count
  return count === 2 ? 0.27 + 0.46 * i : (i + 0.5) / count
}

/** The middles of some boxes in a row, and the width of the row. */
function middlesOf(widths: readonly number[], gap: number): { at: number[]; width: number } {
  let x = 0
  const at = widths.map((width) => {
    const middle = x + width / 2
    x += width + gap
    return middle
  })
  return { at, width: x - gap }
}
