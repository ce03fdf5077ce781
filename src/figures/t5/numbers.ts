import { publishedModel } from '../../models/index.ts'
import { polynomial, workOfScope } from '../../engine/index.ts'
import { complete } from '../../models/quantities.ts'
import { apart } from './folding.ts'
import { pretraining, run } from './pretraining.ts'
import { sharpness } from './sharpness.ts'
import { corruptionFor, released, shareOfLength } from './spans.ts'
import { prelude, stepBytes, stepCost, writing } from './writing.ts'

/** The numbers of the post's sentences that no formula of its model gives. Shares are in percent. */
export function numbers() {
  const cut = corruptionFor(run.input)
  const share = (length: number) => 100 * shareOfLength(length, cut.dropped, cut.spans)
  const [small, large] = [pretraining('t5-small'), pretraining('t5-11b')]
  const written = writing('t5-base', cut.input, cut.target).at(-1)!
  const step = Number(stepCost('t5-base', cut.input, cut.target - 1))
  const before = Number(prelude('t5-base', cut.input))
  return {
    cut,
    /** Marks if each token is dropped by itself: a span begins where a kept token is followed by a dropped one. */
    marks: released.density * (1 - released.density) * cut.tokens,
    levels: (5 - 1) / 0.2 + 1,
    single: share(1),
    short: share(1) + share(2),
    plain: 100 * sharpness(64, 'plain').largest,
    folded: 100 * sharpness(64, 'folded').largest,
    drift: 100 * Math.max(...apart('adam', 100)),
    before37: (Math.log(37 / 8) / Math.log(16)) * 8,
    freshSpread: Math.sqrt(768),
    freshLoss: Math.log(32128) + 1 / 2,
    before: before / 1e9,
    step: step / 1e9,
    tokensBefore: before / Number(stepCost('t5-base', cut.input, 0)),
    overcharged: Number(written.charged) / Number(written.kept),
    stepMegabytes: stepBytes('t5-base', cut.input, cut.target - 1) / 1e6,
    intensity: step / stepBytes('t5-base', cut.input, cut.target - 1),
    sixOf11b: large.six / large.exact,
    sixOfSmall: small.six / small.exact,
    targets: (100 * cut.target) / cut.input,
    beyondTrillion: 100 * ((run.batch * run.input * 1e6) / 1e12 - 1),
    measured: 512 * 45.6e12 * 20 * 86400,
    above: {
      patterson: 100 * (large.exact / 4.05e22 - 1),
      electra: 100 * (large.exact / 4.58e22 - 1),
      brown: 100 * (large.exact / 3.3e22 - 1),
    },
    cheaperXxl: 100 * (1 - forward('t5-v1_1-xxl', cut.input, cut.target) / forward('t5-11b', cut.input, cut.target)),
  }
}

function forward(name: string, S: number, T: number): number {
  const { graph, sizes } = publishedModel(name)
  return Number(polynomial.count(workOfScope(graph).matmul, complete(graph, { ...sizes, B: 1, S, T })))
}
