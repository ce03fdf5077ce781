import { names, type Scope } from '../../engine/index.ts'
import { shapeRuns, widthOf, words, type Run } from '../lettering.ts'
import { mathRuns } from '../mathtext.ts'
import { spoken } from './scopes.ts'
import { layOut, roomOf, type Body } from './body.ts'
import { numberRun, timesRuns, totalOf, type Numbers } from './numbers.ts'
import { boundsOf, letters, moved, path, radius, type Item, type Place } from './scene.ts'
import { ancestors, type Stop, type Stream } from './stops.ts'
import type { Style } from './style.ts'
import type { Flow, Vertex } from './vertices.ts'

/** A drawing with the left upper corner at 0, 0. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
}

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
}

/** A residual stream from top to bottom with everything that branches off it. */
export async function drawStream(stream: Stream, setting: Setting): Promise<Drawing> {
  const { style, scope } = setting
  const stops = await layOutStops(stream.stops, scope, stream, setting)
  const right = Math.max(...stops.map((stop) => rightOf(stop, style)))
  const first = stream.stops[0]!
  const enters =
    first.kind !== 'start' && !(first.kind === 'bead' && stream.entry === undefined) && !startsWithin(first)
  const shape = shapeRuns(names(stream.exit.node.axes), style.shape, style.name === 'narrow')
  const result = setting.outputName(stream.exit)
  const pen: Pen = { stream: 0, body: 0, items: [], ground: [], from: undefined, to: 0, right, shape, result }
  if (enters) {
    const name = stream.entry?.name
    const runs = [...(name ? [...mathRuns(name, style.formula), gap(8)] : []), ...streamRuns(shape, style)]
    pen.items.push(letters(style.stream + 16, 22, runs))
    pen.from = 0
    pen.stream = pen.body = 42
  }
  for (const stop of stops) draw(stop, pen, setting, 0)
  finish(stream, pen, setting)
  const height = Math.max(pen.stream, pen.body)
  const line =
    pen.from === undefined
      ? []
      : [
          path('stream', [
            [style.stream, pen.from],
            [style.stream, pen.to],
          ]),
        ]
  return atOrigin([...pen.ground, ...line, ...pen.items], right, height)
}

/** Moved to the right if anything reaches beyond the left edge. */
function atOrigin(items: readonly Item[], width: number, height: number): Drawing {
  const left = Math.min(0, Math.floor(boundsOf(items).x))
  const right = Math.max(width, Math.ceil(boundsOf(items).x + boundsOf(items).width))
  return { width: right - left, height, items: items.map((item) => moved(item, -left, 0)) }
}

type Laid =
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

/** Where the next thing can stand: beside the stream and on it. */
interface Pen {
  stream: number
  body: number
  /** The stream's own ends. */
  from: number | undefined
  to: number
  readonly items: Item[]
  /** What lies below everything else. */
  readonly ground: Item[]
  readonly right: number
  /** The shape of the stream, and what the model calls its end, if anything. */
  readonly shape: readonly Run[]
  readonly result: string | undefined
}

