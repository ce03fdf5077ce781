import { count, parameterCount } from '../../engine/index.ts'
import { modelOf, published } from '../../models/index.ts'
import { complete } from '../../models/quantities.ts'

/** A row of the paper's Table 3 that prints a number of parameters. */
interface Row {
  readonly name: string
  /** What differs from the base model. */
  readonly config: Readonly<Record<string, number>>
  /** The width of a value where it is not that of a key. */
  readonly value?: number
  /** In millions, as printed. */
  readonly printed: number
}

/** Vaswani et al. 2017, Table 3: row (B) narrows queries and keys alone, the values stay 64 wide. */
export const rows: readonly Row[] = [
  { name: 'base', config: {}, printed: 65 },
  { name: 'heads of 16', config: { d_k: 16 }, value: 64, printed: 58 },
  { name: 'heads of 32', config: { d_k: 32 }, value: 64, printed: 60 },
  { name: '2 layers', config: { num_layers: 2 }, printed: 36 },
  { name: '4 layers', config: { num_layers: 4 }, printed: 50 },
  { name: '8 layers', config: { num_layers: 8 }, printed: 80 },
  { name: 'width 256', config: { d_model: 256, d_k: 32 }, printed: 28 },
  { name: 'width 1024', config: { d_model: 1024, d_k: 128 }, printed: 168 },
  { name: 'feed-forward 1024', config: { d_ff: 1024 }, printed: 53 },
  { name: 'feed-forward 4096', config: { d_ff: 4096 }, printed: 90 },
  { name: 'big', config: { d_model: 1024, num_heads: 16, d_ff: 4096 }, printed: 213 },
]

/** The smallest and the largest vocabulary with which a configuration has as many parameters as is printed. */
export interface Range {
  readonly name: string
  readonly from: number
  readonly to: number
}

export const ranges: readonly Range[] = rows.map(({ name, config, value, printed }) => {
  // A count is a line in the width of a head, half of it for queries and keys: so two widths make the mean of two counts.
  const at = (V: number): number =>
    value === undefined
      ? parametersOf(config, V)
      : (parametersOf(config, V) + parametersOf({ ...config, d_k: value }, V)) / 2
  const entry = at(1) - at(0)
  return {
    name,
    from: Math.ceil((printed * 1e6 - 5e5 - at(0)) / entry),
    to: Math.ceil((printed * 1e6 + 5e5 - at(0)) / entry) - 1,
  }
})

function parametersOf(config: Row['config'], V: number): number {
  const { graph, sizes } = modelOf({ ...published['transformer-base']!.config, ...config })
  return Number(count(parameterCount(graph), complete(graph, { ...sizes, V })))
}

/** The vocabularies that fit every one of some rows; from > to where none does. */
export function common(of: readonly Range[]): { from: number; to: number } {
  return { from: Math.max(...of.map(({ from }) => from)), to: Math.min(...of.map(({ to }) => to)) }
}
