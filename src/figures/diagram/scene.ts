import { widthOf, type Run } from '../lettering.ts'

/**
 * What a diagram is made of before it becomes SVG: geometry that can be moved, measured and checked. Coordinates are
 * pixels, x to the right and y down.
 */
export type Item = Mark | Rect | Weight | Letters | Path | Point

/** A mark with everything that belongs to it: highlighted as one, and a link where the post explains it. */
export interface Mark {
  readonly kind: 'mark'
  readonly scope: string
  readonly name: string | undefined
  readonly items: readonly Item[]
}

/** A box. `group` is a soft ground, `inner` one within another, `part` an outline, `sheet` the edge of one more block; the others are marks. */
export interface Rect extends Box {
  readonly kind: 'rect'
  readonly role: 'group' | 'inner' | 'part' | 'sheet' | 'operation' | 'soft' | 'fold' | 'norm'
}

/** A weight: its upper side in the colors of what comes out of it, its left side in those of what goes in. */
export interface Weight extends Box {
  readonly kind: 'weight'
  readonly top: readonly string[]
  readonly left: readonly string[]
  /** Whether it is marked: what an adaptation trains. */
  readonly marked: boolean
}

/** A line of text; y is its baseline. */
export interface Letters {
  readonly kind: 'letters'
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly runs: readonly Run[]
}

/** A line of right angles. `hang` ties to a mark what is not made here. */
export interface Path {
  readonly kind: 'path'
  readonly role: 'edge' | 'stream' | 'hang'
  readonly points: readonly Place[]
  readonly arrow: boolean
}

/** A branch point, a sum or a product. */
export interface Point {
  readonly kind: 'branch' | 'sum' | 'product'
  readonly x: number
  readonly y: number
}

export type Place = readonly [x: number, y: number]

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const radius = { branch: 5, sum: 11, product: 11 } as const

export const letters = (x: number, y: number, runs: readonly Run[], anchor: Letters['anchor'] = 'start'): Letters => ({
  kind: 'letters',
  x,
  y,
  anchor,
  runs,
})

export const path = (role: Path['role'], points: readonly Place[], arrow = false): Path => ({
  kind: 'path',
  role,
  points,
  arrow,
})

/** An item somewhere else. */
export function moved<I extends Item>(item: I, dx: number, dy: number): I {
  const any: Item = item
  if (any.kind === 'mark') return { ...item, items: any.items.map((inner) => moved(inner, dx, dy)) }
  if (any.kind === 'path') return { ...item, points: any.points.map(([x, y]) => [x + dx, y + dy] as const) }
  return { ...item, x: any.x + dx, y: any.y + dy }
}

/** The ink of a line of text: from the top of its capitals to a little below its baseline. */
export function inkOf({ x, y, anchor, runs }: Letters): Box {
  const width = widthOf(runs)
  const top = Math.max(...runs.map(({ size, drop = 0 }) => 0.72 * size - drop))
  const bottom = Math.max(...runs.map(({ size, drop = 0 }) => 0.2 * size + drop))
  const left = { start: 0, middle: width / 2, end: width }[anchor]
  return { x: x - left, y: y - top, width, height: top + bottom }
}

/** Every item with those inside marks. */
export const flattened = (items: readonly Item[]): Exclude<Item, Mark>[] =>
  items.flatMap((item) => (item.kind === 'mark' ? flattened(item.items) : [item]))

/** The box around some items. */
export function boundsOf(items: readonly Item[]): Box {
  const boxes = flattened(items).flatMap(boxesOf)
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function boxesOf(item: Exclude<Item, Mark>): Box[] {
  switch (item.kind) {
    case 'rect':
    case 'weight':
      return [item]
    case 'letters':
      return [inkOf(item)]
    case 'path':
      return item.points.map(([x, y]) => ({ x, y, width: 0, height: 0 }))
    default: {
      const r = radius[item.kind]
      return [{ x: item.x - r, y: item.y - r, width: 2 * r, height: 2 * r }]
    }
  }
}
