import { isScope, polynomial, type Bindings, type Graph, type Scope } from '../../engine/index.ts'
import { line, single, words } from '../lettering.ts'
import { el, type Svg } from '../svg.ts'
import { numberRun, type Numbers } from './numbers.ts'
import { carriesStream, spoken } from './scopes.ts'

const [step, stream, tick, indent] = [30, 6, 10, 16]

/** The id of the section that explains a part, if there is one. */
export type SectionOf = (path: string) => string | undefined

/**
 * The model as a map, to show where on it a section is: each residual stream from top to bottom with a stop for each part.
 * A stop leads to the section that explains it, and carries `data-scope`; a script gives the current ones the class `on`.
 */
export function locatorMap(graph: Graph, bindings: Bindings, sectionOf: SectionOf): Svg {
  const [ground, lines, stops]: [Svg[], Svg[], Svg[]] = [[], [], []]
  const stacks = partsOf(graph.root).filter(carriesStream)
  let [y, from] = [4, 0]
  const endStream = (): void => {
    lines.push(el('path', { class: 'stream', d: `M${stream} ${from}V${y - 2}` }))
    from = y + 8
    y += 12
  }
  const draw = (scope: Scope, depth: number): void => {
    if (!carriesStream(scope)) {
      const branches = scope.parent?.loop !== undefined
      if (branches) lines.push(el('path', { class: 'edge', d: `M${stream} ${y + tick / 2}h${indent}` }))
      stops.push(stop(scope, branches ? stream + indent : stream, y, sectionOf))
      y += step
      return
    }
    const [top, at] = [y, ground.length]
    stops.push(heading(scope, y, { graph, bindings, show: 'none' }, sectionOf))
    y += 30
    for (const part of partsOf(scope)) draw(part, depth + 1)
    y -= 4
    const x = 6 * depth - 8
    ground.splice(at, 0, el('rect', { class: 'group', x, y: top, width: 112 - x, height: y - top, rx: 4 }))
    y += 8
    // A model of two stacks has two streams: the first ends where its stack does.
    if (stacks.includes(scope) && scope !== stacks.at(-1)) endStream()
  }
  for (const part of partsOf(graph.root)) draw(part, 0)
  y += tick + 4 - step
  endStream()
  const frame = { viewBox: `0 0 112 ${y}`, width: 112, height: y }
  const said = { role: 'group', 'aria-label': 'Map of the model' }
  return el('svg', { class: 'locator-map', ...frame, ...said }, ...ground, ...lines, ...stops)
}

/** The same in one line, for a narrow screen: a tick for each part. */
export function locatorStrip(graph: Graph): Svg {
  const parts = stopsIn(graph.root)
  const gap = 128 / parts.length
  const ticks = parts.map(({ path }, i) =>
    el('g', { 'data-scope': path }, tickAt(Math.round(gap * (i + 0.5)), 5, tick - 1)),
  )
  const line = el('path', { class: 'stream', d: 'M0 10H128' })
  const frame = { viewBox: '0 0 128 20', width: 128, height: 20 }
  return el('svg', { class: 'locator-strip', ...frame, 'aria-hidden': 'true' }, line, ...ticks)
}

/** The parts that stand or branch off the stream, in the order of the data. */
const stopsIn = (scope: Scope): Scope[] =>
  partsOf(scope).flatMap((part) => (carriesStream(part) ? stopsIn(part) : [part]))

const partsOf = (scope: Scope): Scope[] => scope.items.filter(isScope)

function stop(scope: Scope, x: number, y: number, sectionOf: SectionOf): Svg {
  const label = single(x + tick / 2 + 8, y + 9, 'start', words(spoken(scope.name), 11.5))
  return leading(scope, sectionOf, tickAt(x, y, tick), label)
}

/** The mark of a part, a link where a section explains it. Its name is said with what it is part of: a map repeats names. */
function leading({ path }: Scope, sectionOf: SectionOf, ...mark: readonly Svg[]): Svg {
  const id = sectionOf(path)
  if (id === undefined) return el('g', { 'data-scope': path }, ...mark)
  const name = path.split('/').map(spoken).join(', ')
  return el('a', { href: `#${id}`, 'data-scope': path, 'aria-label': name }, ...mark)
}

const tickAt = (x: number, y: number, size: number): Svg =>
  el('rect', { class: 'tick', x: x - size / 2, y, width: size, height: size, rx: 1.5 })

/** The name of an opened part, and how often a stack repeats it. */
function heading(scope: Scope, y: number, numbers: Numbers, sectionOf: SectionOf): Svg {
  const label = single(stream + 10, y + 17, 'start', words(spoken(scope.name), 11.5))
  const symbol = polynomial.print(scope.times)
  const color = `dim-${symbol}`
  const times = [words('×', 11.5, color), numberRun(scope.times, numbers, 11.5, { class: color })]
  return leading(scope, sectionOf, label) + (symbol === '1' ? '' : line(104, y + 17, 'end', times))
}
