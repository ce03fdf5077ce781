import { heatCells, printed, type HeatCell } from '../heat.ts'
import { label } from '../charts/label.ts'
import { digits, el, picture, shape, type Svg } from '../svg.ts'
import { carried, type NormName, type PooledSet, type Worked } from './worked.ts'
import { decimal } from './words.ts'
import type { NumericArray } from '../../engine/index.ts'

/** Tokens as small tables: what goes in, and what each method returns, with the statistics that each set shares. */
export function workedFigure(tokens: NumericArray, of: readonly NormName[], width: number, className: string): Svg {
  const [B, T, d] = tokens.shape as [number, number, number]
  const least = 236
  const across = Math.max(1, Math.min(of.length + 1, Math.floor((width + 24) / (least + 24))))
  const column = (width - (across - 1) * 24) / across
  const cell = { width: Math.min(46, (column - 60) / d), height: 30 }
  const panels = [undefined, ...of.map((name) => carried(name, tokens))]
  const high = 34 + B * (T * cell.height + 42) + 8
  const title = 'One tensor, carried through every method'
  const description = panels
    .map((panel) => `${panel ? headings[panel.name] : 'Input'}: ${describe(panel?.output ?? tokens)}`)
    .join(' ')
  return picture(
    { width, height: Math.ceil(panels.length / across) * high - 10, title, description, class: `${className} mx` },
    ...panels.map((panel, i) =>
      el(
        'g',
        { transform: `translate(${digits((i % across) * (column + 24))} ${Math.floor(i / across) * high})` },
        onePanel(panel, tokens, cell),
      ),
    ),
  )
}

export const headings: Readonly<Record<NormName, string>> = {
  batch: 'BatchNorm',
  layer: 'LayerNorm',
  imageLayer: 'LayerNorm of images',
  instance: 'InstanceNorm',
  group: 'GroupNorm, two groups',
  rms: 'RMSNorm',
}

/** Room for the left side of a frame. */
const edge = 2

interface Cell {
  readonly width: number
  readonly height: number
}

function onePanel(panel: Worked | undefined, tokens: NumericArray, cell: Cell): Svg {
  const [B, T, d] = tokens.shape as [number, number, number]
  const { data } = panel?.output ?? tokens
  const largest = panel ? 2.5 : 9
  const top = (b: number): number => 30 + b * (T * cell.height + 42)
  const [width, height] = [cell.width - 1, cell.height - 1]
  const cells = Array.from({ length: B * T * d }, (_, place): HeatCell => {
    const [b, t, j] = [Math.floor(place / (T * d)), Math.floor(place / d) % T, place % d]
    const value = data[place]!
    const text = panel ? printed(value) : decimal(value)
    const [x, y] = [edge + j * cell.width, top(b) + t * cell.height]
    return { x, y, width, height, share: Math.abs(value) / largest, text, at: [width / 2, cell.height / 2 + 4] }
  })
  const sets = panel?.sets ?? []
  return [
    label(0, 13, panel ? headings[panel.name] : 'The input', 'strong'),
    heatCells(cells, 12),
    shape('norm-frame', sets.map(outline)),
    ...sets.map((set) => statistic(set, panel!.name !== 'rms')),
  ].join('')

  /** A frame around the numbers of a set, in each sequence that it reaches into. */
  function outline({ places }: PooledSet): string {
    return Array.from({ length: B }, (_, b) => {
      const own = places.filter((place) => Math.floor(place / (T * d)) === b)
      if (own.length === 0) return ''
      const { x, y, right, bottom } = box(own, b)
      return `M${digits(x - 1)} ${digits(y - 1)}H${digits(right)}V${digits(bottom)}H${digits(x - 1)}z`
    }).join('')
  }

  function box(places: readonly number[], b: number) {
    const ts = places.map((place) => Math.floor(place / d) % T)
    const js = places.map((place) => place % d)
    return {
      x: edge + Math.min(...js) * cell.width,
      y: top(b) + Math.min(...ts) * cell.height,
      right: edge + (Math.max(...js) + 1) * cell.width,
      bottom: top(b) + (Math.max(...ts) + 1) * cell.height,
    }
  }

  /** Mean and deviation: beside a row, below anything else. */
  function statistic({ places, mean, deviation }: PooledSet, centered: boolean): Svg {
    const b = Math.floor(places.at(-1)! / (T * d))
    const own = box(
      places.filter((place) => Math.floor(place / (T * d)) === b),
      b,
    )
    const isRow = own.bottom - own.y <= cell.height
    const words = centered ? [decimal(mean, 2), decimal(deviation, 2)] : [decimal(deviation, 2)]
    if (isRow) return label(own.right + 8, own.y + cell.height / 2 + 4, words.join(', '), 'mono-2')
    const wide = own.right - own.x > cell.width * 1.5
    const middle = (own.x + own.right) / 2
    const lines = wide ? [words.join(', ')] : words
    return lines.map((line, i) => label(middle, own.bottom + 14 + 14 * i, line, 'mono-2', 'middle')).join('')
  }
}

const describe = ({ shape, data }: NumericArray): string => {
  const width = shape.at(-1)!
  return Array.from({ length: data.length / width }, (_, t) =>
    [...data.slice(t * width, (t + 1) * width)].map((value) => decimal(value, 2)).join(' '),
  ).join('; ')
}
