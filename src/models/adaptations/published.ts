import { count, parameterCount, type Bindings, type Poly } from '../../engine/index.ts'
import { publishedModel } from '../index.ts'
import { trainedIn } from './counts.ts'
import { adaptations, type AdaptationName } from './methods.ts'

/** A number of trained parameters as a paper prints it, and the adapted model of which it is one. */
export interface PublishedCount {
  /** The key of the work in content/references.bib, and the place in it. */
  readonly work: string
  readonly place: string
  readonly adapt: AdaptationName
  readonly model: string
  /** The adaptation's own sizes. */
  readonly sizes: Bindings
  /** `37.7M`, `409,600`, a share of all parameters, `0.08 %`, or a file of 32-bit numbers, `4.2 MB`. */
  readonly printed: string
  /** The share is one of the model and what is added to it, together. */
  readonly ofBoth?: true
  /** What may explain a difference. */
  readonly remark?: string
}

const lora = { work: 'hu2022', place: 'Table 4', model: 'gpt3-175b' } as const

/** What papers print of the methods of this site, one row a printed number. */
export const publishedCounts: readonly PublishedCount[] = [
  {
    ...{ work: 'houlsby2019', place: '§3.2', adapt: 'adapters', model: 'bert-large', sizes: { m: 64 } },
    ...{ printed: '2.1 %', remark: 'they train the norms and the classifier, too' },
  },
  { work: 'benzaken2022', place: 'GLUE results', adapt: 'bitfit', model: 'bert-large', sizes: {}, printed: '0.08 %' },
  { work: 'li2021', place: 'footnote 7', adapt: 'prefix', model: 'gpt2-medium', sizes: { q: 5 }, printed: '250K' },
  { work: 'li2021', place: 'footnote 7', adapt: 'prefix', model: 'gpt2-medium', sizes: { q: 10 }, printed: '500K' },
  {
    work: 'lester2021',
    place: 'Table 4',
    adapt: 'prompt',
    model: 't5-v1_1-xxl',
    sizes: { q: 100 },
    printed: '409,600',
  },
  {
    ...{ work: 'lester2021', place: 'Table 4', adapt: 'prompt', model: 't5-v1_1-small', sizes: { q: 20 } },
    ...{ printed: '10,420', remark: 'two digits swapped' },
  },
  {
    ...{ work: 'lester2021', place: 'Table 4', adapt: 'prompt', model: 't5-v1_1-large', sizes: { q: 100 } },
    ...{ printed: '0.01907 %', ofBoth: true, remark: 'a 3 that became a 9' },
  },
  {
    ...{ work: 'liu2022tfew', place: 'Table 1', adapt: 'ia3', model: 't5-v1_1-xxl', sizes: {}, printed: '4.2 MB' },
    ...{ remark: 'in 32 bits neither so many millions of bytes nor so many times 2²⁰' },
  },
  { ...lora, adapt: 'prompt', sizes: { q: 264 }, printed: '3.2M' },
  {
    ...{ ...lora, adapt: 'prefix', sizes: { q: 8 } },
    ...{ printed: '20.2M', remark: 'does not follow from the lengths they give' },
  },
  { ...lora, adapt: 'adapters', sizes: { m: 1 }, printed: '7.1M' },
  { ...lora, adapt: 'adapters', sizes: { m: 8 }, printed: '40.1M' },
  { ...lora, adapt: 'lora', sizes: { R: 1 }, printed: '4.7M' },
  { ...lora, adapt: 'lora', sizes: { R: 8 }, printed: '37.7M' },
  {
    ...{ ...lora, adapt: 'bitfit', sizes: {} },
    ...{ printed: '14.2M', remark: 'twelve vectors of the width a block would give it; there are eleven' },
  },
]

/** A published count beside ours. */
export interface Compared {
  readonly row: PublishedCount
  /** The trained parameters as a formula, and what it is divided by for a share. */
  readonly trained: Poly
  readonly whole: Poly
  readonly bindings: Bindings
  readonly count: bigint
  /** Ours in the unit of the printed number, and whether it rounds to it. */
  readonly ours: number
  readonly agrees: boolean
}

export function compared(row: PublishedCount): Compared {
  const model = publishedModel(row.model)
  const bindings = { ...model.sizes, ...row.sizes }
  const adapted = adaptations[row.adapt].adapt(model.graph)
  const trained = trainedIn(adapted)
  const whole = parameterCount(row.ofBoth ? adapted : model.graph)
  const exactly = count(trained, bindings)
  const { factor, half } = precision(row.printed)
  const printed = Number(row.printed.replace(/[^\d.]/g, ''))
  const share = row.printed.endsWith('%') ? (100 * Number(exactly)) / Number(count(whole, bindings)) : undefined
  const ours = share ?? Number(exactly) / factor
  return { row, trained, whole, bindings, count: exactly, ours, agrees: Math.abs(ours - printed) <= half }
}

/**
 * The unit of a printed number and half a step of its last digit: 37.7M is in millions, to 0.05, and a MB is a quarter of
 * a million 32-bit numbers. Li and Liang's 250K and 500K are round numbers: to 25 thousand.
 */
function precision(printed: string): { factor: number; half: number } {
  const factor = { K: 1e3, M: 1e6, ' MB': 1e6 / 4 }[/\D*$/.exec(printed)![0]] ?? 1
  const decimals = /\.(\d+)/.exec(printed)?.[1]?.length ?? 0
  const step = /^\d+[05]0K$/.test(printed) ? 50 : 10 ** -decimals
  return { factor, half: step / 2 + 1e-9 }
}
