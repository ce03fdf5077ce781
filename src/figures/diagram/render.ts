import { line, single } from '../lettering.ts'
import { digits as n, el, lineAcross, lineDown, picture, shape, type Svg } from '../svg.ts'
import { radius, type Item, type Path, type Place, type Weight } from './scene.ts'
import { spoken } from './scopes.ts'

/** Where the parts and results of a model are explained: ids by part (`block/self-attention`) or by name (`Q`). */
export type Links = Readonly<Record<string, string>>

/** A scene as SVG. */
export function render(
  items: readonly Item[],
  frame: { width: number; height: number; class: string; title: string; description: string },
  links: Links,
): Svg {
  // A part may be drawn as many marks, all of which lead to its section: for the keyboard one is enough.
  const reached = new Set<string>()
  const drawn = (some: readonly Item[]) => some.map((item) => draw(item, links, reached))
  const lines = (['edge', 'hang', 'stream'] as const).map((role) =>
    bundle(
      role,
      items.filter((item): item is Path => item.kind === 'path' && item.role === role),
    ),
  )
  const grounds = drawn(items.filter(isGround))
  const others = drawn(items.filter((item) => !isGround(item) && item.kind !== 'path'))
  return picture({ ...frame, role: reached.size > 0 ? 'group' : 'img' }, ...grounds, ...lines, ...others)
}

const isGround = (item: Item): boolean => item.kind === 'rect' && ['group', 'inner', 'part'].includes(item.role)

function draw(item: Item, links: Links, reached: Set<string>): Svg {
  switch (item.kind) {
    case 'mark': {
      const { scope, name, items } = item
      const id = (name === undefined ? undefined : (links[`${scope}/${name}`] ?? links[name])) ?? links[scope]
      const data = { 'data-scope': scope, 'data-node': name }
      const inner = items.map((inner) => draw(inner, links, reached))
      if (id === undefined) return el('g', data, ...inner)
      // Letters are its name, since a number among them may change.
      const label = items.some(({ kind }) => kind === 'letters')
        ? undefined
        : (name ?? spoken(scope.split('/').at(-1)!))
      const again = reached.has(id) ? -1 : undefined
      reached.add(id)
      return el('a', { href: `#${id}`, tabindex: again, 'aria-label': label, ...data }, ...inner)
    }
    case 'rect': {
      const { x, y, width, height, role } = item
      return el('rect', { class: role, x, y, width, height, rx: role === 'group' || role === 'inner' ? 6 : 3 })
    }
    case 'weight':
      return weight(item)
    case 'letters': {
      const { x, y, anchor, runs } = item
      return runs[1] ? line(x, y, anchor, runs) : single(x, y, anchor, runs[0]!)
    }
    case 'path':
      return bundle(item.role, [item])
    case 'branch':
      return el('circle', { class: 'branch', cx: item.x, cy: item.y, r: radius.branch })
    case 'sum':
    case 'product': {
      const { x, y, kind } = item
      const sign =
        kind === 'sum'
          ? el('path', { class: 'sign', d: `M${n(x - 6)} ${n(y)}h12M${n(x)} ${n(y - 6)}v12` })
          : el('circle', { class: 'branch', cx: x, cy: y, r: 2.5 })
      return el('circle', { class: 'point', cx: x, cy: y, r: radius[kind] }) + sign
    }
  }
}

/** A weight's square; each axis colors its share of the upper or left side. */
function weight({ x, y, width, height, top, left, marked }: Weight): Svg {
  const side = (axis: string, d: string) => el('path', { class: `side dim-${axis[0]}`, d })
  const [wide, high] = [width / top.length, (height - 3) / left.length]
  return [
    el('rect', { class: marked ? 'weight marked' : 'weight', x, y, width, height }),
    ...top.map((axis, i) => side(axis, lineAcross(y + 1.5, x + wide * i, x + wide * (i + 1)))),
    ...left.map((axis, i) => side(axis, lineDown(x + 1.5, y + 3 + high * i, y + 3 + high * (i + 1)))),
  ].join('')
}

/** Lines of one role as one path, so that where they run together they are no darker, and their arrowheads as another. */
function bundle(role: Path['role'], paths: readonly Path[]): Svg {
  const drawn = paths.map(course)
  const all = (part: 'line' | 'head') => drawn.map((own) => own[part])
  return shape(role, all('line')) + shape('arrow', all('head'))
}

/** A line, which ends within its arrowhead, and the arrowhead. */
function course({ points: exactly, arrow }: Path): { line: string; head: string } {
  const points = exactly.map(([x, y]): Place => [Number(n(x)), Number(n(y))])
  const [tip, before] = [points.at(-1)!, points.at(-2)!]
  const [dx, dy] = [Math.sign(tip[0] - before[0]), Math.sign(tip[1] - before[1])]
  const drawn = arrow ? [...points.slice(0, -1), [tip[0] - 5 * dx, tip[1] - 5 * dy] as const] : points
  const line = drawn.map((to, i) => (i === 0 ? `M${n(to[0])} ${n(to[1])}` : step(drawn[i - 1]!, to))).join('')
  const [x, y] = [tip[0] - 7 * dx, tip[1] - 7 * dy]
  const corners = [tip, [x - 4 * dy, y + 4 * dx], [x + 4 * dy, y - 4 * dx]]
  return { line, head: arrow ? `M${corners.map(([x, y]) => `${n(x!)} ${n(y!)}`).join('L')}z` : '' }
}

const step = ([x0, y0]: Place, [x, y]: Place): string =>
  n(x) === n(x0) ? `V${n(y)}` : n(y) === n(y0) ? `H${n(x)}` : `L${n(x)} ${n(y)}`
