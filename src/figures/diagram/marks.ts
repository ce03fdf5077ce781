import { contracted, isEinsum, names, type Node } from '../../engine/index.ts'
import { shapeRuns, widthOf, words, type Run } from '../lettering.ts'
import { mathRuns } from '../mathtext.ts'
import { flowName, formula, hasFormula, origin, resultName } from './names.ts'
import { costOf, numberRun, timesRuns, type Numbers } from './numbers.ts'
import { letters, moved, path, radius, type Box, type Item, type Mark, type Rect } from './scene.ts'
import type { Style } from './style.ts'
import type { Flow, Vertex } from './vertices.ts'

/** A mark as it is drawn with its left upper corner at 0, 0: the box, what hangs on it, and the label of its result. */
export interface Drawn {
  readonly vertex: Vertex
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
  /** The box or circle by itself. */
  readonly core: Box
  /** Where lines arrive, on the upper edge; each is drawn on to the box. */
  readonly arrivals: readonly number[]
  /** Where lines leave, on the lower edge, by the tensor that leaves. */
  readonly departures: ReadonlyMap<Node, number>
}

/** What a mark is drawn from. */
export interface Drawable {
  readonly vertex: Vertex
  /** Tensors whose lines arrive from above, and those that hang on the side. */
  readonly main: readonly Flow[]
  readonly aside: readonly Flow[]
  /** Tensors that leave downwards, each once; without a label where the line says elsewhere what it carries. */
  readonly leaving: readonly { readonly flow: Flow; readonly labeled: boolean }[]
  /** The widths of what stands above the lines that arrive, where they shall run straight. */
  readonly above?: readonly number[] | undefined
}

export function drawMark(
  { vertex, main, aside, leaving, above: sources }: Drawable,
  style: Style,
  numbers: Numbers,
): Drawn {
  const isPoint = vertex.kind === 'operation' && (vertex.mark === 'sum' || vertex.mark === 'product')
  const inBox = style.name === 'narrow' && !isPoint
  const labels = leaving.map(({ flow, labeled }) => ({
    tensor: flow.tensor,
    runs: labeled ? tensorRuns(flow, style) : [],
  }))
  const room = labels.reduce((sum, { runs }) => sum + widthOf(runs) + (runs.length > 0 ? 24 : 0), -12)
  const lines = isPoint ? [] : linesOf(vertex, style, numbers, labels.length > 1 ? room : 0)
  if (inBox) for (const flow of aside) lines.push({ runs: asideLine(flow, vertex, style), before: 17 })
  const size = isPoint
    ? { width: 2 * radius.sum, height: 2 * radius.sum }
    : boxSize(lines, style, leastOf(vertex, style))
  const weights = hangingWeights(vertex, style)
  const above = style.name === 'narrow' && weights.length > 0
  const beside = inBox ? [] : aside.map((flow) => asideLabel(flow, vertex, style))
  const centers = sources === undefined ? undefined : centersOf(sources, style.beside)
  const wide = Math.max(size.width, labels.length > 1 ? room : 0, centers === undefined ? 0 : centers.width)
  const weightsWidth = weights.reduce((sum, { width }) => sum + width + 6, -6)
  const core: Box = {
    x: 0,
    y: above ? style.weight + style.hang : 0,
    width: above ? Math.max(wide, weightsWidth + 24) : wide,
    height: size.height,
  }
  const items: Item[] = [
    isPoint
      ? { kind: vertex.mark as 'sum' | 'product', x: core.x + core.width / 2, y: core.y + core.height / 2 }
      : { kind: 'rect', role: roleOf(vertex), ...core },
    ...lines.map(({ runs, y, anchor }) => placeLine(runs, y, anchor, core, style)),
  ]
  const tied: Item[] = []
  let at = above ? core.x + core.width - weightsWidth : core.x + core.width + style.hang
  for (const weight of weights) {
    const y = above ? 0 : core.y + (core.height - style.weight) / 2
    const middle = at + weight.width / 2
    tied.push(
      above
        ? path('hang', [
            [middle, style.weight],
            [middle, core.y],
          ])
        : path('hang', [
            [at - (tied.length === 0 ? style.hang : 6), core.y + core.height / 2],
            [at, core.y + core.height / 2],
          ]),
      ...weight.items.map((item) => moved(item, at, y)),
    )
    at += weight.width + 6
  }
  const spread = beside.length * 36
  const asideY = core.y + core.height / 2 - spread / 2 + 18
  beside.forEach((label, i) => {
    const y = asideY + i * 36
    tied.push(
      ...label.items.map((item) => moved(item, core.width + 44, y)),
      path(
        label.made ? 'edge' : 'hang',
        [
          [core.width + 36, y],
          [core.width, y],
        ],
        true,
      ),
    )
  })
  const arrivals = main.map((_, i) =>
    centers === undefined
      ? core.x + core.width * share(i, main.length, above)
      : core.x + (core.width - centers.width) / 2 + centers.at[i]!,
  )
  const departures = new Map<Node, number>()
  const stubs: Item[] = []
  let from = core.x
  for (const { tensor, runs } of labels) {
    const width = widthOf(runs)
    const middle = core.x + core.width / 2
    const x = labels.length > 1 ? from + 4 : Math.max(core.x + 8, Math.min(middle, core.x + core.width - width - 6))
    const stub = labels.length === 1 && (runs.length === 0 || style.name === 'wide') ? middle : x
    departures.set(tensor, stub)
    from += width + 24
    if (runs.length > 0) stubs.push(letters(stub + 8, core.y + core.height + 18, runs))
    if (runs.length > 0) {
      const bottom = core.y + core.height
      stubs.push(
        path('edge', [
          [stub, bottom],
          [stub, bottom + 26],
        ]),
      )
    }
  }
  const right = [...items, ...tied, ...stubs].map(rightOf)
  const bottom = core.y + Math.max(core.height, spread) + (stubs.length > 0 ? 26 : 0)
  const mark: Mark = { kind: 'mark', scope: vertex.scope.path, name: plainName(vertex), items: [...items, ...tied] }
  const lead = Math.max(0, -asideTop(beside.length, core, spread))
  return {
    vertex,
    width: Math.max(...right, core.x + core.width),
    height: bottom + lead,
    items: [mark, ...stubs].map((item) => moved(item, 0, lead)),
    core: { ...core, y: core.y + lead },
    arrivals,
    departures,
  }
}

