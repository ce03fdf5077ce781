import { isCache, names, nodesOf, polynomial, simplify, stepNodes } from '../engine/index.ts'
import type { Bindings, Node, Poly } from '../engine/index.ts'
import type { Model } from '../models/index.ts'
import { complete } from '../models/quantities.ts'
import { problem, Refusal } from './refusal.ts'

/** What the reader asks about a model: the sizes that no configuration decides. */
export interface Request {
  readonly batch: number
  /** Tokens of the sequence that the model writes or reads. */
  readonly seq?: number
  /** Tokens of the source, where a model reads one and writes another. */
  readonly sourceSeq?: number
  /** One decoding step after so many tokens, in place of a whole pass. */
  readonly past?: number
  /** How long a sequence the configuration speaks of, for a length that nobody gives. */
  readonly positions?: number | undefined
}

/** What the sizes of a request are called where the reader gives them: `--past`, *past*. */
export type Called = Readonly<Record<'seq' | 'sourceSeq' | 'past', string>>

const inWords: Called = { seq: 'tokens', sourceSeq: 'source tokens', past: 'past' }

/** One pass of a model: which operations run, and what every size is worth. */
export interface Pass {
  readonly nodes: readonly Node[]
  readonly bindings: Bindings
  /** A formula as this pass has it: keys and queries of one sequence are as many, a decoding step has one token. */
  readonly formula: (p: Poly) => Poly
}

/** The pass that a reader asks for. Throws a Refusal where the model has no such pass. */
export function passOf(
  model: Model,
  { batch, seq, sourceSeq, past, positions: spoken }: Request,
  called: Called = inWords,
): Pass {
  const { graph, sizes } = model
  const { step, source } = sequences(model)
  const problems: string[] = []
  if (sourceSeq !== undefined && source === undefined)
    problems.push(problem(called.sourceSeq, String(sourceSeq), `nothing: ${model.class} reads one sequence`))
  if (past !== undefined && !nodesOf(graph.root).some(isCache))
    problems.push(problem(called.past, String(past), `nothing: ${model.class} keeps no cache`))
  const positions = sizes['P'] === undefined ? undefined : Number(sizes['P'])
  const usual = usualLength(model, spoken)
  const length = past === undefined ? (seq ?? usual) : 1
  if (positions !== undefined && length + (past ?? 0) > positions)
    problems.push(
      past === undefined
        ? problem(called.seq, String(seq), `at most ${positions}, the positions that the model has`)
        : problem(called.past, String(past), `at most ${positions - 1}: the model has ${positions} positions`),
    )
  if (problems.length > 0) throw new Refusal(...problems)

  const known = past === undefined ? { p: polynomial.zero } : { [step]: polynomial.one }
  const given = { B: batch, [step]: length, p: past ?? 0, ...(source && { [source]: sourceSeq ?? seq ?? usual }) }
  return {
    nodes: past === undefined ? nodesOf(graph.root) : stepNodes(graph),
    bindings: only(complete(graph, { ...sizes, ...given }), model),
    formula: (p) => polynomial.substitute(simplify(graph, p), known),
  }
}

/** How many tokens a pass has where nobody says: 128, or as many as the model has positions. */
export function usualLength({ sizes }: Model, spoken?: number): number {
  return Math.min(128, Number(sizes['P'] ?? spoken ?? 128))
}

/** The size that is the length of the model's own sequence, and that of its source if it has one. */
export function sequences({ graph }: Model): { step: string; source: string | undefined } {
  const lengths = new Map(
    nodesOf(graph.root)
      .filter(({ primitive }) => primitive.name === 'input')
      .map((node) => [(node.attributes as { label: string }).label, names(node.axes)[1]!]),
  )
  const target = lengths.get('decoder_input_ids') ?? lengths.get('target')
  const first = lengths.get('input_ids') ?? lengths.get('source')!
  return target === undefined ? { step: first, source: undefined } : { step: target, source: first }
}

/** The sizes that occur in the model. */
function only(all: Bindings, { graph, sizes }: Model): Bindings {
  const polys = nodesOf(graph.root).flatMap((node) => node.sizes)
  const used = new Set([...Object.keys(sizes), ...polys.flatMap(polynomial.symbolsOf)])
  for (const size of Object.values(graph.identities)) polynomial.symbolsOf(size).forEach((symbol) => used.add(symbol))
  return Object.fromEntries(Object.entries(all).filter(([symbol]) => used.has(symbol)))
}
