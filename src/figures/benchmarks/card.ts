import { mean } from '../metrics.ts'
import { glue, metricsOf, superglue, type System } from './scores.ts'
import { constantAnswer, type Task } from './tasks.ts'

/** A row of a card's table of scores. */
export interface ScoreRow {
  readonly name: string
  readonly metrics: readonly string[]
  /** `86.3 / 80.8` */
  readonly words: string
  /** The mean of what is given, for the bar. */
  readonly value: number
  readonly sources: readonly string[]
  /** Dark: people. */
  readonly strong: boolean
}

/** What a constant answer earns, then systems in the order of their time, then people. */
export function scoreRows(task: Task): ScoreRow[] {
  if (task.benchmark === 'diagnostic') return []
  const key = task.name === 'RTE in SuperGLUE' ? 'RTE' : task.name
  const metrics = (metricsOf[task.benchmark] as Readonly<Record<string, readonly string[]>>)[key]!
  const { commonest, cbow, bertLarge, t5, deberta, human } = superglue
  return task.benchmark === 'GLUE'
    ? [...constant(), ...[glue.elmo, glue.bertLarge, glue.roberta, glue.human].map(scored)]
    : [commonest, cbow, bertLarge, t5, deberta, human].map(scored)

  /** GLUE's paper prints no such row, so it is computed from the labels; of MNLI those of the matched half are known. */
  function constant(): ScoreRow[] {
    const values = constantAnswer(task)
    if (values === undefined) return []
    const known = metrics.map((_, i) => values[i])
    return [row('always the commoner label (dev)', known, [], false)]
  }

  function scored({ name, scores, sources, elsewhere }: System): ScoreRow {
    return row(name, scores[key]!, elsewhere?.[key] ?? sources, name.startsWith('people'))
  }

  function row(
    name: string,
    values: readonly (number | undefined)[],
    sources: readonly string[],
    strong: boolean,
  ): ScoreRow {
    const given = values.filter((value) => value !== undefined)
    const words = values.map((value) => value?.toFixed(1) ?? '–').join(' / ')
    return { name, metrics, words, value: mean(given), sources, strong }
  }
}
