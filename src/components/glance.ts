import {
  nodesOf,
  parameterCount,
  polynomial,
  simplify,
  stacksOf,
  symbols,
  workOfScope,
  type Graph,
  type Poly,
  type SizeSymbol,
} from '../engine/index.ts'
import { cacheElements } from '../engine/memory.ts'
import { published, type Model } from '../models/index.ts'
import { headOf, logitsOf } from './head.ts'
import type { Subject } from './subject.ts'

/** One ruled line of the card: what is counted, and how much of it. */
export interface GlanceRow {
  readonly name: string
  /** The part that is counted, by its path. */
  readonly scope: string
  readonly poly: Poly
  readonly unit: string
  /** Whether the count grows with the sequence, so that its length has to be said. */
  readonly perSequence: boolean
  /** What counting the logits the other way adds. */
  readonly head?: Poly | undefined
}

/** The order in which a card names sizes: from the stack inwards. Any other follows, as the registry has it. */
const order = 'LMdhgkfVPE'

/** The sizes that a model's configuration decides and that its parameters or products depend on. */
export function ownSizes({ graph, sizes }: Model): SizeSymbol[] {
  const used = polynomial.symbolsOf(polynomial.add(parameterCount(graph), workOfScope(graph).matmul))
  const place = ({ symbol }: SizeSymbol): number => (order + symbol).indexOf(symbol)
  return symbols
    .filter(({ symbol }) => Object.hasOwn(sizes, symbol) && used.includes(symbol))
    .toSorted((a, b) => place(a) - place(b))
}

/** What the model costs: each kind of block, the whole, and the whole for each token. */
export function costRows(subject: Pick<Subject, 'name' | 'model' | 'classed'>): GlanceRow[] {
  const { graph } = subject.model
  const whole = simplify(graph, workOfScope(graph).matmul)
  const stacks = stacksOf(graph)
  const blocks = stacks.map((stack) => ({
    name: stacks.length === 1 ? 'One block' : `One ${stack.parent!.name} block`,
    scope: stack.path,
    poly: simplify(graph, workOfScope(graph, stack).matmul),
  }))
  const logits = logitsOf(graph)
  const head = subject.classed ? undefined : headOf(subject)?.other
  const lines = [
    ...blocks,
    { name: 'Whole model', scope: '', poly: whole, head },
    ...(logits ? [{ name: 'Without logits', scope: '', poly: polynomial.subtract(whole, logits) }] : []),
  ]
  const tokens = polynomial.multiply(polynomial.symbol('B'), polynomial.symbol('T'))
  return [
    ...lines.map((line) => ({ ...line, unit: 'FLOPs', perSequence: true })),
    {
      name: readsSource(graph) ? 'Per target token' : 'Per token',
      scope: '',
      poly: polynomial.divide(whole, tokens),
      head: head && polynomial.divide(head, tokens),
      unit: 'FLOPs',
      perSequence: false,
    },
  ]
}

/** How many keys and values each further token leaves in the cache; undefined for an encoder. */
export function cachePerToken(graph: Graph): Poly | undefined {
  const { perToken } = cacheElements(graph)
  return perToken.terms.size === 0 ? undefined : perToken
}

/** The other published sizes of the same architecture, by what sets their names apart: `large` for BERT-large. */
export function siblings(name: string): string[] {
  const own = published[name]!
  return Object.entries(published)
    .filter(([key, { config }]) => key !== name && config['model_type'] === own.config['model_type'])
    .map(([, { title }]) => withoutFamily(title, own.title))
}

export const readsSource = (graph: Graph): boolean =>
  nodesOf(graph.root).some(
    ({ primitive, attributes }) =>
      primitive.name === 'input' && (attributes as { label: string }).label === 'decoder_input_ids',
  )

/** `BERT-large` beside `BERT-base` is `large`; a title of another stem stays whole. */
function withoutFamily(title: string, own: string): string {
  const stem = /^[\p{L}\d.]+?(?=[- ])/u.exec(own)?.[0] ?? own
  const rest = title.startsWith(stem) ? title.slice(stem.length).replace(/^[- ,]+/, '') : ''
  // `2 13B` of Llama 2 13B would be no name.
  return rest === '' || /^\d[\d.]* /.test(rest) ? title : rest.replace(',', '')
}
