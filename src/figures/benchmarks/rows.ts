import { detectable } from '../power.ts'
import { metricsOf, official, superglue, taskScore } from './scores.ts'
import { tasks } from './tasks.ts'

/** Rows of the charts that the post shows, each with where its numbers come from. */

const files = 'released files, as counted by huggingface/datasets'

/** Training and test examples of every task in a benchmark's average, the largest first. RTE is in both and stands once. */
export const sizeRows = tasks
  .flatMap(({ name, benchmark, train, test }) =>
    benchmark === 'diagnostic' || train === undefined || name === 'RTE in SuperGLUE' ? [] : [{ name, train, test }],
  )
  .sort((a, b) => b.train - a.train)
  .map(({ name, train, test }) => ({ name, from: test, value: train, source: files }))

/** What a test set counts as right or wrong, where that is not its rows. */
const counted: readonly (readonly [name: string, items: number])[] = [
  ['QQP', 390965],
  ['ReCoRD', 10000],
  ['MNLI, one half', 9796],
  ['QNLI', 5463],
  ['BoolQ', 3245],
  ['RTE', 3000],
  ['SST-2', 1821],
  ['MultiRC, questions', 1820],
  ['MRPC', 1725],
  ['WiC', 1400],
  ['CoLA, as accuracy', 1063],
  ['COPA', 500],
  ['CB', 250],
  ['WSC and WNLI', 146],
]

/** The smallest difference in accuracy that each test set can see, in points, at a disagreement of 5 % and of 10 %. */
export const powerRows = counted.map(([name, items]) => {
  const [few, many] = [0.05, 0.1].map((share) => detectable(items, share))
  const points = (difference: number) => Number((100 * difference).toFixed(2))
  return {
    name,
    value: points(many!),
    ...(few !== undefined && { from: points(few) }),
    source: 'computed from the sizes of the released files',
  }
})

const superTasks = Object.keys(metricsOf.SuperGLUE)
const round = (value: number) => Number(value.toFixed(2))

/** People against the first ensemble above them, a task at a time, from its largest lead to its largest deficit. */
export const gapRows = superTasks
  .map((task) => ({
    name: task,
    from: round(taskScore(superglue.human, task)),
    value: round(taskScore(superglue.deberta, task)),
    source: 'He et al. (2021), Table 5',
  }))
  .sort((a, b) => b.value - b.from - (a.value - a.from))

/** The two averages when one task is left out. */
export const withoutRows = [undefined, ...superTasks].map((task) => ({
  name: task === undefined ? 'all eight tasks' : `without ${task}`,
  from: round(official(superglue.human, task)),
  value: round(official(superglue.deberta, task)),
  source: 'computed from He et al. (2021), Table 5',
}))
