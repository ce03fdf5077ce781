import type { Node, Scope } from '../../engine/index.ts'
import { widthOf, words, type Run } from '../lettering.ts'
import { spoken } from './scopes.ts'
import { arrange, type PlannedBox } from './elk.ts'
import { drawMark, isPoint, type Drawn } from './marks.ts'
import type { Numbers } from './numbers.ts'
import { boundsOf, letters, moved, path, radius, type Box, type Item, type Place } from './scene.ts'
import type { Style } from './style.ts'
import { shapeOf, sourceRuns } from './text.ts'
import type { Flow, Vertex } from './vertices.ts'

/** Marks to be laid out together: a branch, a part without a stream. */
export interface Content {
  readonly vertices: readonly Vertex[]
  /** Whether a tensor comes from the stream beside which the marks stand. */
  readonly fromStream: (flow: Flow) => boolean
  /** Marks whose result goes back to the stream. */
  readonly sinks: readonly Vertex[]
  /** Results that leave at the bottom, with what they are called. */
  readonly results: ReadonlyMap<Vertex, string>
  /** Whether the one mark stands on the stream itself, which needs no line then. */
  readonly station: boolean
  /** The opened part in which a mark stands, drawn as an outline. */
  readonly partOf: (vertex: Vertex) => Scope | undefined
}

/** Laid out, with the left upper corner at 0, 0. */
export interface Body {
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
  /** Where lines come down from the stream, on the upper edge; none if one line comes from the left. */
  readonly drops: readonly number[]
  /** The tensor that is read from the stream. */
  readonly read: Node | undefined
  /** Where the one line from the stream arrives, at the left of a box. */
  readonly entry: Place | undefined
  /** The box of each sink, in the order of `sinks`. */
  readonly exits: readonly Box[]
  /** The box of every mark, in the order of `vertices`. */
  readonly cores: readonly Box[]
}

