import type { Drawing, DrawnStream } from './column.ts'
import { moved, path, type Item, type Place } from './scene.ts'
import type { Stop, Stream } from './stops.ts'
import type { Style } from './style.ts'
import type { Vertex } from './vertices.ts'

/** The end of one stream that a folded part of another reads: an encoder's result, and the decoder. */
export interface Bridge {
  readonly from: Vertex
  readonly to: Vertex
}

/** What the folded parts on each stream read of the ends of the others. Parts that stand open say in words what they read. */
export function bridgesOf(streams: readonly Stream[]): Bridge[] {
  return streams.flatMap((stream) => {
    const ends = new Set(streams.flatMap((other) => (other === stream ? [] : other.exit)))
    return beadsOf(stream.stops).flatMap((to) => to.flows.flatMap(({ from }) => (ends.has(from) ? [{ from, to }] : [])))
  })
}

const beadsOf = (stops: readonly Stop[]): Vertex[] =>
  stops.flatMap((stop) => (stop.kind === 'group' ? beadsOf(stop.stops) : stop.kind === 'bead' ? [stop.vertex] : []))

const gap = 40

/** Streams beside each other where there is room, one below the other where there is none, with the bridges between them. */
export function joinStreams(drawings: readonly DrawnStream[], bridges: readonly Bridge[], style: Style): Drawing {
  const across = drawings.reduce((sum, { width }) => sum + width + gap, -gap)
  const beside = across <= style.width
  // A line between streams that stand below each other runs down a lane at the left.
  const lane = !beside && bridges.length > 0 ? gap / 2 : 0
  const starts = drawings.map((_, i): Place => {
    const before = drawings.slice(0, i).reduce((sum, one) => sum + (beside ? one.width : one.height) + gap, 0)
    return beside ? [before, 0] : [lane, before]
  })
  const items = drawings.flatMap((drawing, i): Item[] => drawing.items.map((item) => moved(item, ...starts[i]!)))
  const lines = bridges.map((bridge) => path('edge', courseOf(bridge), true))
  const reach = (of: 'width' | 'height') =>
    Math.max(...drawings.map((drawing, i) => drawing[of] + starts[i]![of === 'width' ? 0 : 1]))
  return { width: reach('width'), height: reach('height'), items: [...lines, ...items] }

  /** From the end of one stream into the gap between the two, and from there to the left side of the reader. */
  function courseOf({ from, to }: Bridge): Place[] {
    const source = drawings.findIndex(({ stream }) => stream.exit === from)
    const target = drawings.findIndex(({ stations }) => stations.has(to))
    const [[x0, y0], [x1, y1]] = [starts[source]!, starts[target]!]
    const [x, y] = [drawings[source]!.end[0] + x0, drawings[source]!.end[1] + y0]
    const box = drawings[target]!.stations.get(to)!
    const [left, middle] = [box.x + x1, box.y + y1 + box.height / 2]
    const turn = beside ? x1 - gap / 2 : lane / 2
    return [
      [x, y],
      [x, y + 12],
      [turn, y + 12],
      [turn, middle],
      [left, middle],
    ]
  }
}
