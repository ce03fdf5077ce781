import { mean } from '../metrics.ts'

export type Benchmark = 'GLUE' | 'SuperGLUE'

/** The tasks of each benchmark in the order of its leaderboard, with the metrics that each score is the mean of. */
export const metricsOf = {
  GLUE: {
    CoLA: ['Matthews'],
    'SST-2': ['accuracy'],
    MRPC: ['F1', 'accuracy'],
    'STS-B': ['Pearson', 'Spearman'],
    QQP: ['F1', 'accuracy'],
    MNLI: ['matched', 'mismatched'],
    QNLI: ['accuracy'],
    RTE: ['accuracy'],
    WNLI: ['accuracy'],
  },
  SuperGLUE: {
    BoolQ: ['accuracy'],
    CB: ['F1', 'accuracy'],
    COPA: ['accuracy'],
    MultiRC: ['F1a', 'EM'],
    ReCoRD: ['F1', 'EM'],
    RTE: ['accuracy'],
    WiC: ['accuracy'],
    WSC: ['accuracy'],
  },
} as const satisfies Record<Benchmark, Record<string, readonly string[]>>

/** A system's test scores, a task at a time; a metric that its source does not give is undefined. */
export interface System {
  readonly name: string
  readonly benchmark: Benchmark
  /** Works of the bibliography, or an address, where the numbers stand. */
  readonly sources: readonly string[]
  readonly scores: Readonly<Record<string, readonly (number | undefined)[]>>
  /** Tasks whose numbers stand elsewhere. */
  readonly elsewhere?: Readonly<Record<string, readonly string[]>>
}

/** A row of a leaderboard as it is printed: tasks apart by spaces, metrics by slashes, `-` where none is given. */
function system(name: string, benchmark: Benchmark, sources: readonly string[], row: string): System {
  const tasks = Object.keys(metricsOf[benchmark])
  const cells = row.split(' ').map((cell) => cell.split('/').map((text) => (text === '-' ? undefined : Number(text))))
  if (cells.length !== tasks.length) throw new RangeError(`${name}: ${cells.length} cells for ${tasks.length} tasks`)
  return { name, benchmark, sources, scores: Object.fromEntries(tasks.map((task, i) => [task, cells[i]!])) }
}

const sklearn = 'https://github.com/charles9n/bert-sklearn'

export const glue = {
  elmo: {
    ...system(
      'BiLSTM, ELMo, attention (2018)',
      'GLUE',
      ['liu2019mtdnn'],
      '36.0 90.4 84.9/77.9 75.1/73.3 64.8/84.7 76.4/76.1 79.8 56.8 65.1',
    ),
    elsewhere: { QNLI: ['devlin2019'] },
  },
  bertBase: system(
    'BERT-base (2018)',
    'GLUE',
    ['devlin2019', sklearn],
    '52.1 93.5 88.9/84.8 87.1/85.8 71.2/89.2 84.6/83.4 90.1 66.4 65.1',
  ),
  bertLarge: system(
    'BERT-large (2018)',
    'GLUE',
    ['liu2019mtdnn'],
    '60.5 94.9 89.3/85.4 87.6/86.5 72.1/89.3 86.7/85.9 92.7 70.1 65.1',
  ),
  roberta: system(
    'RoBERTa, ensemble (2019)',
    'GLUE',
    ['liu2019roberta'],
    '67.8 96.7 92.3/- 92.2/- -/90.2 90.8/90.2 98.9 88.2 89.0',
  ),
  human: system(
    'people, crowd estimate',
    'GLUE',
    ['nangia2019', 'liu2019mtdnn'],
    '66.4 97.8 86.3/80.8 92.7/92.6 59.5/80.4 92.0/92.8 91.2 93.6 95.9',
  ),
} as const

export const superglue = {
  commonest: system(
    'always the commonest answer',
    'SuperGLUE',
    ['wang2019superglue'],
    '62.3 21.7/48.4 50.0 61.1/0.3 33.4/32.5 50.3 50.0 65.1',
  ),
  cbow: system('bag of words (2019)', 'SuperGLUE', ['vu2022'], '62.2 49.0/71.2 51.6 0.0/0.5 14.0/13.6 49.7 53.1 65.1'),
  bertLarge: system(
    'BERT-large (2019)',
    'SuperGLUE',
    ['wang2019superglue'],
    '77.4 75.7/83.6 70.6 70.0/24.0 72.0/71.3 71.6 69.5 64.3',
  ),
  t5: system(
    'T5-11B (2019)',
    'SuperGLUE',
    ['he2021', 'vu2022'],
    '91.2 93.9/96.8 94.8 88.1/63.3 94.1/93.4 92.5 76.9 93.8',
  ),
  debertaSingle: system(
    'DeBERTa, single model (2020)',
    'SuperGLUE',
    ['he2021'],
    '90.4 94.9/97.2 96.8 88.2/63.7 94.5/94.1 93.2 76.4 95.9',
  ),
  deberta: system(
    'DeBERTa, ensemble (2021)',
    'SuperGLUE',
    ['he2021'],
    '90.4 95.7/97.6 98.4 88.2/63.7 94.5/94.1 93.2 77.5 95.9',
  ),
  gpt3: system(
    'GPT-3, few-shot (2020)',
    'SuperGLUE',
    ['vu2022'],
    '76.4 52.0/75.6 92.0 75.4/30.5 91.1/90.2 69.0 49.4 80.1',
  ),
  human: system(
    'people, crowd estimate',
    'SuperGLUE',
    ['wang2019superglue'],
    '89.0 95.8/98.9 100.0 81.8/51.9 91.7/91.3 93.6 80.0 100.0',
  ),
} as const

/** A task's one score: the mean of its metrics. */
export function taskScore({ name, scores }: System, task: string): number {
  const values = scores[task]
  if (values === undefined) throw new RangeError(`${name} has no task ${task}`)
  if (values.includes(undefined)) throw new RangeError(`${name} lacks a metric of ${task}`)
  return mean(values as number[])
}

/** The official score: every task counts the same, whatever its size. */
export const official = (system: System, without?: string): number =>
  mean(
    Object.keys(metricsOf[system.benchmark])
      .filter((task) => task !== without)
      .map((task) => taskScore(system, task)),
  )

/** The average of the BERT paper's Table 1: one metric a task, MNLI as two columns, no WNLI. */
export function bertPaperAverage({ scores }: System): number {
  const metric = { CoLA: 0, 'SST-2': 0, MRPC: 0, 'STS-B': 1, QQP: 0, QNLI: 0, RTE: 0 }
  const single = Object.entries(metric).map(([task, i]) => scores[task]![i]!)
  return mean([...single, ...(scores['MNLI'] as number[])])
}
