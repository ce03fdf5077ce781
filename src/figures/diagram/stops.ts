import { isScope, type Scope } from '../../engine/index.ts'
import { carriesStream, within } from './scopes.ts'
import type { Flow, Vertex } from './vertices.ts'

/** One thing on a residual stream, from top to bottom. */
export type Stop =
  /** A norm on the stream itself. */
  | { readonly kind: 'norm'; readonly vertex: Vertex }
  /** A folded part through which the stream runs. */
  | { readonly kind: 'bead'; readonly vertex: Vertex }
  /** What reads the stream and is added back to it; more than one sum where branches stand side by side. */
  | { readonly kind: 'branch'; readonly body: readonly Vertex[]; readonly sums: readonly Joint[] }
  /** What the stream begins with. */
  | { readonly kind: 'start'; readonly body: readonly Vertex[]; readonly from: Vertex }
  /** What reads the end of the stream. */
  | { readonly kind: 'end'; readonly body: readonly Vertex[] }
  /** What does not depend on the stream, and is read further down. */
  | { readonly kind: 'aside'; readonly vertex: Vertex }
  /** An opened part through which the stream runs. */
  | { readonly kind: 'group'; readonly scope: Scope; readonly stops: readonly Stop[] }

/** Where a branch is added back: the sum, and what arrives there. */
export interface Joint {
  readonly sum: Vertex
  readonly from: Vertex
}

/** A residual stream with all its stops. */
export interface Stream {
  readonly stops: readonly Stop[]
  /** What carries the stream on, and what it comes from. */
  readonly members: ReadonlySet<Vertex>
  readonly entry: Flow | undefined
  readonly exit: Vertex
}

/** The residual streams of a part: of a block one, of an encoder–decoder model two, of a lone attention layer none. */
export function streamsOf(scope: Scope, vertices: readonly Vertex[]): Stream[] {
  if (!carriesStream(scope)) return []
  const { loop } = scope
  if (loop === undefined) return streamsIn(scope, vertices)
  const stream = blockStream(scope, vertices)
  return [{ ...stream, stops: [{ kind: 'group', scope, stops: stream.stops }] }]
}

/** The stream of one block: from what enters it, through sums and norms alone, to what it hands on. */
function blockStream(scope: Scope, vertices: readonly Vertex[]): Stream {
  const own = vertices.filter((vertex) => within(vertex.scope, scope))
  const exit = own.at(-1)!
  const route = longest(exit, new Set(own)) ?? [{ vertex: exit, flow: undefined }]
  const members = new Set(route.map(({ vertex }) => vertex))
  const taken = new Map<Vertex, Branch>()
  const stops: (Stop | Branch)[] = []
  for (const { vertex, flow } of route) {
    const branch = vertex.flows.find((other) => other !== flow)?.from
    if (vertex.mark !== 'sum' || branch === undefined) {
      stops.push({ kind: 'norm', vertex })
      continue
    }
    const reached = ancestors([branch], (v) => own.includes(v) && !members.has(v))
    const before = [...reached].map((v) => taken.get(v)).find((known) => known !== undefined)
    const stop = before ?? { kind: 'branch', body: [], sums: [] }
    for (const v of own) {
      if (!reached.has(v) || taken.has(v)) continue
      taken.set(v, stop)
      stop.body.push(v)
    }
    stop.sums.push({ sum: vertex, from: branch })
    if (before === undefined) stops.push(stop)
  }
  return { stops, members, entry: route[0]!.flow, exit }
}

