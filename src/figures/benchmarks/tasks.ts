import { accuracy, f1, matthews } from '../metrics.ts'
import type { Benchmark } from './scores.ts'

/** What a card says of a task, apart from its scores. */
export interface Task {
  readonly name: string
  readonly benchmark: Benchmark | 'diagnostic'
  /** What it is made of, where it comes from, what is measured. */
  readonly form: string
  readonly from: string
  /** The work that made the data set. */
  readonly source: string
  readonly metric: string
  /** Examples in each part; undefined where there is none. */
  readonly train?: number
  readonly dev?: number
  readonly test: number
  /** What the numbers 0, 1, 2 stand for. */
  readonly labels: readonly string[]
  /** How many examples of a part carry each label. */
  readonly balance?: Balance
}

export interface Balance {
  readonly part: 'train' | 'dev' | 'the matched half of dev'
  readonly counts: readonly (readonly [label: string, count: number])[]
  /** An address where they are counted. */
  readonly source: string
  /** Index of the positive class, where F1 or Matthews correlation is the metric. */
  readonly positive?: number
}

/** Counts of the loaded files, a class of Python each. */
const counted = 'https://github.com/AndreasMadsen/faithfulness-measurable-models/tree/main/ecoroar/dataset'

const dev = (counts: Balance['counts'], positive?: number, source = counted): Balance => ({
  part: 'dev',
  counts,
  source,
  ...(positive !== undefined && { positive }),
})

