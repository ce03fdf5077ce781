import { parameterCount, polynomial, workOfScope } from '../../engine/index.ts'
import { publishedModel } from '../../models/index.ts'
import { complete, scopeAt } from '../../models/quantities.ts'
import { chosenShare } from './input.ts'

/** Sequences in a batch and steps (Devlin et al. 2019, appendix A.2). */
export const batch = 256
export const steps = 1e6

/** Places that are asked for in a sequence of a length, 15 % of it. */
export const asked = (T: number): number => Math.round(chosenShare * T)

/** Tokens of so many steps at one length. */
export const tokens = (T: number, count: number = steps): number => batch * T * count

/** Tokens on the schedule of the paper: nine tenths of the steps at 128, the last tenth at 512. */
export const scheduledTokens = tokens(128, 0.9 * steps) + tokens(512, 0.1 * steps)

/** FLOPs of one forward pass of pre-training on one sequence; the masked-word head scores only the places asked for. */
export function forward(name: string, T: number): number {
  const { graph, sizes } = publishedModel(name, 'BertForPreTraining')
  const matmul = (path: string, length: number) =>
    Number(
      polynomial.count(workOfScope(graph, scopeAt(graph, path)).matmul, complete(graph, { ...sizes, B: 1, T: length })),
    )
  return matmul('', T) - matmul('mlm-head', T) + matmul('mlm-head', asked(T))
}

/** FLOPs of so many steps at one length, a step being three forward passes. */
export const training = (name: string, T: number, count: number = steps): number => 3 * batch * count * forward(name, T)

/** FLOPs on the schedule of the paper. */
export const scheduled = (name: string): number => training(name, 128, 0.9 * steps) + training(name, 512, 0.1 * steps)

/** The rule 6·N·D with a rounded N, as Brown et al. 2020, Table D.1, has it. */
export const byRule = (N: number, D: number): number => 6 * N * D

/** The parameters that pre-training trains. */
export function trained(name: string): number {
  const { graph, sizes } = publishedModel(name, 'BertForPreTraining')
  return Number(polynomial.count(parameterCount(graph), complete(graph, { ...sizes, B: 1, T: 1 })))
}

/**
 * Clark et al.'s count (google-research/electra, `flops_computation.py`), by its own prices: a backward pass as dear as the
 * forward pass, every step at 512, lookups as products with one-hot rows, 15.625 % of the places scored.
 */
export function electraTraining(name: string, T = 512): number {
  const { d, L, V } = electraSizes(name)
  const output = 2 * d * V + 2 * d * d + d + 8 * d + 5 * d + 5 * V + 2 * V
  return 2 * batch * steps * (L * electraBlock(name, T) + electraEmbedding(name, T) + 0.15625 * T * output)
}

/** Their forward pass for a classification task, with its hidden layer at every place. */
export function electraInference(name: string, T: number): number {
  const { d, L } = electraSizes(name)
  const classifier = T * (2 * d * d + d + 8 * d + 2 * d)
  return L * electraBlock(name, T) + electraEmbedding(name, T) + classifier
}

function electraBlock(name: string, T: number): number {
  const { d, h } = electraSizes(name)
  const f = 4 * d
  const products = 6 * d * d + 4 * d * T + 2 * d * d + 4 * d * f
  // The norm after attention is priced at 5 FLOPs a token in the script, a factor of d too few.
  const elementwise = 3 * d + 10 * T * h + 6 * d + 5 + 9 * f + 6 * d + 5 * d
  return T * (products + elementwise)
}

function electraEmbedding(name: string, T: number): number {
  const { d, V } = electraSizes(name)
  return T * (2 * d * V + 2 * d * (T + 2) + 2 * d + 5 * d + 4 * d)
}

function electraSizes(name: string): Record<'d' | 'h' | 'L' | 'V', number> {
  const { d, h, L, V } = publishedModel(name).sizes
  return { d: Number(d), h: Number(h), L: Number(L), V: Number(V) }
}

/** One way to count what pre-training costs. */
export interface Account {
  readonly name: string
  readonly source: string
  readonly tokens: number
  /** Forward passes that a training step is worth. */
  readonly passes: number
  /** FLOPs in all. */
  readonly total: number
}

/** What Brown et al. 2020, Table D.1, takes for parameters and tokens. */
const tableD1: Readonly<Record<string, number>> = { 'bert-base': 109e6, 'bert-large': 355e6 }

/** Four accounts of the pre-training of one model, from the cheapest to the dearest. */
export function accounts(name: 'bert-base' | 'bert-large'): Account[] {
  const counted = 'computed here from Devlin et al. 2019, appendix A.2'
  return [
    { name: 'the schedule', source: counted, tokens: scheduledTokens, passes: 3, total: scheduled(name) },
    {
      name: 'ELECTRA’s count',
      source: 'Clark et al. 2020, Table 1; their script, computed anew',
      tokens: tokens(512),
      passes: 2,
      total: electraTraining(name),
    },
    { name: 'every step at 512', source: counted, tokens: tokens(512), passes: 3, total: training(name, 512) },
    {
      name: 'GPT-3’s table',
      source: 'Brown et al. 2020, Table D.1; its rule, computed anew',
      tokens: 250e9,
      passes: 3,
      total: byRule(tableD1[name]!, 250e9),
    },
  ]
}

/** FLOPs of one forward pass for each token, as an account has it. */
export const perToken = ({ total, passes, tokens }: Account): number => total / passes / tokens

/** Seconds in so many days. */
const days = 86400

/** FLOPs that so many Cloud TPUs v2 could have done in so many days, at the 180 teraFLOP/s that Google gives for one. */
export const ceiling = (boards: number, count: number): number => boards * 180e12 * count * days
