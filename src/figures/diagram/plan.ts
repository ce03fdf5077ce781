import type { Node } from '../../engine/index.ts'
import type { Dock, Plan, PlannedBox } from './elk.ts'
import type { Origin } from './flows.ts'
import { resultLabel, sourceLabel, type Label } from './labels.ts'
import type { Drawn } from './marks.ts'
import type { Style } from './style.ts'
import type { Flow, Vertex } from './vertices.ts'

/** A mark that is to be placed, with the lines that come to it from above and the space that it needs there. */
export interface Placed {
  readonly drawn: Drawn
  readonly main: readonly Flow[]
  readonly lead: number
  readonly last: boolean
}

/** What is to be arranged, and what the boxes and lines of the plan stand for. */
export interface Planned extends Plan {
  readonly idOf: (vertex: Vertex) => string
  readonly labels: ReadonlyMap<string, Label>
  /** Where lines come down from the stream. */
  readonly drops: readonly string[]
  /** The marks between which each line runs; none where it comes from the stream or a label, or ends at one. */
  readonly ends: readonly End[]
}

export interface End {
  readonly start: Drawn | 'stream' | undefined
  readonly drawn: Drawn | undefined
  readonly arrival: number
}

export function planOf(
  placed: ReadonlyMap<Vertex, Placed>,
  origin: Origin,
  results: ReadonlyMap<Vertex, string>,
  style: Style,
): Planned {
  const boxes: PlannedBox[] = []
  const lines: { from: Dock; to: Dock }[] = []
  const ends: End[] = []
  const labels = new Map<string, Label>()
  const drops: string[] = []
  const sources = new Map<Node, string>()
  const vertices = [...placed.keys()]
  const idOf = (vertex: Vertex): string => `mark ${vertices.indexOf(vertex)}`

  for (const [vertex, { drawn, main, lead, last }] of placed) {
    main.forEach((flow, index) => {
      lines.push({ from: startOf(flow, vertex), to: { box: idOf(vertex), index } })
      const start = origin(flow) === 'stream' ? 'stream' : placed.get(flow.from)?.drawn
      ends.push({ start, drawn, arrival: drawn.arrivals[index]! })
    })
    const { width, height, arrivals, departures } = drawn
    boxes.push({
      id: idOf(vertex),
      width,
      height: height + lead,
      arrivals,
      departures: [...departures.values()],
      row: last ? 'LAST' : undefined,
    })
    const result = results.get(vertex)
    if (result === undefined) continue
    const to = addLabel(`result ${labels.size}`, resultLabel(vertex, result, style), 'arrivals')
    lines.push({ from: { box: idOf(vertex), index: 0 }, to })
    ends.push({ start: drawn, drawn: undefined, arrival: 0 })
  }
  return { boxes, lines, idOf, labels, drops, ends }

  function startOf(flow: Flow, reader: Vertex): Dock {
    const from = placed.get(flow.from)
    if (from !== undefined) {
      const index = [...from.drawn.departures.keys()].indexOf(flow.tensor)
      return { box: idOf(flow.from), index: Math.max(index, 0) }
    }
    if (origin(flow) === 'stream') {
      const id = `drop ${drops.length}`
      drops.push(id)
      boxes.push({ id, width: 1, height: 1, arrivals: [], departures: [0.5], row: 'FIRST' })
      return { box: id, index: 0 }
    }
    const known = sources.get(flow.tensor)
    if (known !== undefined) return { box: known, index: 0 }
    const id = `source ${sources.size}`
    sources.set(flow.tensor, id)
    return addLabel(id, sourceLabel(flow, reader, style), 'departures')
  }

  function addLabel(id: string, label: Label, side: 'arrivals' | 'departures'): Dock {
    const { width, height } = label
    labels.set(id, label)
    boxes.push({ id, width, height, arrivals: [], departures: [], [side]: [width / 2] })
    return { box: id, index: 0 }
  }
}