async function layOutStops(stops: readonly Stop[], base: Scope, stream: Stream, setting: Setting): Promise<Laid[]> {
  const { style, numbers, partOf, outputName } = setting
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
      const title = [
        words(spoken(stop.scope.name), style.label),
        ...spaced(timesRuns(stop.scope, numbers, style.label + 1)),
      ]
      laid.push({ kind: 'group', scope: stop.scope, stops: inner, title, total: totalRuns(stop.scope, setting) })
    } else if (stop.kind === 'aside') {
      laid.push({ ...stop, body: await layOut(content([stop.vertex]), style, numbers) })
    } else if (stop.kind === 'bead') {
      const vertex = { ...stop.vertex, flows: stop.vertex.flows.filter(({ from }) => !asides.has(from)) }
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
    const fits = body.width <= roomOf(style)
    if (fits || stop.sums.length === 1) return [{ kind: 'branch', stop, body }]
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

type Branch = Stop & { readonly kind: 'branch' }

const isLast = (vertex: Vertex, body: readonly Vertex[]): boolean =>
  !body.some(({ flows }) => flows.some(({ from }) => from === vertex))

function draw(stop: Laid, pen: Pen, setting: Setting, depth: number): void {
  const { style } = setting
  switch (stop.kind) {
    case 'norm':
      return drawNorm(stop.vertex, pen, style)
    case 'station':
      if (stop.place === 'end') nameEnd(pen, setting)
      drawStation(stop, pen, style)
      if (stop.place === 'start') nameStart(pen, setting)
      return
    case 'aside':
      return drawAside(stop, pen, style)
    case 'branch':
      return drawBranch(stop, pen, style)
    case 'start':
      drawStart(stop.body, pen, style)
      return nameStart(pen, setting)
    case 'end':
      nameEnd(pen, setting)
      return drawEnd(stop.body, pen, style)
    case 'group': {
      const inset = depth * (style.name === 'wide' ? 12 : 4)
      const top = Math.max(pen.stream, pen.body) + (depth > 0 || pen.stream > 60 ? 12 : 0)
      joinAsides(pen, top)
      pen.items.push(letters(pen.right - inset - (style.name === 'wide' ? 20 : 10), top + 26, stop.title, 'end'))
      pen.stream = top + 34
      pen.body = top + 34
      const at = pen.ground.length
      for (const inner of stop.stops) draw(inner, pen, setting, depth + 1)
      let bottom = Math.max(pen.stream, pen.body) + 16
      if (stop.total.length > 0) {
        bottom += 30
        pen.items.push(letters(pen.right - inset - (style.name === 'wide' ? 20 : 10), bottom - 16, stop.total, 'end'))
      }
      const box = { x: inset, y: top, width: pen.right - 2 * inset, height: bottom - top }
      pen.ground.splice(at, 0, { kind: 'rect', role: 'group', ...box })
      pen.stream = pen.body = bottom + 10
      pen.to = bottom
    }
  }
}

/** What the stream is called where it begins. */
function nameStart(pen: Pen, { style }: Setting): void {
  const y = Math.max(pen.stream, pen.body)
  pen.items.push(letters(style.stream + 16, y + 22, streamRuns(pen.shape, style)))
  pen.stream = pen.body = pen.to = y + 30
}

/** What the model calls the end of the stream, where something else reads it too. */
function nameEnd(pen: Pen, { style }: Setting): void {
  if (pen.result === undefined) return
  const y = Math.max(pen.stream, pen.body)
  pen.items.push(letters(style.stream + 16, y + 24, [words(pen.result, style.label, 'quiet'), ...spaced(pen.shape)]))
  pen.stream = pen.body = pen.to = y + 32
}

function drawNorm(vertex: Vertex, pen: Pen, style: Style): void {
  const layer = vertex.label.startsWith('layer')
  const text = style.name === 'wide' ? vertex.label : layer ? 'LN' : 'RMS'
  const runs = [words(text, style.name === 'wide' ? 12 : 11)]
  const [width, height] = [widthOf(runs) + (style.name === 'wide' ? 14 : 8), 22]
  const y = pen.stream + 12
  pen.items.push({
    kind: 'mark',
    scope: vertex.scope.path,
    name: undefined,
    items: [
      { kind: 'rect', role: 'norm', x: style.stream - width / 2, y, width, height },
      letters(style.stream, y + 15, runs, 'middle'),
    ],
  })
  pen.stream = y + height
  pen.to = pen.stream
}

/** A folded part on the stream itself; a stack of blocks shows its edges. */
function drawStation({ vertex, body, place }: Laid & { kind: 'station' }, pen: Pen, style: Style): void {
  const core = body.cores[0]!
  const sheets = vertex.kind === 'fold' && vertex.scope.loop !== undefined ? [10, 5] : []
  const y = Math.max(pen.stream + (place === 'start' ? 4 : 26), pen.body + 12)
  const [dx, dy] = [style.stream - (style.name === 'wide' ? 36 : 16) - core.x, y]
  joinAsides(pen, dy + core.y)
  for (const off of sheets)
    pen.items.push({
      kind: 'rect',
      role: 'sheet',
      x: core.x + dx + off,
      y: core.y + dy + off,
      width: core.width - 2 * off,
      height: core.height,
    })
  pen.items.push(...body.items.map((item) => moved(item, dx, dy)))
  const bottom = dy + core.y + core.height
  pen.from ??= bottom
  pen.to = place === 'end' ? dy + core.y : bottom
  pen.stream = bottom + (sheets[0] ?? 0)
  pen.body = dy + body.height + (sheets[0] ?? 0)
}

/** Something beside the stream that is read by what comes next. */
function drawAside({ vertex, body }: Laid & { kind: 'aside' }, pen: Pen, style: Style): void {
  const y = Math.max(pen.body, pen.stream) + 18
  const x = style.branches
  const core = body.cores[0]!
  pen.items.push(...body.items.map((item) => moved(item, x, y)))
  const from: Place = [x + core.x + 26, y + core.y + core.height]
  pen.body = y + body.height + 14
  pen.stream = Math.max(pen.stream, pen.body - 20)
  pendingOf(pen).push({ from, runs: shapeRuns(names(vertex.node.axes), style.shape, style.name === 'narrow') })
}

/** Draws the lines of what stands beside the stream down to y. */
function joinAsides(pen: Pen, y: number): void {
  for (const { from, runs } of pendingOf(pen).splice(0))
    pen.items.push(path('edge', [from, [from[0], y]], true), letters(from[0] + 8, from[1] + 17, runs))
}

const pending = new WeakMap<Pen, { from: Place; runs: readonly Run[] }[]>()
function pendingOf(pen: Pen): { from: Place; runs: readonly Run[] }[] {
  const known = pending.get(pen) ?? []
  pending.set(pen, known)
  return known
}

function drawBranch({ stop, body }: Laid & { kind: 'branch' }, pen: Pen, style: Style): void {
  const shape = shapeRuns(names(stop.sums[0]!.sum.node.axes), style.shape, style.name === 'narrow')
  const { x, top } = leave(body, pen, style)
  const entered = body.entry !== undefined
  const bottoms = top + body.height
  let level = bottoms
  const order = body.exits.map((core, i) => ({ core, sum: stop.sums[i]! })).sort((a, b) => a.core.x - b.core.x)
  order.forEach(({ core }, i) => {
    const left = [x + core.x, top + core.y + core.height / 2] as const
    const isEntry = entered && body.entry![1] === core.y + core.height / 2 && body.entry![0] === core.x
    const down = isEntry || order.length > 1
    const y = down ? (level += i === 0 ? 18 : 26) : left[1]
    const start: Place[] = down
      ? [
          [x + core.x + core.width / 2, top + core.y + core.height],
          [x + core.x + core.width / 2, y],
        ]
      : [left]
    pen.items.push(path('edge', [...start, [style.stream + radius.sum, y]], true))
    if ((down ? x + core.x : start[0]![0]) - style.stream > widthOf(shape) + 32)
      pen.items.push(letters(style.stream + 24, y - 8, shape))
    pen.items.push({
      kind: 'mark',
      scope: order[i]!.sum.sum.scope.path,
      name: order[i]!.sum.sum.node.name,
      items: [{ kind: 'sum', x: style.stream, y }],
    })
    pen.stream = y + radius.sum
  })
  pen.body = Math.max(bottoms, level)
  pen.to = pen.stream
}

/** Draws what leaves the stream for a body, and puts the body in its place. */
function leave(body: Body, pen: Pen, style: Style): { x: number; top: number } {
  const x = style.branches
  const shape = body.read === undefined ? [] : shapeRuns(names(body.read.axes), style.shape, style.name === 'narrow')
  const [entryX, entryY] = body.entry ?? [Math.max(0, ...body.drops), 0]
  const top = body.entry ? Math.max(pen.body + 20, pen.stream + 34 - entryY) : Math.max(pen.body + 22, pen.stream + 30)
  const y = top + entryY
  if (body.entry !== undefined || body.drops.length > 0) {
    const course: Place[] = [
      [style.stream, y],
      [x + entryX, y],
    ]
    pen.items.push(path('edge', course, body.entry !== undefined), { kind: 'branch', x: style.stream, y })
    // Above a line to several marks there is nothing; a single mark stands at the end of its line.
    if (!body.entry || x + entryX - style.stream > widthOf(shape) + 30)
      pen.items.push(letters(style.stream + 16, y - 8, shape))
  }
  pen.items.push(...body.items.map((item) => moved(item, x, top)))
  return { x, top }
}

/** The body whose result is the beginning of the stream. */
function drawStart(body: Body, pen: Pen, style: Style): void {
  const top = pen.body + 6
  const x = style.branches
  const core = body.exits[0]!
  const y = top + core.y + core.height / 2
  pen.items.push(...body.items.map((item) => moved(item, x, top)))
  pen.items.push(
    path(
      'edge',
      [
        [x + core.x, y],
        [style.stream + radius.branch, y],
      ],
      true,
    ),
  )
  pen.items.push({ kind: 'branch', x: style.stream, y })
  pen.from = y
  pen.stream = pen.to = y + radius.branch
  pen.body = top + body.height
}

function drawEnd(body: Body, pen: Pen, style: Style): void {
  const before = pen.items.length
  const { top } = leave(body, pen, style)
  const dot = pen.items.slice(before).find((item) => item.kind === 'branch')
  if (dot?.kind === 'branch') pen.to = dot.y
  pen.stream = Math.max(pen.stream, pen.to + 10)
  pen.body = top + body.height
}

/** What becomes of the stream below its last stop. */
function finish(stream: Stream, pen: Pen, setting: Setting): void {
  const { style, scope } = setting
  const last = stream.stops.at(-1)!
  const next =
    scope.loop === undefined ? (pen.result ?? setting.next(stream.exit)) : `to the next ${spoken(scope.name)}`
  if (last.kind === 'end' || next === undefined) {
    if (last.kind !== 'end') {
      pen.to = pen.stream + 26
      pen.stream = pen.to
    }
    return
  }
  const y = Math.max(pen.stream, pen.body) + 14
  pen.items.push(letters(style.stream + 16, y + 14, [words(next, style.label, 'quiet'), ...spaced(pen.shape)]))
  pen.to = y + 24
  pen.stream = pen.to
}

function rightOf(stop: Laid, style: Style): number {
  switch (stop.kind) {
    case 'norm':
      return style.stream + 60
    case 'station': {
      const core = stop.body.cores[0]!
      return style.stream - (style.name === 'wide' ? 36 : 16) - core.x + stop.body.width + 12
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
  const number = numberRun(total, numbers, style.number + 2, Infinity, 'strong')
  return [
    words(scope.loop === undefined ? name : `one ${name}`, style.label),
    { ...number, before: 8 },
    { ...words(unit, style.label), before: 6 },
  ]
}

const streamRuns = (shape: readonly Run[], style: Style): Run[] => [
  words(style.name === 'wide' ? 'the residual stream' : 'residual stream', style.label, 'quiet'),
  ...spaced(shape),
]

const gap = (before: number): Run => ({ text: '\u200b', face: 'sans', size: 10, before })
const spaced = ([first, ...others]: readonly Run[]): Run[] =>
  first === undefined ? [] : [{ ...first, before: 10 }, ...others]

/** Whether the stream begins inside a part: an encoder with its own embeddings. */
function startsWithin(stop: Stop): boolean {
  return stop.kind === 'group' && (stop.stops[0]!.kind === 'start' || startsWithin(stop.stops[0]!))
}
