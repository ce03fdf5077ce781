import type { Node, Scope } from '../../engine/index.ts'
import { arrange } from './elk.ts'
import { entryOf, leavingOf, sorted, type Origin } from './flows.ts'
import { grouped } from './grouped.ts'
import { sourceLabel } from './labels.ts'
import { drawMark, isPoint } from './marks.ts'
import type { Numbers } from './numbers.ts'
import { margins, outline } from './parts.ts'
import { planOf, type End, type Placed } from './plan.ts'
import { boundsOf, moved, path, radius, type Box, type Item, type Place } from './scene.ts'
import type { Style } from './style.ts'
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

/** The width that a body can have without making its figure too wide. */
export const roomOf = (style: Style): number => style.width - style.branches - style.edge

export async function layOut(content: Content, style: Style, numbers: Numbers): Promise<Body> {
  const { vertices, fromStream, sinks, results } = content
  const own = new Set(vertices)
  const origin: Origin = (flow) => (own.has(flow.from) ? 'here' : fromStream(flow) ? 'stream' : 'elsewhere')
  const direct = content.station ? vertices[0] : entryOf(vertices, origin)
  const parts = style.name === 'wide' ? grouped(vertices, content.partOf) : new Map<undefined, Vertex[]>()
  parts.delete(undefined)
  const marks = new Map(vertices.map((vertex) => [vertex, drawn(vertex)]))
  const plan = planOf(marks, origin, results, style)
  const arranged = await arrange(plan, style, roomOf(style) - (parts.size > 0 ? 2 * margins.side : 0))

  const placeOf = (vertex: Vertex): Place => {
    const { x, y } = arranged.at.get(plan.idOf(vertex))!
    return [x, y + marks.get(vertex)!.lead]
  }
  const whole = (vertex: Vertex): Box => at({ x: 0, y: 0, ...sizeOf(marks.get(vertex)!.drawn) }, placeOf(vertex))
  const core = (vertex: Vertex): Box => at(marks.get(vertex)!.drawn.core, placeOf(vertex))
  const courses = arranged.lines.map((course, i) => joinedTo(plan.ends[i]!, course, core))
  const items = [
    ...[...parts].flatMap(([part, inner]) => {
      const others = vertices.filter((vertex) => !inner.includes(vertex))
      return part === undefined ? [] : outline(part, inner.map(whole), others.map(whole), courses, style)
    }),
    ...courses.map((course) => path('edge', course, true)),
    ...vertices.flatMap((vertex) => placed(marks.get(vertex)!.drawn.items, placeOf(vertex))),
    ...[...plan.labels].flatMap(([id, label]) => {
      const { x, y } = arranged.at.get(id)!
      return placed(label.items, [x, y])
    }),
  ]
  const entry = direct && core(direct)
  return shifted({
    width: arranged.width,
    height: arranged.height,
    items,
    drops: plan.drops.map((drop) => arranged.at.get(drop)!.x + 0.5),
    read: vertices.flatMap(({ flows }) => flows).find((flow) => origin(flow) === 'stream')?.tensor,
    entry: entry && [entry.x, entry.y + entry.height / 2],
    exits: sinks.map(core),
    cores: vertices.map(core),
  })

  function drawn(vertex: Vertex): Placed {
    const { main: all, aside } = sorted(vertex, origin)
    const main = all.filter((flow) => !(vertex === direct && origin(flow) === 'stream'))
    const given = vertex.kind === 'fold' && main.length > 1 && main.every((flow) => origin(flow) === 'elsewhere')
    const leaving = results.has(vertex)
      ? [{ flow: { from: vertex, tensor: vertex.node, name: undefined }, labeled: false }]
      : leavingOf(vertex, vertices).map((flow) => ({ flow, labeled: true }))
    const above = given ? main.map((flow) => sourceLabel(flow, vertex, style).width) : undefined
    const inner = [...parts.values()].find((part) => part.includes(vertex))
    const first = inner !== undefined && !vertex.flows.some((flow) => inner.includes(flow.from))
    return {
      drawn: drawMark({ vertex, main, aside, leaving, above }, style, numbers),
      main,
      lead: first ? margins.top - 4 : 0,
      last: sinks.length > 1 && sinks.includes(vertex),
    }
  }
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height })
const at = (box: Box, [x, y]: Place): Box => ({ ...box, x: box.x + x, y: box.y + y })
const placed = (items: readonly Item[], [x, y]: Place): Item[] => items.map((item) => moved(item, x, y))

/** A line from the edge of the box that it leaves to the edge of that at which it arrives, all at right angles. */
function joinedTo(
  { start, drawn, arrival }: End,
  course: readonly Place[],
  core: (vertex: Vertex) => Box,
): readonly Place[] {
  const points = course.map(([x, y]): [number, number] => [x, y])
  const [first, last] = [points[0]!, points.at(-1)!]
  if (start === 'stream') first[1] = 0
  else if (start !== undefined) first[1] = core(start.vertex).y + start.core.height
  if (drawn !== undefined) {
    const off = arrival - drawn.core.width / 2
    const rounding = isPoint(drawn.vertex) ? radius.sum - Math.sqrt(radius.sum ** 2 - off ** 2) : 0
    last[1] = core(drawn.vertex).y + rounding
  }
  // Coordinates that differ by rounding alone are the same.
  for (const [i, point] of points.entries())
    for (const axis of [0, 1] as const)
      if (i > 0 && Math.abs(point[axis] - points[i - 1]![axis]) < 0.5) point[axis] = points[i - 1]![axis]
  // A line may arrive at a box a little beside its place; at a circle it may not.
  return straightened(points, drawn !== undefined && !isPoint(drawn.vertex))
}

/** Without the kinks of a few pixels that a router makes: of the two runs, one that is not held at its end gives way. */
function straightened(points: readonly Place[], loose: boolean): readonly Place[] {
  const kink = points.findIndex(([x], i) => {
    const [next, after] = [points[i + 1], points[i + 2]]
    return i > 0 && next !== undefined && after !== undefined && next[0] !== x && Math.abs(next[0] - x) < 4
  })
  if (kink < 0) return points
  const [before, after] = [points[kink]![0], points[kink + 1]![0]]
  const [down, up] = [loose || kink + 3 < points.length, kink > 1]
  if (!down && !up) return points
  const gives = (i: number) => (down ? i === kink + 2 : i === kink - 1)
  const moved = points.map(([x, y], i): Place => (gives(i) ? [down ? before : after, y] : [x, y]))
  return straightened(
    moved.filter((_, i) => i !== kink && i !== kink + 1),
    loose,
  )
}

/** A body with nothing to the left of 0. */
function shifted(body: Body): Body {
  const bounds = boundsOf(body.items)
  const dx = Math.max(0, -bounds.x)
  const right = (box: Box): Box => ({ ...box, x: box.x + dx })
  return {
    ...body,
    width: Math.max(body.width, bounds.x + bounds.width) + dx,
    height: Math.max(body.height, bounds.y + bounds.height),
    items: placed(body.items, [dx, 0]),
    drops: body.drops.map((x) => x + dx),
    entry: body.entry && [body.entry[0] + dx, body.entry[1]],
    exits: body.exits.map(right),
    cores: body.cores.map(right),
  }
}
