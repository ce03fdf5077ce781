import { nodesOf, type Bindings, type Graph, type Scope } from '../../engine/index.ts'
import type { Svg } from '../svg.ts'
import { layOut } from './body.ts'
import { bridgesOf, joinStreams } from './bridges.ts'
import { drawStream, type Drawing, type DrawnStream } from './column.ts'
import type { Setting } from './laid.ts'
import { partBeside } from './names.ts'
import type { Attributes, Numbers, Show } from './numbers.ts'
import { render, type Links } from './render.ts'
import { moved, type Item, type Mark } from './scene.ts'
import { carriesStream, spoken, within } from './scopes.ts'
import { streamsOf } from './stops.ts'
import { narrow, wide, type Style } from './style.ts'
import { rowsOf, type Row } from './twin.ts'
import { contract, type Vertex } from './vertices.ts'

export type { Links, Row, Show }

export interface DiagramOptions {
  /** How many levels of parts are opened; 1 shows what stands directly in the part, its own parts folded. */
  readonly depth?: number
  /** Parts that stay folded, however deep the diagram goes. */
  readonly folded?: readonly string[]
  readonly show?: Show
  /** Where parts and results are explained. */
  readonly links?: Links
  /** What every number carries by which a script computes it anew. */
  readonly attributes?: Attributes
}

export interface Diagram {
  readonly svg: { readonly wide: Svg; readonly narrow: Svg }
  /** The same as a list, in the order of the data. */
  readonly twin: readonly Row[]
  /** The links that lead from nothing in the diagram. */
  readonly unused: readonly string[]
}

/** The computation of a part of a model as a diagram, for a page and for a phone. */
export async function diagram(
  graph: Graph,
  scope: Scope,
  bindings: Bindings,
  options: DiagramOptions = {},
): Promise<Diagram> {
  const { show = 'flops', links = {}, attributes } = options
  const numbers: Numbers = { show, graph, bindings, attributes }
  const vertices = verticesOf(graph, scope, options)
  const twin = rowsOf(vertices, numbers)
  const [forPage, forPhone] = [
    await scene(vertices, scope, numbers, wide),
    await scene(vertices, scope, numbers, narrow),
  ]
  const svg = (drawing: Drawing, className: string): Svg =>
    render(drawing.items, { ...drawing, class: `dg ${className}`, ...wordsOf(scope, twin) }, links)
  const known = marksIn(forPage.items).flatMap(({ scope, name }) => [scope, name, `${scope}/${name}`])
  const unused = Object.keys(links).filter((key) => !known.includes(key))
  return { svg: { wide: svg(forPage, 'wide'), narrow: svg(forPhone, 'narrow') }, twin, unused }
}

const marksIn = (items: readonly Item[]): Mark[] => items.filter((item) => item.kind === 'mark')

/** The geometry of a diagram, before it is SVG. */
export async function scene(
  vertices: readonly Vertex[],
  scope: Scope,
  numbers: Numbers,
  style: Style,
): Promise<Drawing> {
  const { graph } = numbers
  const outputs = new Map(Object.entries(graph.outputs).map(([name, node]) => [node, name.replaceAll('_', ' ')]))
  const streams = streamsOf(scope, vertices)
  const bridges = bridgesOf(streams)
  const setting: Setting = {
    scope,
    style,
    numbers,
    partOf,
    bridged: (flow) => bridges.some(({ from }) => from === flow.from),
    next: (vertex) => {
      if (bridges.some(({ from }) => from === vertex)) return undefined
      const reader = vertices.find(({ flows }) => flows.some(({ from }) => from === vertex))
      const part = reader && partBeside(reader.scope, vertex.scope)
      return part && `to ${spoken(part.name)}`
    },
    outputName: (vertex) => vertex.parts.map((node) => outputs.get(node)).find((name) => name !== undefined),
  }
  if (streams.length > 0) {
    const drawings: DrawnStream[] = []
    for (const stream of streams) drawings.push(await drawStream(stream, setting))
    return joinStreams(drawings, bridges, style)
  }
  const own = new Set(vertices.map(({ flows }) => flows.map(({ from }) => from)).flat())
  const results = vertices.filter((vertex) => !own.has(vertex))
  const body = await layOut(
    {
      vertices,
      fromStream: () => false,
      sinks: [],
      results: new Map(results.map((vertex) => [vertex, setting.outputName(vertex) ?? ''])),
      partOf: partOf(scope),
      station: false,
    },
    style,
    numbers,
  )
  return framed(body.items, body.width, body.height, style.name === 'wide' ? 12 : 2)
}

/** The vertices of a part as far as it is opened. What stands beside a stream stays folded. */
export function verticesOf(graph: Graph, scope: Scope, { depth = 1, folded = [] }: DiagramOptions): Vertex[] {
  const level = levelOf(scope)
  const closed = new Set(folded)
  const isOpen = (inner: Scope) => levelOf(inner) - level < depth && !closed.has(inner.path)
  for (const stream of streamsOf(scope, contract(graph, scope, isOpen)))
    for (const stop of flattened(stream.stops))
      if (stop.kind === 'aside' && stop.vertex.kind === 'operation') closed.add(stop.vertex.scope.path)
  return contract(graph, scope, isOpen)
}

type Stops = ReturnType<typeof streamsOf>[number]['stops']
const flattened = (stops: Stops): Stops[number][] =>
  stops.flatMap((stop) => (stop.kind === 'group' ? flattened(stop.stops) : [stop]))

const levelOf = (scope: Scope): number => (scope.parent === undefined ? 0 : 1 + levelOf(scope.parent))

/** The opened part directly below a base in which a vertex stands. A folded part stands in the one around it. */
const partOf =
  (base: Scope) =>
  (vertex: Vertex): Scope | undefined => {
    let at = vertex.kind === 'fold' ? vertex.scope.parent : vertex.scope
    if (at === undefined || at === base || !within(at, base) || carriesStream(at)) return undefined
    while (at.parent !== undefined && at.parent !== base) at = at.parent
    return nodesOf(at).length > 0 ? at : undefined
  }

const framed = (items: readonly Item[], width: number, height: number, margin: number): Drawing => ({
  width: width + 2 * margin,
  height: height + 16,
  items: items.map((item) => moved(item, margin, 8)),
})

function wordsOf(scope: Scope, twin: readonly Row[]): { title: string; description: string } {
  const name = scope.name === '' ? 'the whole model' : spoken(scope.name)
  return {
    title: `Computation diagram of ${name}`,
    description: `Top to bottom: ${twin.map((row) => row.words).join('; ')}.`,
  }
}