/** The streams of a part that holds stacks of blocks, and what stands before, between and after them. */
function streamsIn(scope: Scope, vertices: readonly Vertex[]): Stream[] {
  const segments = scope.items.filter(isScope).filter(carriesStream)
  const inSegment = (vertex: Vertex) => segments.some((segment) => within(vertex.scope, segment))
  const rest = new Set(vertices.filter((vertex) => within(vertex.scope, scope) && !inSegment(vertex)))
  const streams = segments.flatMap((segment) => segmentStreams(segment, vertices)).map(open)

  for (const stream of streams) {
    const start = stream.entry?.from
    if (start === undefined || !rest.has(start)) continue
    const body = take(ancestors([start], (v) => rest.has(v)))
    stream.stops.unshift({ kind: 'start', body, from: start })
    stream.members.add(start)
  }
  for (const stream of streams.toReversed()) {
    const after = dependents(stream.exit, rest)
    const [first] = after
    if (first !== undefined && isNorm(first) && first.flows[0]!.from === stream.exit) {
      const others = [...after].filter((v) => v !== first && v.flows.some(({ from }) => from === stream.exit))
      if (others.length === 0) {
        take(new Set([first]))
        after.delete(first)
        stream.stops.push({ kind: 'norm', vertex: first })
        stream.members.add(first)
        stream.exit = first
      }
    }
    if (after.size > 0) stream.stops.push({ kind: 'end', body: take(after) })
  }
  for (const vertex of rest) {
    const reader = streams.find(({ stops }) => stops.some((stop) => reads(stop, vertex)))
    const at = reader?.stops.findIndex((stop) => reads(stop, vertex)) ?? -1
    if (reader !== undefined && at >= 0) reader.stops.splice(at, 0, { kind: 'aside', vertex })
  }
  return streams

  function take(set: ReadonlySet<Vertex>): Vertex[] {
    for (const vertex of set) rest.delete(vertex)
    return vertices.filter((vertex) => set.has(vertex))
  }
}

/** The streams of one inner part: folded, a bead; opened, a group. */
function segmentStreams(segment: Scope, vertices: readonly Vertex[]): Stream[] {
  const fold = vertices.find((vertex) => vertex.kind === 'fold' && vertex.scope === segment)
  if (fold !== undefined) {
    const [first] = fold.flows
    const entry = first?.from.kind === 'source' && first.from.mark === 'input' ? undefined : first
    return [{ stops: [{ kind: 'bead', vertex: fold }], members: new Set([fold]), entry, exit: fold }]
  }
  const inner = segment.loop === undefined ? streamsIn(segment, vertices) : [blockStream(segment, vertices)]
  return inner.map((stream) => ({ ...stream, stops: [{ kind: 'group', scope: segment, stops: stream.stops }] }))
}

/** The longest way from a vertex back to something outside, through sums and norms alone. */
function longest(vertex: Vertex, own: ReadonlySet<Vertex>): Step[] | undefined {
  if (!own.has(vertex)) return []
  if (vertex.mark !== 'sum' && !isNorm(vertex)) return undefined
  const ways = vertex.flows.flatMap((flow): Step[][] => {
    if (vertex.mark !== 'sum' && flow !== vertex.flows[0]) return []
    const way = longest(flow.from, own)
    return way === undefined ? [] : [[...way, { vertex, flow }]]
  })
  return ways.toSorted((a, b) => b.length - a.length)[0]
}

/** Some vertices and everything that they are made of, as far as `among` goes. */
export function ancestors(vertices: readonly Vertex[], among: (vertex: Vertex) => boolean): Set<Vertex> {
  const found = new Set<Vertex>()
  const visit = (vertex: Vertex): void => {
    if (found.has(vertex) || !among(vertex)) return
    found.add(vertex)
    for (const { from } of vertex.flows) visit(from)
  }
  vertices.forEach(visit)
  return found
}

/** What depends on a vertex, directly or not, with what else it is made of. */
function dependents(vertex: Vertex, among: ReadonlySet<Vertex>): Set<Vertex> {
  const found = new Set<Vertex>()
  for (const other of among)
    if (other.flows.some(({ from }) => from === vertex || found.has(from)))
      for (const made of ancestors([other], (v) => among.has(v))) found.add(made)
  return found
}

function reads(stop: Stop, vertex: Vertex): boolean {
  if (stop.kind === 'group') return stop.stops.some((inner) => reads(inner, vertex))
  const own = 'body' in stop ? stop.body : 'vertex' in stop ? [stop.vertex] : []
  return own.some(({ flows }) => flows.some(({ from }) => from === vertex))
}

const isNorm = ({ kind, node }: Vertex): boolean => kind === 'operation' && node.primitive.name === 'norm'

const open = (stream: Stream) => ({ ...stream, stops: [...stream.stops], members: new Set(stream.members) })

interface Step {
  readonly vertex: Vertex
  readonly flow: Flow | undefined
}

interface Branch {
  readonly kind: 'branch'
  readonly body: Vertex[]
  readonly sums: Joint[]
}
