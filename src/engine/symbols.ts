/** A size that shapes, formulas and tables are written in. */
export interface SizeSymbol {
  /** One letter, as it stands in shapes and formulas. */
  readonly symbol: string
  /** What it is called in a sentence: "model width". */
  readonly name: string
  /** One or two words, for a narrow place: "width". */
  readonly short: string
  /** One sentence for the glossary. */
  readonly gloss: string
}

/** Every size symbol of the site, in the order in which a reader meets them. The one registry: letter, name, color class. */
export const symbols: readonly SizeSymbol[] = [
  { symbol: 'B', name: 'batch', short: 'batch', gloss: 'How many sequences are processed at once.' },
  { symbol: 'T', name: 'query length', short: 'queries', gloss: 'How many tokens ask: the positions being computed.' },
  {
    symbol: 'S',
    name: 'key length',
    short: 'keys',
    gloss: 'How many tokens can be looked at: the positions being read.',
  },
  {
    symbol: 'd',
    name: 'model width',
    short: 'width',
    gloss: 'How many numbers describe one token in the residual stream.',
  },
  { symbol: 'h', name: 'query heads', short: 'heads', gloss: 'How many attention patterns a layer forms at once.' },
  {
    symbol: 'g',
    name: 'key/value heads',
    short: 'KV heads',
    gloss: 'How many heads of keys and values the query heads share.',
  },
  {
    symbol: 'k',
    name: 'head width',
    short: 'head width',
    gloss: 'How many numbers describe one token inside one head.',
  },
  {
    symbol: 'f',
    name: 'feed-forward width',
    short: 'feed-forward',
    gloss: 'How many hidden units the feed-forward layer has.',
  },
  { symbol: 'V', name: 'vocabulary', short: 'vocabulary', gloss: 'How many different tokens the model knows.' },
  { symbol: 'L', name: 'layers', short: 'layers', gloss: 'How many identical blocks are stacked.' },
  { symbol: 'P', name: 'positions', short: 'positions', gloss: 'How many positions the position table holds.' },
  { symbol: 'E', name: 'experts', short: 'experts', gloss: 'How many feed-forward layers a router chooses from.' },
  {
    symbol: 'M',
    name: 'decoder layers',
    short: 'decoder layers',
    gloss: 'How many decoder blocks are stacked, where they are not as many as the encoder has.',
  },
  { symbol: 'a', name: 'active experts', short: 'active', gloss: 'How many experts the router sends a token to.' },
  {
    symbol: 'p',
    name: 'past length',
    short: 'past',
    gloss: 'How many earlier tokens stand in the cache when a step begins.',
  },
  {
    symbol: 'n',
    name: 'segment types',
    short: 'segments',
    gloss: 'How many kinds of segment a token can be marked with.',
  },
  { symbol: 'c', name: 'classes', short: 'classes', gloss: 'How many labels a classification head chooses from.' },
  {
    symbol: 'r',
    name: 'queries per key head',
    short: 'group',
    gloss: 'How many query heads share one head of keys and values.',
  },
  {
    symbol: 'b',
    name: 'position buckets',
    short: 'buckets',
    gloss: 'How many classes of distance a relative position table tells apart.',
  },
]

/** The symbol that an axis label stands for: a prime marks a second axis of the same kind, so `S'` is an `S`. */
export const baseSymbol = (label: string): string => label.replaceAll("'", '')
