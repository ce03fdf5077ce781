import type { Matrix } from './weights.ts'

/** A matrix at its place, in pixels. */
export interface Cell {
  readonly matrix: Matrix
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Whether it lies on its side, its columns downwards. */
  readonly turned: boolean
  /** Which block of its stack it belongs to. */
  readonly block: number
  /** Its place in a strip of matrices that touch. */
  readonly place: number
  /** Whether another follows it in the strip. */
  readonly followed: boolean
  /** Which of its sides want a label: not those that a neighbor's label already names. */
  readonly labeled: { readonly across: boolean; readonly down: boolean }
  /** Which part of the block it belongs to, counted backwards: −1 for the last. */
  readonly tone: number
}

/** Matrices at their places, at one scale. */
export interface Packing {
  /** Pixels for one row or column. */
  readonly scale: number
  readonly width: number
  readonly height: number
  readonly cells: readonly Cell[]
  /** The room that is left below the shelves, beside what stands. */
  readonly room: { readonly x: number; readonly y: number; readonly width: number }
}

/** Room for labels, in pixels: above a shelf, left of it, between neighbors, below a shelf. */
export interface Margins {
  readonly top: number
  readonly left: number
  readonly between: number
  readonly below: number
  /** Below a stack, for what its tones stand for. */
  readonly key?: number
  /** What a matrix that stands alone takes along its shelf, with its labels; at least its width. */
  readonly along?: (matrix: Matrix, width: number, height: number) => number
}

type Strip = readonly Matrix[]

/**
 * One block: matrices of one part and height touch in a strip, strips lie on shelves, and what is higher than wide stands at
 * the right. The scale is the largest that fits, and never more than `scale`.
 */
export function stand(
  matrices: readonly Matrix[],
  width: number,
  margins: Margins,
  highest: number,
  scale = Infinity,
): Packing {
  const isTall = ({ rows, columns, part }: Matrix) =>
    rows.length > 1.5 * columns.length &&
    !matrices.some(
      (other) => other.part === part && other.columns.length >= rows.length && other.rows.length >= rows.length,
    )
  const tall = matrices.filter(isTall)
  const { top, left, between, below } = margins
  const shelves = onShelves(strips(matrices.filter((matrix) => !isTall(matrix))))
  const tallWidth = sum(tall.map(({ columns }) => columns.length))
  const open = width - left - tall.length * between - (shelves.length === 0 ? -between : 0)
  const fits = [...shelves, ...(shelves.length === 0 ? [[]] : [])].map(
    (shelf) => (open - Math.max(shelf.length - 1, 0) * between) / (sum(shelf.map(wide)) + tallWidth),
  )
  const s = Math.min(scale, highest / Math.max(...matrices.map(({ rows }) => rows.length)), ...fits)
  const cells: Cell[] = []
  let y = top
  let right = left
  for (const shelf of shelves) {
    let x = left
    for (const strip of shelf) {
      cells.push(...placed(strip, x, y, s, { turned: false, block: 0, tone: -1 }))
      x += wide(strip) * s + between
    }
    right = Math.max(right, x)
    y += Math.max(...shelf.map(high)) * s + below
  }
  const room = { x: left, y: y - top, width: Math.max(right - between - left, 0) }
  for (const matrix of tall) {
    cells.push(...placed([matrix], right, top, s, { turned: false, block: 0, tone: -1 }))
    right += matrix.columns.length * s + between
  }
  const bottom = Math.max(...cells.map((cell) => cell.y + cell.height))
  return {
    scale: s,
    width,
    height: bottom,
    cells,
    room: shelves.length === 0 ? { ...room, y: bottom + below - top } : room,
  }
}

/**
 * A whole model: every matrix lies on its longer side, the blocks of a stack follow each other, and the scale is the
 * largest at which all of it is at most `highest` pixels high.
 */