export async function layOut(content: Content, style: Style, numbers: Numbers): Promise<Body> {
  const { vertices, fromStream, sinks, results } = content
  const own = new Set(vertices)
  const from = (flow: Flow): 'here' | 'stream' | 'outside' =>
    own.has(flow.from) ? 'here' : fromStream(flow) ? 'stream' : 'outside'
  const direct = content.station ? vertices[0] : entryOf(vertices, from)
  const marks = new Map<Vertex, Drawn>()
  const mains = new Map<Vertex, Flow[]>()
  for (const vertex of vertices) {
    const { main, aside } = sorted(vertex, from)
    mains.set(
      vertex,
      main.filter((flow) => !(vertex === direct && from(flow) === 'stream')),
    )
    const leaving = leavingOf(vertex, vertices).map((flow) => ({ flow, labeled: !results.has(vertex) }))
    const last = results.has(vertex) || leaving.length === 0
    const own = mains.get(vertex)!
    const given = vertex.kind === 'fold' && own.length > 1 && own.every((flow) => from(flow) === 'outside')
    const above = given ? own.map((flow) => sourceLabel(flow, vertex, style).width) : undefined
    const drawable = { vertex, main: own, aside, leaving: last && !results.has(vertex) ? [] : leaving, above }
    const result = { flow: { from: vertex, tensor: vertex.node, name: undefined }, labeled: false }
    marks.set(vertex, drawMark(results.has(vertex) ? { ...drawable, leaving: [result] } : drawable, style, numbers))
  }

  const boxes: PlannedBox[] = []
  const lines: { from: { box: string; index: number }; to: { box: string; index: number } }[] = []
  const ends: End[] = []
  const id = (vertex: Vertex) => `mark ${vertices.indexOf(vertex)}`
  const sources = new Map<Node, { id: string; label: Label }>()
  const drops: string[] = []
  const parts = style.name === 'wide' ? partsOf(content) : new Map<Scope, Vertex[]>()
  const leadOf = (vertex: Vertex): number => (isFirstOf(vertex, parts) ? 24 : 0)
  const outs = new Map([...marks].map(([vertex, { departures }]) => [vertex, [...departures.keys()]]))

  for (const vertex of vertices) {
    const drawn = marks.get(vertex)!
    mains.get(vertex)!.forEach((flow, index) => {
      const to = { box: id(vertex), index }
      const end = { drawn, arrival: drawn.arrivals[index]! }
      const kind = from(flow)
      if (kind === 'here') {
        const tensor = outs.get(flow.from)!.indexOf(flow.tensor)
        lines.push({ from: { box: id(flow.from), index: Math.max(tensor, 0) }, to })
        ends.push({ ...end, start: marks.get(flow.from)! })
      } else if (kind === 'stream') {
        const drop = `drop ${drops.length}`
        drops.push(drop)
        boxes.push({ id: drop, width: 1, height: 1, arrivals: [], departures: [0.5], row: 'FIRST' })
        lines.push({ from: { box: drop, index: 0 }, to })
        ends.push({ ...end, start: undefined, drop: true })
      } else {
        const known = sources.get(flow.tensor) ?? {
          id: `source ${sources.size}`,
          label: sourceLabel(flow, vertex, style),
        }
        if (!sources.has(flow.tensor)) {
          sources.set(flow.tensor, known)
          const { width, height } = known.label
          boxes.push({ id: known.id, width, height, arrivals: [], departures: [width / 2] })
        }
        lines.push({ from: { box: known.id, index: 0 }, to })
        ends.push({ ...end, start: undefined })
      }
    })
    boxes.push({
      id: id(vertex),
      width: drawn.width,
      height: drawn.height + leadOf(vertex),
      arrivals: mains.get(vertex)!.map((_, i) => drawn.arrivals[i]!),
      departures: [...drawn.departures.values()],
      row: sinks.length > 1 && sinks.includes(vertex) ? 'LAST' : undefined,
    })
    const result = results.get(vertex)
    if (result === undefined) continue
    const label = resultLabel(vertex, result, style)
    const out = { id: `result ${id(vertex)}`, label }
    boxes.push({ id: out.id, width: label.width, height: label.height, arrivals: [label.width / 2], departures: [] })
    lines.push({ from: { box: id(vertex), index: 0 }, to: { box: out.id, index: 0 } })
    ends.push({ drawn: undefined, start: drawn, arrival: 0 })
    sources.set(vertex.node, out)
  }

  const arranged = await arrange({ boxes, lines }, style, roomOf(style) - (parts.size > 0 ? 32 : 0))
  const at = new Map(arranged.at)
  for (const vertex of vertices) {
    const { x, y } = at.get(id(vertex))!
    at.set(id(vertex), { x, y: y + leadOf(vertex) })
  }
  const items: Item[] = []
  const courses = arranged.lines.map((course, i) => drawnOn(course, ends[i]!, at, id))
  for (const [part, inner] of parts) {
    const around = outline(inner.map((vertex) => ({ ...at.get(id(vertex))!, ...sizeOf(marks.get(vertex)!) })))
    const foreign = vertices.filter((vertex) => !inner.includes(vertex))
    if (foreign.some((vertex) => overlap(around, { ...at.get(id(vertex))!, ...sizeOf(marks.get(vertex)!) }))) continue
    items.push({ kind: 'rect', role: 'part', ...around }, headingOf(part, around, courses, style))
  }
  items.push(...courses.map((course) => path('edge', course, true)))
  for (const [vertex, drawn] of marks) {
    const { x, y } = at.get(id(vertex))!
    items.push(...drawn.items.map((item) => moved(item, x, y)))
  }
  for (const { id: key, label } of sources.values()) {
    const { x, y } = at.get(key)!
    items.push(...label.items.map((item) => moved(item, x, y)))
  }
  const boxOf = (vertex: Vertex): Box => {
    const [{ core }, { x, y }] = [marks.get(vertex)!, at.get(id(vertex))!]
    return { ...core, x: core.x + x, y: core.y + y }
  }
  const entry = direct && boxOf(direct)
  return shifted({
    width: arranged.width,
    height: arranged.height,
    items,
    drops: drops.map((drop) => at.get(drop)!.x + 0.5),
    read: vertices.flatMap(({ flows }) => flows).find((flow) => from(flow) === 'stream')?.tensor,
    entry: entry && [entry.x, entry.y + entry.height / 2],
    exits: sinks.map(boxOf),
    cores: vertices.map(boxOf),
  })
}

