import type { Scope } from '../../engine/index.ts'
import { widthOf, words, type Run } from '../lettering.ts'
import { layOut, roomOf, type Body } from './body.ts'
import { numberRun, timesRuns, totalOf, type Numbers } from './numbers.ts'
import { spoken } from './scopes.ts'
import { ancestors, type Stop, type Stream } from './stops.ts'
import type { Style } from './style.ts'
import { joined } from './text.ts'
import type { Flow, Vertex } from './vertices.ts'

/** How a stream is drawn within its figure. */
export interface Setting {
  readonly scope: Scope
  readonly style: Style
  readonly numbers: Numbers
  readonly partOf: (base: Scope) => (vertex: Vertex) => Scope | undefined
  /** What the model calls its results. */
  readonly outputName: (vertex: Vertex) => string | undefined
  /** Where else a result goes: `to decoder`. */
  readonly next: (vertex: Vertex) => string | undefined
  /** Whether a line leads from the end of another stream to a folded part of this one. */
  readonly bridged: (flow: Flow) => boolean
}

/** A stop with what it consists of laid out, but not yet in its place. */
export type Laid =
  | { readonly kind: 'norm'; readonly vertex: Vertex }
  | { readonly kind: 'station'; readonly vertex: Vertex; readonly body: Body; readonly place: 'start' | 'on' | 'end' }
  | { readonly kind: 'aside'; readonly vertex: Vertex; readonly body: Body }
  | { readonly kind: 'branch'; readonly stop: Branch; readonly body: Body }
  | { readonly kind: 'start' | 'end'; readonly body: Body }
  | {
      readonly kind: 'group'
      readonly scope: Scope
      readonly stops: readonly Laid[]
      readonly title: readonly Run[]
      readonly total: readonly Run[]
    }

type Branch = Stop & { readonly kind: 'branch' }

/** Lays out the stops of a stream, one after the other. `base` is the part in which they stand. */
export async function layOutStops(
  stops: readonly Stop[],
  base: Scope,
  stream: Stream,
  setting: Setting,
): Promise<Laid[]> {
  const { style, numbers, partOf, outputName, bridged } = setting
  const fromStream = (flow: Flow) => stream.members.has(flow.from) || flow.from === stream.entry?.from
  const content = (vertices: readonly Vertex[]) => ({
    vertices,
    fromStream,
    sinks: [] as Vertex[],
    results: new Map<Vertex, string>(),
    partOf: partOf(base),
    station: false,
  })
  const asides = new Set(stops.flatMap((stop) => (stop.kind === 'aside' ? [stop.vertex] : [])))
  const laid: Laid[] = []
  for (const stop of stops) {
    if (stop.kind === 'norm') laid.push(stop)
    else if (stop.kind === 'group') {
      const inner = await layOutStops(stop.stops, stop.scope, stream, setting)
      const name = words(spoken(stop.scope.name), style.label)
      const title = joined([name], timesRuns(stop.scope, numbers, style.label + 1), 10)
      laid.push({ kind: 'group', scope: stop.scope, stops: inner, title, total: totalRuns(stop.scope, setting) })
    } else if (stop.kind === 'aside') {
      laid.push({ ...stop, body: await layOut(content([stop.vertex]), style, numbers) })
    } else if (stop.kind === 'bead') {
      const vertex = {
        ...stop.vertex,
        flows: stop.vertex.flows.filter((flow) => !asides.has(flow.from) && !bridged(flow)),
      }
      const place = stream.entry === undefined && stop === stops[0] ? 'start' : 'on'
      const body = await layOut({ ...content([vertex]), station: true }, style, numbers)
      laid.push({ kind: 'station', vertex: stop.vertex, body, place })
    } else if (stop.kind === 'branch') {
      laid.push(...(await layOutBranch(stop)))
    } else {
      const [only] = stop.body
      const station = stop.body.length === 1 && only!.kind === 'fold'
      const sinks = stop.kind === 'start' ? [stop.from] : []
      const results = new Map(
        stop.kind === 'start' ? [] : stop.body.filter((v) => isLast(v, stop.body)).map((v) => [v, outputName(v) ?? '']),
      )
      const body = await layOut(
        { ...content(stop.body), sinks: station ? [only!] : sinks, results, station },
        style,
        numbers,
      )
      laid.push(station ? { kind: 'station', vertex: only!, body, place: stop.kind } : { kind: stop.kind, body })
    }
  }
  return laid

  /** A branch; branches side by side one after the other where there is no room for them. */
  async function layOutBranch(stop: Branch): Promise<Laid[]> {
    const sinks = stop.sums.map(({ from }) => from)
    const body = await layOut({ ...content(stop.body), sinks }, style, numbers)
    if (body.width <= roomOf(style) || stop.sums.length === 1) return [{ kind: 'branch', stop, body }]
    const taken = new Set<Vertex>()
    const parts: Laid[] = []
    for (const sum of stop.sums) {
      const made = ancestors([sum.from], (vertex) => stop.body.includes(vertex) && !taken.has(vertex))
      made.forEach((vertex) => taken.add(vertex))
      const own = stop.body.filter((vertex) => made.has(vertex))
      parts.push(...(await layOutBranch({ kind: 'branch', body: own, sums: [sum] })))
    }
    return parts
  }
}

const isLast = (vertex: Vertex, body: readonly Vertex[]): boolean =>
  !body.some(({ flows }) => flows.some(({ from }) => from === vertex))

/** How far to the right a stop reaches. */
export function rightOf(stop: Laid, style: Style): number {
  switch (stop.kind) {
    case 'norm':
      return style.stream + 60
    case 'station': {
      const core = stop.body.cores[0]!
      return style.stream - style.bead - core.x + stop.body.width + 12
    }
    case 'group': {
      const edge = style.edge
      const inner = Math.max(...stop.stops.map((inner) => rightOf(inner, style)))
      const texts = style.stream + 40 + Math.max(widthOf(stop.title), widthOf(stop.total)) + 24
      return Math.max(inner + edge, texts)
    }
    default:
      return style.branches + stop.body.width
  }
}

/** "one block 1,862,270,976 FLOPs". */
function totalRuns(scope: Scope, { style, numbers }: Setting): Run[] {
  if (numbers.show === 'none') return []
  const total = totalOf(numbers, scope)
  const name = spoken(scope.name)
  const unit = numbers.show === 'flops' ? 'FLOPs' : 'parameters'
  const number = numberRun(total, numbers, style.number + 2, { class: 'strong' })
  return [
    words(scope.loop === undefined ? name : `one ${name}`, style.label),
    { ...number, before: 8 },
    { ...words(unit, style.label), before: 6, data: numbers.show === 'flops' ? { 'data-says': 'products' } : {} },
  ]
}