export function lie(
  matrices: readonly Matrix[],
  width: number,
  margins: Margins,
  highest: number,
  scale = Infinity,
): Packing {
  const groups = byLoop(matrices)
  const fits = (s: number) => {
    const { height, right } = lieAt(groups, width, margins, s)
    return height <= highest && right <= width + 0.01
  }
  const longest = groups.map((group) => (group[0]!.loop ? sum(group.map(long)) : Math.max(...group.map(long))))
  let [low, high] = [0, Math.min(scale, (width - margins.left) / Math.max(...longest))]
  if (fits(high)) low = high
  for (let i = 0; i < 40 && low < high; i++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return lieAt(groups, width, margins, low)
}

function lieAt(groups: readonly Strip[], width: number, margins: Margins, s: number): Packing & { right: number } {
  const { top, left, between, below, along = (_matrix, width) => width } = margins
  const cells: Cell[] = []
  let [y, right] = [top, left]
  for (const group of groups) {
    const loop = group[0]!.loop
    const units = loop ? Array.from({ length: group[0]!.repeat }, () => group) : group.map((matrix) => [matrix])
    const tones = [...new Set(group.map(({ part }) => part))]
    let [x, shelf] = [left, 0]
    for (const [block, strip] of units.entries()) {
      const [first] = strip
      const touching = sum(strip.map(long)) * s
      const extent = loop ? touching : along(first!, touching, short(first!) * s)
      if (x > left && x + extent > width + 0.01) {
        y += shelf + (loop ? between / 2 : below)
        ;[x, shelf] = [left, 0]
      }
      for (const [place, matrix] of strip.entries()) {
        const tone = loop ? tones.indexOf(matrix.part) - tones.length : -1
        const [w, h] = [long(matrix) * s, short(matrix) * s]
        const turned = matrix.rows.length > matrix.columns.length
        const followed = place < strip.length - 1
        const labeled = { across: place === 0 || long(strip[place - 1]!) !== long(matrix), down: x === left }
        cells.push({
          matrix,
          x,
          y,
          width: w,
          height: h,
          turned,
          block: loop ? block : 0,
          place,
          followed,
          labeled,
          tone,
        })
        x += w
        shelf = Math.max(shelf, h)
      }
      right = Math.max(right, x + extent - touching)
      x += between + extent - touching
    }
    y += shelf + below + (loop ? (margins.key ?? 0) : 0)
  }
  const room = { x: left, y: y - below + top, width: width - left }
  return { scale: s, width, height: y - below, cells, room, right }
}

/** Neighbors of one part and height, which can touch. */
const strips = (matrices: readonly Matrix[]): Strip[] =>
  grouped(matrices, ([first], { part, rows }) => first!.part === part && first!.rows.length === rows.length)

/** Strips in order, as many on a shelf as the widest leaves room for. */
function onShelves(all: readonly Strip[]): Strip[][] {
  const widest = Math.max(...all.map(wide)) * 1.12
  return grouped(all, (shelf, strip) => sum(shelf.map(wide)) + wide(strip) <= widest)
}

const byLoop = (matrices: readonly Matrix[]): Strip[] => grouped(matrices, ([first], { loop }) => first!.loop === loop)

/** Neighbors together, as long as the next belongs to those before it. */
function grouped<T>(all: readonly T[], belongs: (group: readonly T[], next: T) => boolean): T[][] {
  const groups: T[][] = []
  for (const one of all) {
    const last = groups.at(-1)
    if (last && belongs(last, one)) last.push(one)
    else groups.push([one])
  }
  return groups
}

function placed(
  strip: Strip,
  left: number,
  y: number,
  s: number,
  rest: Pick<Cell, 'turned' | 'block' | 'tone'>,
): Cell[] {
  return strip.map((matrix, place) => {
    const x = left + s * sum(strip.slice(0, place).map(({ columns }) => columns.length))
    const [width, height] = [matrix.columns.length * s, matrix.rows.length * s]
    const before = strip[place - 1]?.columns
    const labeled = { across: before?.axes !== matrix.columns.axes, down: place === 0 }
    return { matrix, x, y, width, height, place, followed: place < strip.length - 1, labeled, ...rest }
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const wide = (strip: Strip): number => sum(strip.map(({ columns }) => columns.length))
const high = (strip: Strip): number => Math.max(...strip.map(({ rows }) => rows.length))
const long = ({ rows, columns }: Matrix): number => Math.max(rows.length, columns.length)
const short = ({ rows, columns }: Matrix): number => Math.min(rows.length, columns.length)