/** The width that a body can have without making its figure too wide. */
export const roomOf = (style: Style): number => style.width - style.branches - style.edge

/** A body with its left upper corner at 0, 0, whatever reached beyond. */
function shifted(body: Body): Body {
  const bounds = boundsOf(body.items)
  const [dx, dy] = [Math.max(0, -bounds.x), 0]
  const box = (core: Box): Box => ({ ...core, x: core.x + dx, y: core.y + dy })
  return {
    ...body,
    width: Math.max(body.width, bounds.x + bounds.width) + dx,
    height: Math.max(body.height, bounds.y + bounds.height),
    items: body.items.map((item) => moved(item, dx, dy)),
    drops: body.drops.map((x) => x + dx),
    entry: body.entry && [body.entry[0] + dx, body.entry[1]],
    exits: body.exits.map(box),
    cores: body.cores.map(box),
  }
}

/** Which tensors come from above and which hang on the side: what else is read beside the data. */
function sorted(vertex: Vertex, from: (flow: Flow) => string): { main: Flow[]; aside: Flow[] } {
  const { flows, kind, mark } = vertex
  const outside = flows.filter((flow) => from(flow) === 'outside')
  if (outside.length < flows.length) return { main: flows.filter((flow) => from(flow) !== 'outside'), aside: outside }
  const equal = kind === 'operation' ? mark !== 'soft' : flows.every((flow) => flow.from.mark === 'input')
  return equal ? { main: [...flows], aside: [] } : { main: flows.slice(0, 1), aside: flows.slice(1) }
}

/** The one mark that reads the stream, when it stands above all others: then the line comes from the left. */
function entryOf(vertices: readonly Vertex[], from: (flow: Flow) => string): Vertex | undefined {
  const readers = vertices.filter(({ flows }) => flows.some((flow) => from(flow) === 'stream'))
  const [reader] = readers
  if (reader === undefined || readers.length > 1) return undefined
  if (reader.flows.filter((flow) => from(flow) !== 'outside').length > 1) return undefined
  const below = new Set([reader])
  for (const vertex of vertices) if (vertex.flows.some((flow) => below.has(flow.from))) below.add(vertex)
  const alone = vertices.every(
    (vertex) => below.has(vertex) && sorted(vertex, from).main.every((flow) => from(flow) !== 'outside'),
  )
  return alone ? reader : undefined
}

/** The tensors of a mark that other marks here read, each once. */
function leavingOf(vertex: Vertex, vertices: readonly Vertex[]): Flow[] {
  const flows = vertices.flatMap((other) => other.flows.filter((flow) => flow.from === vertex))
  return flows
    .filter((flow, i) => flows.findIndex(({ tensor }) => tensor === flow.tensor) === i)
    .toSorted((a, b) => a.tensor.id - b.tensor.id)
}

interface Label {
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
}

function sourceLabel(flow: Flow, reader: Vertex, style: Style): Label {
  const { from, name } = flow
  const own = from.kind === 'source' && from.mark !== 'input' && name === undefined ? 'X' : name
  return label(sourceRuns({ ...flow, name: own }, reader, style), shapeOf(flow, style), style)
}

function resultLabel(vertex: Vertex, name: string, style: Style): Label {
  const shape = shapeOf({ tensor: vertex.node }, style)
  return label(name === '' ? [] : [words(name, style.label, 'quiet')], shape, style)
}

