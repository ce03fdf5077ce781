/** A size that shapes, formulas and tables are written in. */
export interface SizeSymbol {
  /** One letter, as it stands in shapes and formulas. */
  readonly symbol: string
  /** What it is called in a sentence: "model width". */
  readonly name: string
  /** One or two words, for a narrow place: "width". */
  readonly short: string
}

/** Every size symbol of the site, in the order in which a reader meets them. The one registry; content/glossary.ts explains each. */
export const symbols: readonly SizeSymbol[] = [
  { symbol: 'B', name: 'batch', short: 'batch' },
  { symbol: 'T', name: 'query length', short: 'queries' },
  { symbol: 'S', name: 'key length', short: 'keys' },
  { symbol: 'd', name: 'model width', short: 'width' },
  { symbol: 'h', name: 'query heads', short: 'heads' },
  { symbol: 'g', name: 'key/value heads', short: 'KV heads' },
  { symbol: 'k', name: 'head width', short: 'head width' },
  { symbol: 'f', name: 'feed-forward width', short: 'feed-forward' },
  { symbol: 'V', name: 'vocabulary', short: 'vocabulary' },
  { symbol: 'L', name: 'layers', short: 'layers' },
  { symbol: 'P', name: 'positions', short: 'positions' },
  { symbol: 'E', name: 'experts', short: 'experts' },
  { symbol: 'M', name: 'decoder layers', short: 'decoder layers' },
  { symbol: 'a', name: 'active experts', short: 'active' },
  { symbol: 'p', name: 'past length', short: 'past' },
  { symbol: 'n', name: 'segment types', short: 'segments' },
  { symbol: 'c', name: 'classes', short: 'classes' },
  { symbol: 'r', name: 'queries per key head', short: 'group' },
  { symbol: 'b', name: 'position buckets', short: 'buckets' },
  { symbol: 'q', name: 'prompt length', short: 'prompt' },
  { symbol: 'R', name: 'rank', short: 'rank' },
  { symbol: 'm', name: 'bottleneck', short: 'bottleneck' },
]

/** The symbol that an axis label stands for: a prime marks a second axis of the same kind, so `S'` is an `S`. */
export const baseSymbol = (label: string): string => label.replaceAll("'", '')
