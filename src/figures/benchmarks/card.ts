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
  const systems: readonly System[] =
    task.benchmark === 'GLUE'
      ? [glue.elmo, glue.bertLarge, glue.roberta, glue.human]
      : [superglue.cbow, superglue.bertLarge, superglue.t5, superglue.deberta, superglue.human]
  const key = task.name === 'RTE in SuperGLUE' ? 'RTE' : task.name
  const metrics = (metricsOf[task.benchmark] as Readonly<Record<string, readonly string[]>>)[key]!
  const constant = task.balance?.part === 'dev' ? constantAnswer(task) : undefined
  const rows = systems.map((system) =>
    row(system.name, system.scores[key]!, system.elsewhere?.[key] ?? system.sources, system.name.startsWith('people')),
  )
  if (constant === undefined) return rows
  // Both halves of MNLI have a class of much the same share; only the matched half is counted here.
  const values = metrics.map((_, i) => constant[i])
  return [row('always the commoner label (dev)', values, [], false), ...rows]

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