/** GLUE's nine and its diagnostic, then SuperGLUE's eight and its two. Sizes are those of the released files. */
export const tasks: readonly Task[] = [
  {
    name: 'CoLA',
    benchmark: 'GLUE',
    form: 'one sentence, acceptable or not',
    from: 'books and papers on linguistics',
    source: 'warstadt2019',
    metric: 'Matthews correlation',
    train: 8551,
    dev: 1043,
    test: 1063,
    labels: ['unacceptable', 'acceptable'],
    balance: dev(
      [
        ['acceptable', 721],
        ['unacceptable', 322],
      ],
      0,
    ),
  },
  {
    name: 'SST-2',
    benchmark: 'GLUE',
    form: 'one sentence, sentiment',
    from: 'movie reviews',
    source: 'socher2013',
    metric: 'accuracy',
    train: 67349,
    dev: 872,
    test: 1821,
    labels: ['negative', 'positive'],
    balance: dev([
      ['positive', 444],
      ['negative', 428],
    ]),
  },
  {
    name: 'MRPC',
    benchmark: 'GLUE',
    form: 'two sentences, paraphrase or not',
    from: 'online news',
    source: 'dolan2005',
    metric: 'F1 and accuracy, averaged',
    train: 3668,
    dev: 408,
    test: 1725,
    labels: ['not_equivalent', 'equivalent'],
    balance: dev(
      [
        ['equivalent', 279],
        ['not_equivalent', 129],
      ],
      0,
    ),
  },
  {
    name: 'STS-B',
    benchmark: 'GLUE',
    form: 'two sentences, similarity from 0 to 5',
    from: 'headlines, captions, inference data',
    source: 'cer2017',
    metric: 'Pearson and Spearman correlation, averaged',
    train: 5749,
    dev: 1500,
    test: 1379,
    labels: [],
  },
  {
    name: 'QQP',
    benchmark: 'GLUE',
    form: 'two questions, duplicates or not',
    from: 'Quora',
    source: 'wang2019glue',
    metric: 'F1 and accuracy, averaged',
    train: 363846,
    dev: 40430,
    test: 390965,
    labels: ['not_duplicate', 'duplicate'],
    balance: dev(
      [
        ['not_duplicate', 25545],
        ['duplicate', 14885],
      ],
      1,
    ),
  },
  {
    name: 'MNLI',
    benchmark: 'GLUE',
    form: 'premise and hypothesis, three classes; dev and test in two halves',
    from: 'ten genres of speech and writing',
    source: 'williams2018',
    metric: 'accuracy, matched and mismatched averaged',
    train: 392702,
    dev: 9815 + 9832,
    test: 9796 + 9847,
    labels: ['entailment', 'neutral', 'contradiction'],
    balance: {
      ...dev([
        ['entailment', 3479],
        ['contradiction', 3213],
        ['neutral', 3123],
      ]),
      part: 'the matched half of dev',
    },
  },
  {
    name: 'QNLI',
    benchmark: 'GLUE',
    form: 'question and sentence, answered or not',
    from: 'Wikipedia, through SQuAD',
    source: 'rajpurkar2016',
    metric: 'accuracy',
    train: 104743,
    dev: 5463,
    test: 5463,
    labels: ['entailment', 'not_entailment'],
    balance: dev([
      ['not_entailment', 2761],
      ['entailment', 2702],
    ]),
  },
  {
    name: 'RTE',
    benchmark: 'GLUE',
    form: 'premise and hypothesis, two classes',
    from: 'news and Wikipedia',
    source: 'dagan2006',
    metric: 'accuracy',
    train: 2490,
    dev: 277,
    test: 3000,
    labels: ['entailment', 'not_entailment'],
    balance: dev([
      ['entailment', 146],
      ['not_entailment', 131],
    ]),
  },
  {
    name: 'WNLI',
    benchmark: 'GLUE',
    form: 'sentence, and itself with a pronoun replaced',
    from: 'Winograd schemas; the test set from fiction',
    source: 'levesque2012',
    metric: 'accuracy',
    train: 635,
    dev: 71,
    test: 146,
    labels: ['not_entailment', 'entailment'],
    balance: dev(
      [
        ['not_entailment', 40],
        ['entailment', 31],
      ],
      undefined,
      'https://github.com/footprinthere/AttAttr-Cutoff',
    ),
  },
  {
    name: 'AX',
    benchmark: 'diagnostic',
    form: 'premise and hypothesis, three classes, not in the average',
    from: 'news, Reddit, Wikipedia, papers',
    source: 'wang2019glue',
    metric: 'R₃, Matthews correlation for three classes',
    test: 1104,
    labels: ['entailment', 'neutral', 'contradiction'],
  },
  {
    name: 'BoolQ',
    benchmark: 'SuperGLUE',
    form: 'passage and question, yes or no',
    from: 'Google queries, Wikipedia passages',
    source: 'clark2019boolq',
    metric: 'accuracy',
    train: 9427,
    dev: 3270,
    test: 3245,
    labels: ['False', 'True'],
    balance: dev([
      ['True', 2033],
      ['False', 1237],
    ]),
  },
  {
    name: 'CB',
    benchmark: 'SuperGLUE',
    form: 'premise and embedded clause, three classes',
    from: 'Wall Street Journal, fiction, dialog',
    source: 'demarneffe2019',
    metric: 'macro-F1 and accuracy, averaged',
    train: 250,
    dev: 56,
    test: 250,
    labels: ['entailment', 'contradiction', 'neutral'],
    balance: dev([
      ['contradiction', 28],
      ['entailment', 23],
      ['neutral', 5],
    ]),
  },
  {
    name: 'COPA',
    benchmark: 'SuperGLUE',
    form: 'premise, two possible causes or effects',
    from: 'written by hand, on topics of blogs and an encyclopedia of photography',
    source: 'roemmele2011',
    metric: 'accuracy',
    train: 400,
    dev: 100,
    test: 500,
    labels: ['choice1', 'choice2'],
  },
  {
    name: 'MultiRC',
    benchmark: 'SuperGLUE',
    form: 'paragraph, question, answers that are each true or false',
    from: 'news, fiction and other domains',
    source: 'khashabi2018',
    metric: 'F1a and exact match, averaged',
    train: 27243,
    dev: 4848,
    test: 9693,
    labels: ['False', 'True'],
  },
  {
    name: 'ReCoRD',
    benchmark: 'SuperGLUE',
    form: 'news passage, a sentence with a gap, a list of names',
    from: 'CNN and Daily Mail',
    source: 'zhang2018',
    metric: 'token F1 and exact match, averaged',
    train: 100730,
    dev: 10000,
    test: 10000,
    labels: [],
  },
  {
    name: 'RTE in SuperGLUE',
    benchmark: 'SuperGLUE',
    form: 'premise and hypothesis, two classes',
    from: 'news and Wikipedia',
    source: 'dagan2006',
    metric: 'accuracy',
    train: 2490,
    dev: 277,
    test: 3000,
    labels: ['entailment', 'not_entailment'],
    balance: dev([
      ['entailment', 146],
      ['not_entailment', 131],
    ]),
  },
  {
    name: 'WiC',
    benchmark: 'SuperGLUE',
    form: 'a word in two sentences, same sense or not',
    from: 'WordNet, VerbNet and Wiktionary',
    source: 'pilehvar2019',
    metric: 'accuracy',
    train: 5428,
    dev: 638,
    test: 1400,
    labels: ['False', 'True'],
  },
  {
    name: 'WSC',
    benchmark: 'SuperGLUE',
    form: 'sentence, noun and pronoun, the same or not',
    from: 'Winograd schemas; the test set from fiction',
    source: 'levesque2012',
    metric: 'accuracy',
    train: 554,
    dev: 104,
    test: 146,
    labels: ['False', 'True'],
    balance: {
      part: 'train',
      counts: [
        ['False', 295],
        ['True', 259],
      ],
      source: 'https://github.com/google-research/text-to-text-transfer-transformer/blob/e081111/t5/data/glue_utils.py',
    },
  },
  {
    name: 'AX-b',
    benchmark: 'diagnostic',
    form: 'AX with two classes, not in the average',
    from: 'the diagnostic set of GLUE',
    source: 'wang2019superglue',
    metric: 'Matthews correlation',
    test: 1104,
    labels: ['entailment', 'not_entailment'],
  },
  {
    name: 'AX-g',
    benchmark: 'diagnostic',
    form: 'pairs that differ in the gender of a pronoun, not in the average',
    from: 'Winogender schemas',
    source: 'rudinger2018',
    metric: 'accuracy and gender parity',
    test: 356,
    labels: ['entailment', 'not_entailment'],
  },
]

export function taskNamed(name: string): Task {
  const task = tasks.find((one) => one.name === name)
  if (task === undefined) throw new RangeError(`no task ${name}`)
  return task
}

/** What the commonest label earns when it is always given, by the task's own metrics, in points. */
export function constantAnswer({ balance, metric }: Task): readonly number[] | undefined {
  if (balance === undefined) return undefined
  const { counts, positive } = balance
  const [most, rest] = [counts[0]![1], counts.slice(1).reduce((sum, [, count]) => sum + count, 0)]
  const share = (100 * most) / (most + rest)
  // Macro-F1 is the mean over the classes, of which one has an F1 above 0.
  if (metric.startsWith('macro')) return [(100 * f1({ tp: most, fp: rest, fn: 0, tn: 0 })) / counts.length, share]
  if (positive === undefined) return [share]
  const answered = positive === 0 ? { tp: most, fp: rest, fn: 0, tn: 0 } : { tp: 0, fp: 0, fn: rest, tn: most }
  return metric.startsWith('Matthews') ? [100 * matthews(answered)] : [100 * f1(answered), 100 * accuracy(answered)]
}
