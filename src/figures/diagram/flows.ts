import type { Flow, Vertex } from './vertices.ts'

/** Where a tensor comes from, seen from the marks that are laid out together. */
export type Origin = (flow: Flow) => 'here' | 'stream' | 'elsewhere'

/** Which tensors come from above and which hang on the side: what is read from elsewhere beside the data. */
export function sorted(vertex: Vertex, origin: Origin): { main: Flow[]; aside: Flow[] } {
  const { flows, kind, mark } = vertex
  const elsewhere = flows.filter((flow) => origin(flow) === 'elsewhere')
  if (elsewhere.length < flows.length)
    return { main: flows.filter((flow) => origin(flow) !== 'elsewhere'), aside: elsewhere }
  const equal = kind === 'operation' ? mark !== 'soft' : flows.every((flow) => flow.from.mark === 'input')
  return equal ? { main: [...flows], aside: [] } : { main: flows.slice(0, 1), aside: flows.slice(1) }
}

/** The one mark that reads the stream, when it stands above all others: then the line comes from the left. */
export function entryOf(vertices: readonly Vertex[], origin: Origin): Vertex | undefined {
  const readers = vertices.filter(({ flows }) => flows.some((flow) => origin(flow) === 'stream'))
  const [reader] = readers
  if (reader === undefined || readers.length > 1) return undefined
  if (reader.flows.filter((flow) => origin(flow) !== 'elsewhere').length > 1) return undefined
  const below = new Set([reader])
  for (const vertex of vertices) if (vertex.flows.some((flow) => below.has(flow.from))) below.add(vertex)
  const alone = vertices.every(
    (vertex) => below.has(vertex) && sorted(vertex, origin).main.every((flow) => origin(flow) !== 'elsewhere'),
  )
  return alone ? reader : undefined
}

/** The tensors of a mark that others read, each once, in the order in which they are made. */
export function leavingOf(vertex: Vertex, readers: readonly Vertex[]): Flow[] {
  const flows = readers.flatMap((other) => other.flows.filter((flow) => flow.from === vertex))
  return flows
    .filter((flow, i) => flows.findIndex(({ tensor }) => tensor === flow.tensor) === i)
    .toSorted((a, b) => a.tensor.id - b.tensor.id)
}
