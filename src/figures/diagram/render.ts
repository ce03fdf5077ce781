import { el, picture, type Svg } from '../svg.ts'
import { line } from '../lettering.ts'
import { radius, type Item, type Path, type Place, type Weight } from './scene.ts'

/** Where the parts and results of a model are explained: ids by part (`block/self-attention`) or by name (`Q`). */
export type Links = Readonly<Record<string, string>>

/** A scene as SVG. */
export function render(
  items: readonly Item[],
  frame: { width: number; height: number; class: string; title: string; description: string },
  links: Links,
): Svg {
  return picture(frame, ...items.map((item) => draw(item, links)))
}

function draw(item: Item, links: Links): Svg {
  switch (item.kind) {
    case 'mark': {
      const { scope, name, items } = item
      const id = (name === undefined ? undefined : (links[`${scope}/${name}`] ?? links[name])) ?? links[scope]
      const data = { 'data-scope': scope, 'data-node': name }
      const inner = items.map((inner) => draw(inner, links))
      return id === undefined ? el('g', data, ...inner) : el('a', { href: `#${id}`, ...data }, ...inner)
    }
    case 'rect': {
      const { x, y, width, height, role } = item
      return el('rect', { class: role, x, y, width, height, rx: role === 'group' ? 6 : 3 })
    }
    case 'weight':
      return weight(item)
    case 'letters':
      return line(item.x, item.y, item.anchor, item.runs)
    case 'path':
      return course(item)
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
function weight({ x, y, width, height, top, left }: Weight): Svg {
  const across = top.map((axis, i) => {
    const part = width / top.length
    return el('path', { class: `side dim-${axis[0]}`, d: `M${n(x + part * i)} ${n(y + 1.5)}h${n(part)}` })
  })
  const down = left.map((axis, i) => {
    const part = (height - 3) / left.length
    return el('path', { class: `side dim-${axis[0]}`, d: `M${n(x + 1.5)} ${n(y + 3 + part * i)}v${n(part)}` })
  })
  return el('rect', { class: 'weight', x, y, width, height }) + across.join('') + down.join('')
}

function course({ role, points: exactly, arrow }: Path): Svg {
  const points = exactly.map(([x, y]): Place => [Number(n(x)), Number(n(y))])
  const [tip, before] = [points.at(-1)!, points.at(-2)!]
  const [dx, dy] = [Math.sign(tip[0] - before[0]), Math.sign(tip[1] - before[1])]
  const drawn: readonly Place[] = arrow ? [...points.slice(0, -1), [tip[0] - 5 * dx, tip[1] - 5 * dy]] : points
  const d = drawn.map(([x, y], i) => (i === 0 ? `M${n(x)} ${n(y)}` : step(drawn[i - 1]!, [x, y]))).join('')
  const line = el('path', { class: role, d })
  if (!arrow) return line
  const [bx, by] = [tip[0] - 7 * dx, tip[1] - 7 * dy]
  const head = `M${n(tip[0])} ${n(tip[1])}L${n(bx - 4 * dy)} ${n(by + 4 * dx)}L${n(bx + 4 * dy)} ${n(by - 4 * dx)}z`
  return line + el('path', { class: 'arrow', d: head })
}

const step = ([x0, y0]: Place, [x, y]: Place): string =>
  n(x) === n(x0) ? `V${n(y)}` : n(y) === n(y0) ? `H${n(x)}` : `L${n(x)} ${n(y)}`

const n = (value: number): string => String(Math.round(value * 100) / 100)