/** A name and a shape: beside each other, or below each other where it is narrow. */
function label(name: readonly Run[], shape: readonly Run[], style: Style): Label {
  const stacked = style.name === 'narrow' && name.length > 0
  const [first, ...others] = shape
  const rows = stacked || name.length === 0 ? [name, shape] : [[...name, { ...first!, before: 8 }, ...others]]
  const shown = rows.filter((row) => row.length > 0)
  const width = Math.max(...shown.map(widthOf)) + 4
  return {
    width,
    height: 18 * shown.length + 2,
    items: shown.map((row, i) => letters(width / 2, 14 + 17 * i, row, 'middle')),
  }
}

/** The opened parts that a body shows, with their marks. */
function partsOf({ vertices, partOf }: Content): Map<Scope, Vertex[]> {
  const parts = new Map<Scope, Vertex[]>()
  for (const vertex of vertices) {
    const part = partOf(vertex)
    if (part !== undefined) parts.set(part, [...(parts.get(part) ?? []), vertex])
  }
  return parts
}

interface End {
  readonly drawn: Drawn | undefined
  readonly start: Drawn | undefined
  readonly arrival: number
  readonly drop?: boolean
}

/** Whether a mark stands at the top of an opened part, where the part's name needs room above it. */
function isFirstOf(vertex: Vertex, parts: ReadonlyMap<Scope, readonly Vertex[]>): boolean {
  const inner = [...parts.values()].find((part) => part.includes(vertex))
  return inner !== undefined && !vertex.flows.some(({ from }) => inner.includes(from))
}

const sizeOf = ({ width, height }: Drawn): { width: number; height: number } => ({ width, height })

/** The box around some boxes, with room for a name at its top. */
function outline(boxes: readonly Box[]): Box {
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return { x: left - 16, y: top - 28, width: right - left + 32, height: bottom - top + 40 }
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The course of a line, from the box it leaves to the box at which it arrives. */
function drawnOn(
  course: readonly Place[],
  { drawn, start, arrival, drop }: End,
  at: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
  id: (vertex: Vertex) => string,
): Place[] {
  const points = course.map(([x, y]): [number, number] => [x, y])
  const [first, last] = [points[0]!, points.at(-1)!]
  if (start === undefined && drop) first[1] = 0
  if (start !== undefined) first[1] = at.get(id(start.vertex))!.y + start.core.y + start.core.height
  if (drawn !== undefined) {
    const top = at.get(id(drawn.vertex))!.y + drawn.core.y
    const off = arrival - drawn.core.x - drawn.core.width / 2
    last[1] = top + (isPoint(drawn.vertex) ? radius.sum - Math.sqrt(radius.sum ** 2 - off ** 2) : 0)
  }
  // Coordinates that differ by rounding alone are the same: every line has right angles.
  for (const [i, point] of points.entries())
    for (const axis of [0, 1] as const)
      if (i > 0 && Math.abs(point[axis] - points[i - 1]![axis]) < 0.5) point[axis] = points[i - 1]![axis]
  return points
}

/** The name of a part in its upper margin, at the first place where no line runs through it. */
function headingOf(scope: Scope, box: Box, courses: readonly (readonly Place[])[], style: Style): Item {
  const runs = [words(spoken(scope.name), style.label, 'quiet')]
  const width = widthOf(runs)
  const crossing = courses.flatMap((course) =>
    course.flatMap(([x, y], i): number[] => {
      const next = course[i + 1]
      return next && next[0] === x && Math.min(y, next[1]) < box.y + 24 && Math.max(y, next[1]) > box.y ? [x] : []
    }),
  )
  const clear = (x: number) => crossing.every((line) => line < x - 6 || line > x + width + 6)
  const places = Array.from({ length: Math.max(1, Math.floor(box.width - width - 20)) }, (_, i) => box.x + 12 + i)
  return letters(places.find(clear) ?? box.x + 12, box.y + 19, runs)
}
