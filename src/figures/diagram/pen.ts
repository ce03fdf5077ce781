import { widthOf, words, type Run } from '../lettering.ts'
import type { Body } from './body.ts'
import type { Laid } from './laid.ts'
import { moved, path, letters, radius, type Box, type Item, type Place } from './scene.ts'
import type { Style } from './style.ts'
import { axesRuns } from './text.ts'
import type { Vertex } from './vertices.ts'

/** Where the next thing can stand: beside the stream and on it. */
export interface Pen {
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
  /** What stands beside the stream and is read by what comes next. */
  readonly waiting: { readonly from: Place; readonly runs: readonly Run[] }[]
  /** The folded parts on the stream, each with its box. */
  readonly stations: Map<Vertex, Box>
}

/** A norm on the stream itself. Beside it there is no room for more than its initials on a phone. */
export function drawNorm(vertex: Vertex, pen: Pen, style: Style): void {
  const initials = vertex.label.startsWith('layer') ? 'LN' : 'RMS'
  const text = style.name === 'wide' ? vertex.label : initials
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
export function drawStation({ vertex, body, place }: Laid & { kind: 'station' }, pen: Pen, style: Style): void {
  const core = body.cores[0]!
  const sheets = vertex.kind === 'fold' && vertex.scope.loop !== undefined ? [10, 5] : []
  const y = Math.max(pen.stream + (place === 'start' ? 4 : 26), pen.body + 12)
  const [dx, dy] = [style.stream - style.bead - core.x, y]
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
  pen.stations.set(vertex, { ...core, x: core.x + dx, y: core.y + dy })
  const bottom = dy + core.y + core.height
  pen.from ??= bottom
  pen.to = place === 'end' ? dy + core.y : bottom
  pen.stream = bottom + (sheets[0] ?? 0)
  pen.body = dy + body.height + (sheets[0] ?? 0)
}

/** Something beside the stream that is read by what comes next. */
export function drawAside({ vertex, body }: Laid & { kind: 'aside' }, pen: Pen, style: Style): void {
  const y = Math.max(pen.body, pen.stream) + 18
  const core = body.cores[0]!
  pen.items.push(...body.items.map((item) => moved(item, style.branches, y)))
  pen.body = y + body.height + 14
  pen.stream = Math.max(pen.stream, pen.body - 20)
  const from: Place = [style.branches + core.x + 26, y + core.y + core.height]
  pen.waiting.push({ from, runs: axesRuns(vertex.node.axes, style) })
}

/** Draws the lines of what stands beside the stream down to y. */
export function joinAsides(pen: Pen, y: number): void {
  for (const { from, runs } of pen.waiting.splice(0))
    pen.items.push(path('edge', [from, [from[0], y]], true), letters(from[0] + 8, from[1] + 17, runs))
}

/** What branches off the stream, and where it is added back: from the left of its last box, or from below. */
export function drawBranch({ stop, body }: Laid & { kind: 'branch' }, pen: Pen, style: Style): void {
  const { x, top } = leave(body, pen, style)
  const joints = stop.sums.map(({ sum }, i) => ({ sum, core: body.exits[i]! })).sort((a, b) => a.core.x - b.core.x)
  let level = top + body.height
  for (const { sum, core } of joints) {
    const isEntry = body.entry?.[0] === core.x && body.entry[1] === core.y + core.height / 2
    const down = isEntry || joints.length > 1
    if (down) level += level === top + body.height ? 18 : 34
    const y = down ? level : top + core.y + core.height / 2
    const middle = x + core.x + core.width / 2
    const start: Place[] = down
      ? [
          [middle, top + core.y + core.height],
          [middle, y],
        ]
      : [[x + core.x, y]]
    const shape = axesRuns(sum.node.axes, style)
    pen.items.push(path('edge', [...start, [style.stream + radius.sum, y]], true))
    if (x + core.x - style.stream > widthOf(shape) + 32) pen.items.push(letters(style.stream + 24, y - 8, shape))
    pen.items.push({
      kind: 'mark',
      scope: sum.scope.path,
      name: sum.node.name,
      items: [{ kind: 'sum', x: style.stream, y }],
    })
    pen.to = pen.stream = y + radius.sum
  }
  pen.body = level
}

/** Draws what leaves the stream for a body, and puts the body in its place. */
function leave(body: Body, pen: Pen, style: Style): { x: number; top: number; y: number } {
  const x = style.branches
  const shape = body.read === undefined ? [] : axesRuns(body.read.axes, style)
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
  return { x, top, y }
}

/** The body whose result is the beginning of the stream. */
export function drawStart(body: Body, pen: Pen, style: Style): void {
  const top = pen.body + 6
  const x = style.branches
  const core = body.exits[0]!
  const y = top + core.y + core.height / 2
  pen.items.push(...body.items.map((item) => moved(item, x, top)))
  const course: Place[] = [
    [x + core.x, y],
    [style.stream + radius.branch, y],
  ]
  pen.items.push(path('edge', course, true))
  pen.items.push({ kind: 'branch', x: style.stream, y })
  pen.from = y
  pen.stream = pen.to = y + radius.branch
  pen.body = top + body.height
}

/** What reads the end of the stream. */
export function drawEnd(body: Body, pen: Pen, style: Style): void {
  const { top, y } = leave(body, pen, style)
  pen.to = y
  pen.stream = y + 10
  pen.body = top + body.height
}
