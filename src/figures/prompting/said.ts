import { count, parameterCount } from '../../engine/index.ts'
import { trainedIn } from '../../models/adaptations/counts.ts'
import { adaptations } from '../../models/adaptations/methods.ts'
import { prefixProducer, promptEncoder } from '../../models/adaptations/producers.ts'
import { publishedModel } from '../../models/index.ts'
import { answerCost, askings } from './answers.ts'
import { powerOfTen } from '../scaling/words.ts'
import { calibrated } from './calibration.ts'
import { average, inContext, inContextTokens, roughly, standardError } from './numbers.ts'
import { searchOnePrompt } from './search.ts'
import { correlationFor, majority } from './votes.ts'

const percent = (share: number): number => 100 * share
const voters = [1, 3, 5, 9, 15, 25, 41, 65, 101]
const curve = (p: number, correlation?: number) => voters.map((m) => [m, percent(majority(m, p, correlation))] as const)

/** Every number that a sentence or a chart of the post on prompts computes. */
export function said() {
  const search = searchOnePrompt()
  const agreement = correlationFor(40, 0.565, 0.744)
  const [once, , , chain, forty] = askings.map((asking) => answerCost('palm-540b', asking)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const medium = { ...publishedModel('gpt2-medium').sizes, q: 10, j: 512 }
  const produced = Number(count(parameterCount(prefixProducer()), medium))
  const kept = Number(count(trainedIn(adaptations.prefix.adapt(publishedModel('gpt2-medium').graph)), medium))
  return {
    encoder: Number(count(parameterCount(promptEncoder()), { d: 1024 })),
    producer: { all: produced, kept: (100 * kept) / produced, times: produced / kept },
    search,
    promised: search.words.map(({ estimated, actual }) => [estimated, actual] as const),
    steps: search.trained.map((value, step) => [step, value] as const),
    averages: { mean: average('mean'), best: average('best'), vote: average('vote') },
    context: {
      ...inContext,
      tokens: inContextTokens,
      words: {
        inContext: powerOfTen(roughly.inContext),
        fewShotTuned: powerOfTen(roughly.fewShotTuned),
        training: powerOfTen(roughly.training, 2),
      },
      ratio: roughly.inContext / roughly.fewShotTuned,
      cachedRatio: roughly.cached / roughly.fewShotTuned,
      answersOfTraining: roughly.training / roughly.inContext,
    },
    orders: [1, 2, 3, 4, 5, 6, 7, 8].reduce((a, b) => a * b),
    review: calibrated([0.6, 0.4], [0.7, 0.3]),
    again: calibrated([0.6, 0.4], [0.65, 0.35]),
    agreement: agreement.toFixed(3),
    strangers: percent(majority(40, 0.565)),
    curves: { strangers: curve(0.565), observed: curve(0.565, agreement), alike: curve(0.565, 0.2) },
    shuffles: percent(majority(5, 0.881)),
    five: { strangers: percent(majority(5, 0.8)), alike: percent(majority(5, 0.8, 0.3)) },
    price: { whole: forty / once, votes: forty / chain },
    errors: { gsm8k: standardError(56.5, 1319), medqa: standardError(90.2, 1273) },
    fewerErrors: (100 * (13.5 - 9.8)) / 13.5,
  }
}
