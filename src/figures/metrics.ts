/** The metrics of GLUE and SuperGLUE. Scores are shares, 0 to 1 (correlations −1 to 1); an undefined one is 0, as on the servers. */

/** A two-class test, counted. */
export interface Confusion {
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export const accuracy = ({ tp, fp, fn, tn }: Confusion): number => ratio(tp + tn, tp + fp + fn + tn)

/** F1 of the positive class. */
export const f1 = ({ tp, fp, fn }: Confusion): number => ratio(2 * tp, 2 * tp + fp + fn)

/** Matthews correlation coefficient. */
export const matthews = ({ tp, fp, fn, tn }: Confusion): number =>
  ratio(tp * tn - fp * fn, Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))

export const mean = (values: readonly number[]): number => sum(values) / values.length

/** More than two classes: rows are gold labels, columns predictions. `correlation` is Gorodkin's R_K, for two classes Matthews'. */
export function multiclass(counts: readonly (readonly number[])[]): {
  readonly accuracy: number
  readonly f1: readonly number[]
  readonly macroF1: number
  readonly correlation: number
} {
  const gold = counts.map(sum)
  const predicted = counts.map((_, k) => sum(counts.map((row) => row[k]!)))
  const right = counts.map((row, k) => row[k]!)
  const [n, correct] = [sum(gold), sum(right)]
  const each = right.map((tp, k) => ratio(2 * tp, gold[k]! + predicted[k]!))
  const square = (values: readonly number[]) => n * n - sum(values.map((value) => value * value))
  return {
    accuracy: ratio(correct, n),
    f1: each,
    macroF1: mean(each),
    correlation: ratio(
      correct * n - sum(gold.map((t, k) => t * predicted[k]!)),
      Math.sqrt(square(predicted) * square(gold)),
    ),
  }
}

export function pearson(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)]
  const dot = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    sum(a.map((value, i) => (value - ma) * (b[i]! - mb)))
  return ratio(dot(x, mx, y, my), Math.sqrt(dot(x, mx, x, mx) * dot(y, my, y, my)))
}

/** 1 for the smallest; equal values share the mean of their ranks. */
export const ranks = (values: readonly number[]): number[] =>
  values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })

export const spearman = (x: readonly number[], y: readonly number[]): number => pearson(ranks(x), ranks(y))

/** As SQuAD and ReCoRD compare answers: small letters, no punctuation, no articles, single spaces. */
export const normalized = (answer: string): string =>
  answer
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .trim()
    .replace(/\s+/g, ' ')

export const exactMatch = (answer: string, gold: readonly string[]): number =>
  Number(gold.some((one) => normalized(one) === normalized(answer)))

/** The overlap of words with the gold answer that fits best. */
export const tokenF1 = (answer: string, gold: readonly string[]): number =>
  Math.max(...gold.map((one) => overlap(normalized(answer).split(' '), normalized(one).split(' '))))

function overlap(answer: readonly string[], gold: readonly string[]): number {
  const left = [...gold]
  const common = answer.filter((word) => left.includes(word) && left.splice(left.indexOf(word), 1)).length
  return ratio(2 * common, answer.length + gold.length)
}

/** A question of MultiRC: which of its answers are right, and which were said to be, as `10110`. */
export interface Question {
  readonly gold: string
  readonly said: string
}

/** F1a pools the answers of all questions; EM is the share of questions without a mistake; the score is the mean of both. */
export function multirc(questions: readonly Question[]): {
  readonly counts: Confusion
  readonly f1a: number
  readonly em: number
  readonly score: number
} {
  const pairs = questions.flatMap(({ gold, said }) => [...gold].map((bit, i) => bit + said[i]!))
  const count = (pair: string) => pairs.filter((one) => one === pair).length
  const counts = { tp: count('11'), fp: count('01'), fn: count('10'), tn: count('00') }
  const em = mean(questions.map(({ gold, said }) => Number(gold === said)))
  return { counts, f1a: f1(counts), em, score: (f1(counts) + em) / 2 }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
