import { words, type Run } from '../lettering.ts'
import { mathRuns } from '../mathtext.ts'
import { layOutStops, rightOf, type Laid, type Setting } from './laid.ts'
import { drawAside, drawBranch, drawEnd, drawNorm, drawStart, drawStation, joinAsides, type Pen } from './pen.ts'
import { boundsOf, letters, moved, path, type Box, type Item, type Place } from './scene.ts'
import { spoken } from './scopes.ts'
import type { Stop, Stream } from './stops.ts'
import type { Style } from './style.ts'
import { axesRuns, joined } from './text.ts'
import type { Vertex } from './vertices.ts'

/** A drawing with the left upper corner at 0, 0. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
}

/** A stream that is drawn, with the places where a line to or from another stream can join it. */
export interface DrawnStream extends Drawing {
  readonly stream: Stream
  /** Its lower end. */
  readonly end: Place
  /** The boxes of the folded parts that stand on it. */
  readonly stations: ReadonlyMap<Vertex, Box>
}

/** A residual stream from top to bottom with everything that branches off it. */
export async function drawStream(stream: Stream, setting: Setting): Promise<DrawnStream> {
  const { style, scope, outputName } = setting
  const stops = await layOutStops(stream.stops, scope, stream, setting)
  const pen: Pen = {
    stream: 0,
    body: 0,
    from: undefined,
    to: 0,
    items: [],
    ground: [],
    right: Math.max(...stops.map((stop) => rightOf(stop, style))),
    shape: axesRuns(stream.exit.node.axes, style),
    result: outputName(stream.exit),
    waiting: [],
    stations: new Map(),
  }
  if (!beginsHere(stream.stops[0]!, stream)) enter(stream, pen, style)
  for (const stop of stops) draw(stop, pen, style, 0)
  leave(stream, pen, setting)
  const line = path('stream', [
    [style.stream, pen.from ?? 0],
    [style.stream, pen.to],
  ])
  const { dx, ...drawing } = atOrigin([...pen.ground, line, ...pen.items], pen.right, Math.max(pen.stream, pen.body))
  const stations = new Map([...pen.stations].map(([vertex, box]) => [vertex, { ...box, x: box.x + dx }]))
  return { ...drawing, stream, end: [style.stream + dx, pen.to], stations }
}

/** Whether the stream has its beginning in the figure: in embeddings, or in a folded part that has its own. */
function beginsHere(first: Stop, stream: Stream): boolean {
  if (first.kind === 'group') return beginsHere(first.stops[0]!, stream)
  return first.kind === 'start' || (first.kind === 'bead' && stream.entry === undefined)
}

/** The stream as it comes from above. */
function enter({ entry }: Stream, pen: Pen, style: Style): void {
  const name = entry?.name === undefined ? [] : mathRuns(entry.name, style.formula)
  pen.items.push(letters(style.stream + 16, 22, joined(name, streamRuns(pen, style), 8)))
  pen.from = 0
  pen.stream = pen.body = 42
}

function draw(stop: Laid, pen: Pen, style: Style, depth: number): void {
  switch (stop.kind) {
    case 'norm':
      return drawNorm(stop.vertex, pen, style)
    case 'station':
      if (stop.place === 'end') nameEnd(pen, style)
      drawStation(stop, pen, style)
      if (stop.place === 'start') nameStart(pen, style)
      return
    case 'aside':
      return drawAside(stop, pen, style)
    case 'branch':
      return drawBranch(stop, pen, style)
    case 'start':
      drawStart(stop.body, pen, style)
      return nameStart(pen, style)
    case 'end':
      nameEnd(pen, style)
      return drawEnd(stop.body, pen, style)
    case 'group':
      return drawGroup(stop, pen, style, depth)
  }
}

/** An opened part through which the stream runs: its name above, what it costs below, everything else between. */
function drawGroup({ title, total, stops }: Laid & { kind: 'group' }, pen: Pen, style: Style, depth: number): void {
  const inset = depth * style.inset
  const right = pen.right - inset
  const top = Math.max(pen.stream, pen.body) + (depth > 0 || pen.stream > 60 ? 12 : 0)
  const at = pen.ground.length
  joinAsides(pen, top)
  pen.items.push(letters(right - style.margin, top + 26, title, 'end'))
  pen.stream = pen.body = top + 24
  for (const inner of stops) draw(inner, pen, style, depth + 1)
  const bottom = Math.max(pen.stream, pen.body) + (total.length > 0 ? 46 : 16)
  pen.items.push(...(total.length > 0 ? [letters(right - style.margin, bottom - 16, total, 'end')] : []))
  pen.ground.splice(at, 0, {
    kind: 'rect',
    role: 'group',
    x: inset,
    y: top,
    width: right - inset,
    height: bottom - top,
  })
  pen.stream = pen.body = bottom + 10
  pen.to = bottom
}

/** What the stream is called where it begins. */
function nameStart(pen: Pen, style: Style): void {
  const y = Math.max(pen.stream, pen.body)
  pen.items.push(letters(style.stream + 16, y + 22, streamRuns(pen, style)))
  pen.stream = pen.body = pen.to = y + 30
}

/** What the model calls the end of the stream, where something else reads it too. */
function nameEnd(pen: Pen, style: Style): void {
  if (pen.result === undefined) return
  const y = Math.max(pen.stream, pen.body)
  pen.items.push(letters(style.stream + 16, y + 24, joined([words(pen.result, style.label, 'quiet')], pen.shape, 10)))
  pen.stream = pen.body = pen.to = y + 32
}

/** What becomes of the stream below its last stop. */
function leave(stream: Stream, pen: Pen, { style, scope, next }: Setting): void {
  if (stream.stops.at(-1)!.kind === 'end') return
  const name = scope.loop ? `to the next ${spoken(scope.name)}` : (pen.result ?? next(stream.exit))
  const y = Math.max(pen.stream, pen.body)
  if (name !== undefined) {
    const runs = joined([words(name, style.label, 'quiet')], pen.shape, 10)
    pen.items.push(letters(style.stream + 16, y + 28, runs))
  }
  pen.to = pen.stream = y + 38
}

const streamRuns = (pen: Pen, style: Style): Run[] =>
  joined(
    [words(style.name === 'wide' ? 'the residual stream' : 'residual stream', style.label, 'quiet')],
    pen.shape,
    10,
  )

/** Moved to the right if anything reaches beyond the left edge. */
function atOrigin(items: readonly Item[], width: number, height: number): Drawing & { readonly dx: number } {
  const bounds = boundsOf(items)
  const left = Math.min(0, Math.floor(bounds.x))
  const right = Math.max(width, Math.ceil(bounds.x + bounds.width))
  return { width: right - left, height, items: items.map((item) => moved(item, -left, 0)), dx: -left }
}
