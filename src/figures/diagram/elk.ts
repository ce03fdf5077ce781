import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js'
import type { Place } from './scene.ts'
import type { Style } from './style.ts'

/** What is to be laid out, in pixels: boxes with places for lines on their upper and lower edges. */
export interface Plan {
  readonly boxes: readonly PlannedBox[]
  readonly lines: readonly { readonly from: Dock; readonly to: Dock }[]
}

export interface PlannedBox {
  readonly id: string
  readonly width: number
  readonly height: number
  /** Where lines arrive and leave, from its left edge. */
  readonly arrivals: readonly number[]
  readonly departures: readonly number[]
  /** In the first row or the last, whatever else. */
  readonly row?: 'FIRST' | 'LAST' | undefined
}

export interface Dock {
  readonly box: string
  readonly index: number
}

export interface Arranged {
  readonly width: number
  readonly height: number
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>
  /** The course of each line, in the order of the plan. */
  readonly lines: readonly (readonly Place[])[]
}

/**
 * Arranges boxes in layers from top to bottom with lines at right angles (ELK Layered, Schulze et al. 2014). The options
 * are fixed and the algorithm has no chance in it, so the same plan gives the same picture everywhere. The first placement
 * that stays within `room` is taken, or the first that nearly does; if none does, the same is tried with other layers, and
 * at last the narrowest is taken.
 */
export async function arrange(plan: Plan, style: Style, room: number): Promise<Arranged> {
  const tried: Arranged[] = []
  for (const layers of layerings) {
    const placed: Arranged[] = []
    for (const placement of placements) {
      const arranged = await arrangeBy({ ...layers, ...placement }, plan, style)
      if (arranged.width <= room) return arranged
      placed.push(arranged)
    }
    const near = placed.find(({ width }) => width <= room + tolerance)
    if (near !== undefined) return near
    tried.push(...placed)
  }
  return tried.toSorted((a, b) => a.width - b.width)[0]!
}

const elk = new ELK()

/** By how many pixels a figure may be too wide, and then be shown a little smaller, before straight lines are given up. */
const tolerance = 40

/** ELK's ways of placing the boxes of a layer: from that with the fewest bends to that which needs the least room. */
const placements: readonly Record<string, string>[] = [
  { 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF' },
  { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', 'elk.layered.nodePlacement.favorStraightEdges': 'false' },
  { 'elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS' },
  { 'elk.layered.nodePlacement.strategy': 'SIMPLE' },
]

/** And of making layers: every box as far up as it can be, or as far down, or few in each. */
const layerings: readonly Record<string, string>[] = [
  { 'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE' },
  { 'elk.layered.layering.strategy': 'LONGEST_PATH' },
  { 'elk.layered.layering.strategy': 'COFFMAN_GRAHAM', 'elk.layered.layering.coffmanGraham.layerBound': '3' },
]

async function arrangeBy(placement: Record<string, string>, plan: Plan, style: Style): Promise<Arranged> {
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: { ...options(style), ...placement },
    children: plan.boxes.map(elkBox),
    edges: plan.lines.map(({ from, to }, i): ElkExtendedEdge => ({
      id: `line ${i}`,
      sources: [`${from.box} out ${from.index}`],
      targets: [`${to.box} in ${to.index}`],
    })),
  }
  const done = await layOut(graph)
  return {
    width: done.width!,
    height: done.height!,
    at: new Map(done.children!.map(({ id, x, y }) => [id, { x: x!, y: y! }])),
    lines: done.edges!.map(courseOf),
  }
}

/** By what was asked: a part of a model is drawn in more than one post, and this is what takes the time. */
const layouts = new Map<string, Promise<ElkNode>>()

function layOut(graph: ElkNode): Promise<ElkNode> {
  const key = JSON.stringify(graph)
  const layout = layouts.get(key) ?? elk.layout(graph)
  layouts.set(key, layout)
  return layout
}

function options(style: Style): Record<string, string> {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': 'DOWN',
    'elk.edgeRouting': 'ORTHOGONAL',
    'elk.randomSeed': '1',
    'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    'elk.spacing.nodeNode': `${style.beside}`,
    'elk.spacing.edgeNode': style.name === 'wide' ? '16' : '6',
    'elk.spacing.edgeEdge': style.name === 'wide' ? '14' : '8',
    'elk.layered.spacing.nodeNodeBetweenLayers': `${style.below}`,
    'elk.layered.spacing.edgeNodeBetweenLayers': '12',
    'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    'elk.layered.thoroughness': '20',
  }
}

function elkBox({ id, width, height, arrivals, departures, row }: PlannedBox): ElkNode {
  const port = (side: 'NORTH' | 'SOUTH', x: number, i: number, y: number) => ({
    id: `${id} ${side === 'NORTH' ? 'in' : 'out'} ${i}`,
    x,
    y,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  })
  return {
    id,
    width,
    height,
    ports: [
      ...arrivals.map((x, i) => port('NORTH', x, i, 0)),
      ...departures.map((x, i) => port('SOUTH', x, i, height)),
    ],
    layoutOptions: {
      'elk.portConstraints': 'FIXED_POS',
      ...(row && { 'elk.layered.layering.layerConstraint': row }),
    },
  }
}

function courseOf({ sections }: ElkExtendedEdge): Place[] {
  const [section] = sections!
  const { startPoint, bendPoints = [], endPoint } = section!
  return [startPoint, ...bendPoints, endPoint].map(({ x, y }) => [x, y] as const)
}
