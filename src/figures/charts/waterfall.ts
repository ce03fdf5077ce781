import { scaleLinear } from 'd3-scale'
import { exact, signed } from '../../engine/format.ts'
import { box, digits, lineDown, picture, shape, shapes, type Shape, type Svg } from '../svg.ts'
import { vertical } from './frame.ts'
import { label, lines, widest, strongWidth } from './label.ts'

/** What is added or taken away on the way from one number to another. */
export interface Step {
  readonly name: string
  readonly delta: bigint
  /** Whether it is what nobody could account for. */
  readonly residual?: boolean | undefined
}

/** From a number that was counted to one that was published. */
export interface Waterfall {
  readonly title: string
  readonly from: { readonly name: string; readonly value: bigint }
  readonly to: { readonly name: string; readonly value: bigint }
  readonly steps: readonly Step[]
}

/**
 * The steps with what is still missing as the last, under its own name. Throws where something is missing that has no
 * name, and where nothing is missing that has one: a reconciliation either adds up or says by how much it does not.
 */
export function reconciled(
  from: bigint,
  to: bigint,
  steps: readonly Step[],
  residual: string | undefined,
): readonly Step[] {
  const missing = to - steps.reduce((sum, { delta }) => sum + delta, from)
  if (missing === 0n && residual === undefined) return steps
  if (residual === undefined)
    throw new RangeError(`the steps end at ${exact(to - missing)}, not at ${exact(to)}: ${signed(missing)} has no name`)
  if (missing === 0n) throw new RangeError(`the steps end at ${exact(to)}: there is no residual “${residual}”`)
  return [...steps, { name: residual, delta: missing, residual: true }]
}

/** The steps as bars, each beginning where the one before ended; the ends stand on zero unless the steps are slivers. */
export function waterfall({ title, from, to, steps }: Waterfall, width: number, className: string): Svg {
  const narrow = width < 400
  const rows = runs(from, to, steps)
  const reached = rows.at(-2)
  if (reached !== undefined && reached.stop !== to.value)
    throw new RangeError(`the steps end at ${reached.stop}, not at ${to.value}`)
  const names = narrow ? 0 : Math.min(widest(rows.map(({ name }) => name)) + 16, width * 0.42)
  const numbers = Math.max(...rows.map(({ words }) => strongWidth(words))) + 10
  const low = lowest(rows)
  const most = Number(rows.reduce((max, { start, stop }) => (start > max ? start : stop > max ? stop : max), 0n))
  const x = scaleLinear([low, most], [names + (low > 0 ? 16 : 0), width - numbers])
  const texts = rows.map(({ name }) => lines(name, narrow ? width : names - 14))
  const tops: number[] = []
  let end = 4
  for (const { length } of texts) {
    tops.push(end)
    end += narrow ? 24 + 17 * length : Math.max(32, 17 * length + 12)
  }
  const bars = texts.map(({ length }, i) =>
    narrow ? tops[i]! + 17 * length + 2 : (tops[i]! + (tops[i + 1] ?? end)) / 2 - 8,
  )
  // Lines from bar to bar lie below the names that they pass.
  const joints = rows.slice(1).map((_, i) => lineDown(x(Number(rows[i]!.stop)), bars[i]! + 16, bars[i + 1]!))
  const [shaped, cuts, ends]: [Shape[], string[], Svg[]] = [[], [], []]
  const named = rows.map((row, i) => {
    const [text, bar] = [texts[i]!, bars[i]!]
    const className = row.whole ? 'strong' : 'ink'
    const lettered = text.map((line, n) =>
      narrow
        ? label(0, tops[i]! + 13 + 17 * n, line, `halo ${className}`)
        : label(names - 14, bar + 12.5 + 17 * (n - (text.length - 1) / 2), line, className, 'end'),
    )
    const [a, b] = [x(Math.max(low, Number(row.start))), x(Number(row.stop))]
    const [left, right] = [Math.min(a, b), Math.max(a, b, Math.min(a, b) + 1.5)]
    const kind = row.whole ? 'strong' : row.residual ? 'open' : ''
    shaped.push([`bar-mark ${kind}`.trim(), box(left, bar, right - left, 16)])
    if (row.whole && low > 0) cuts.push(broken(x(low), bar))
    ends.push(label(right + 8, bar + 12.5, row.words, row.whole ? 'strong' : 'quiet'))
    return lettered.join('')
  })
  const description = rows.map(({ name, words }) => `${name}: ${words}.`).join(' ')
  return picture(
    { width, height: end + 4, title, description, class: className },
    low > 0 || narrow ? '' : vertical(names, 0, end + 4, 'base'),
    shape('leader', joints),
    ...named,
    shapes(shaped),
    shape('cut', cuts),
    ...ends,
  )
}

interface Run {
  readonly name: string
  readonly start: bigint
  readonly stop: bigint
  readonly words: string
  readonly whole?: boolean
  readonly residual?: boolean | undefined
}

function runs(from: Waterfall['from'], to: Waterfall['to'], steps: readonly Step[]): Run[] {
  let at = from.value
  const moves = steps.map(({ name, delta, residual }) => ({
    name,
    start: at,
    stop: (at += delta),
    words: signed(delta),
    residual,
  }))
  return [
    { name: from.name, start: 0n, stop: from.value, words: exact(from.value), whole: true },
    ...moves,
    { name: to.name, start: 0n, stop: to.value, words: exact(to.value), whole: true },
  ]
}

/** Zero; or, where the steps would be slivers, a value shortly below them all, at which the whole bars are shown broken. */
function lowest(rows: readonly Run[]): number {
  const points = rows.flatMap(({ start, stop, whole }) => (whole ? [Number(stop)] : [Number(start), Number(stop)]))
  const [low, high] = [Math.min(...points), Math.max(...points)]
  return high - low > 0.2 * high ? 0 : Math.max(0, low - 0.6 * (high - low))
}

/** The mark of a bar that does not begin at zero: two slanting cuts. */
const broken = (x: number, bar: number): string =>
  [4, 9].map((at) => `M${digits(x + at)} ${digits(bar + 18)}l5 -20`).join('')
