import { chosenShare } from './input.ts'
import { fixedBytes, keptBytes, keptParts } from './memory.ts'
import {
  accounts,
  ceiling,
  electraTraining,
  scheduled,
  scheduledTokens,
  steps,
  tokens,
  trained,
  training,
  byRule,
} from './pretraining.ts'

const percent = (part: number, whole: number): number => (100 * part) / whole
const block = (T: number): number => keptParts('bert-base', T).reduce((sum, { bytes }) => sum + bytes, 0)
const rule = byRule(trained('bert-base'), scheduledTokens)
const peak = ceiling(4, 4)
const table = accounts('bert-base').at(-1)!

/** Numbers that the sentences of the post need and no component computes. */
export const n = {
  /** Of all tokens, in percent. */
  masked: percent(chosenShare * 0.8, 1),
  replaced: percent(chosenShare * 0.1, 1),
  /** Of 128 tokens. */
  chosen: 128 * chosenShare,
  chosenMasked: 128 * chosenShare * 0.8,
  chosenReplaced: 128 * chosenShare * 0.1,
  /** GiB of values, gradients and moments. */
  fixed: fixedBytes('bert-base') / 2 ** 30,
  /** MB kept of one sequence. */
  kept: { 128: keptBytes('bert-base', 128) / 1e6, 512: keptBytes('bert-base', 512) / 1e6 },
  /** MB kept of one sequence by one block, and of these by the maps. */
  block: block(128) / 1e6,
  maps: keptParts('bert-base', 128)[0]!.bytes / 1e6,
  electraThrice: 1.5 * electraTraining('bert-base'),
  ceiling: peak,
  /** Percent of what four Cloud TPUs v2 could have done in four days. */
  share: {
    schedule: percent(scheduled('bert-base'), peak),
    long: percent(training('bert-base', 512), peak),
    table: percent(table.total, peak),
  },
  rule,
  ruleExcess: percent(rule, scheduled('bert-base')) - 100,
  /** Of the run, in percent, the steps at 512. */
  lastTokens: percent(tokens(512, steps / 10), scheduledTokens),
  lastFlops: percent(training('bert-base', 512, steps / 10), scheduled('bert-base')),
} as const