/** The middles of some boxes in a row, and the width of the row. */
function centersOf(widths: readonly number[], gap: number): { at: number[]; width: number } {
  const at: number[] = []
  let x = 0
  for (const width of widths) {
    at.push(x + width / 2)
    x += width + gap
  }
  return { at, width: x - gap }
}

/** The share of a box's width at which one of several lines arrives; a weight above takes the right half. */
function share(i: number, count: number, above: boolean): number {
  if (above) return count === 1 ? 0.2 : (0.5 * (i + 0.5)) / count
  return count === 1 ? 0.5 : count === 2 ? 0.27 + 0.46 * i : (i + 0.5) / count
}

const asideTop = (count: number, core: Box, spread: number): number =>
  count === 0 ? 0 : core.y + core.height / 2 - spread / 2

const leastOf = ({ kind }: Vertex, style: Style): number => (kind === 'fold' ? style.fold : style.least)

interface Line {
  readonly runs: readonly Run[]
  /** Distance from the line before it. */
  readonly before: number
  readonly anchor?: 'start' | 'end'
}

/** What stands in a box. */
function linesOf(vertex: Vertex, style: Style, numbers: Numbers, room: number): (Line & { y?: number })[] {
  const cost = costOf(numbers, vertex)
  const first = hasFormula(vertex) ? formulaRuns(vertex, style) : labelRuns(vertex, style, numbers)
  const least = Math.max(leastOf(vertex, style) - 2 * style.pad, widthOf(first), room)
  const number = cost && numberRun(cost, numbers, style.number, style.name === 'narrow' ? least : Infinity)
  return [{ runs: first, before: 0 }, ...(number ? [{ runs: [number], before: 20 }] : [])]
}

function boxSize(lines: (Line & { y?: number })[], style: Style, least: number): { width: number; height: number } {
  const width = Math.max(least, ...lines.map(({ runs }) => widthOf(runs) + 2 * style.pad))
  const tall = lines.reduce((sum, { before }) => sum + before, 0)
  const height = (tall > 0 ? style.tall - 20 : style.low) + tall
  let y = (height - tall) / 2 + (tall > 0 ? 6 : 5)
  for (const line of lines) {
    y += line.before
    line.y = y
  }
  return { width, height }
}

const placeLine = (
  runs: readonly Run[],
  y: number | undefined,
  anchor: 'start' | 'end' | undefined,
  core: Box,
  style: Style,
): Item => {
  const x = { start: core.x + style.pad, end: core.x + core.width - style.pad, middle: core.x + core.width / 2 }
  return letters(x[anchor ?? 'middle'], core.y + (y ?? 0), runs, anchor ?? 'middle')
}

function formulaRuns(vertex: Vertex, style: Style): Run[] {
  const name = resultName(vertex)
  const right = formula(vertex)
  return mathRuns(name !== undefined && style.name === 'wide' ? `${name} = ${right}` : right, style.formula)
}

/** The words of a mark; a size among them is set as a symbol, in its color. */
export function labelRuns(vertex: Vertex, style: Style, numbers: Numbers): Run[] {
  const { label } = vertex
  const own = label
    .split(/(?<=[\s√])(?=[A-Za-z]'*$)/)
    .map((piece): Run =>
      /^[A-Za-z]'*$/.test(piece)
        ? { text: piece, face: 'serif-italic', size: style.label * 1.2, class: `dim-${piece[0]}` }
        : words(piece, style.label),
    )
  if (vertex.kind !== 'fold') return own
  const [times, ...others] = timesRuns(vertex.scope, numbers, style.label)
  return times === undefined ? own : [...own, { ...times, before: 10 }, ...others]
}

/** Which name and shape a tensor has where it leaves a mark. A formula that begins with the name does not repeat it. */
function tensorRuns(flow: Flow, style: Style): Run[] {
  const shape = shapeOf(flow, style)
  const name = flowName(flow)
  const said = hasFormula(flow.from) && name === resultName(flow.from)
  if (name === undefined || said) return shape
  const [first, ...others] = shape
  return [...mathRuns(name, style.formula - 1), { ...first!, before: 6 }, ...others]
}

export function shapeOf({ tensor }: Pick<Flow, 'tensor'>, style: Style): Run[] {
  return shapeRuns(names(tensor.axes), style.shape, style.name === 'narrow')
}

/** A tensor from outside: its name or where it comes from, and its shape under it. */
export function asideLabel(flow: Flow, reader: Vertex, style: Style): { items: Item[]; made: boolean } {
  const [name, shape] = [sourceRuns(flow, reader, style), shapeOf(flow, style)]
  return {
    items: [letters(0, -4, name), letters(0, 14, shape)],
    made: flow.from.kind !== 'source' || flow.from.mark !== 'input',
  }
}

function asideLine(flow: Flow, reader: Vertex, style: Style): Run[] {
  const [first, ...others] = shapeOf(flow, style)
  return [...sourceRuns(flow, reader, style), { ...first!, before: 5 }, ...others]
}

export function sourceRuns(flow: Flow, reader: Vertex, style: Style): Run[] {
  const name = flowName(flow)
  if (name !== undefined) return mathRuns(name, style.formula)
  return [words(origin(flow.from, reader), style.label, 'quiet')]
}

interface Hanging {
  readonly width: number
  readonly items: readonly Item[]
}

/** The weights of a mark as they hang on it. A norm's gain and a projection's bias are understood. */
function hangingWeights({ kind, mark, weights, parts }: Vertex, style: Style): Hanging[] {
  if (kind === 'fold' || mark === 'soft') return []
  const product = parts.find(isEinsum)
  return weights
    .filter((weight) => product === undefined || product.inputs.includes(weight))
    .map((weight) => {
      const name = mathRuns(weight.name ?? weight.primitive.latex([], weight), style.weight * 0.37)
      const width = Math.max(style.weight, Math.ceil(widthOf(name)) + 10)
      const axes = names(weight.axes)
      const left = product ? axes.filter((axis) => contracted(product).includes(axis)) : axes.slice(0, 1)
      const top = axes.filter((axis) => !left.includes(axis))
      return {
        width,
        items: [
          { kind: 'weight', x: 0, y: 0, width, height: style.weight, left, top },
          letters(width / 2 + 1, style.weight / 2 + 6, name, 'middle'),
        ],
      }
    })
}

function roleOf({ kind, mark }: Vertex): Rect['role'] {
  if (kind === 'fold') return 'fold'
  return mark === 'soft' ? 'soft' : 'operation'
}

/** The name by which a text points at a mark: `Q`, `W_Q`. */
function plainName(vertex: Vertex): string | undefined {
  return vertex.kind === 'fold' ? undefined : (resultName(vertex) ?? vertex.weights[0]?.name)
}

function rightOf(item: Item): number {
  switch (item.kind) {
    case 'rect':
    case 'weight':
      return item.x + item.width
    case 'letters':
      return item.x + { start: 1, middle: 0.5, end: 0 }[item.anchor] * widthOf(item.runs)
    default:
      return 0
  }
}
