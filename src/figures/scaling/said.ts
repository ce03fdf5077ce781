import { word } from '../../engine/format.ts'
import { accelerators } from '../../engine/hardware.ts'
import * as law from '../scaling-laws.ts'
import { cacheRatio } from './caches.ts'
import { optimalFor, tablesBeside, type Counting } from './embeddings.ts'
import { perTokenOf } from './mirage.ts'
import { chipHours, doublingTime, energy, runOf, utilization } from './runs.ts'
import { amount, powerOfTen, ratio, share } from './words.ts'

/**
 * What the sentences of the post on scaling state, computed. Inputs are the published figures that stand, with their
 * sources, in the same sentences; a formula in MDX text would be mangled by the formatter.
 */
const { printed, unrounded, refitted } = law.fits
const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
const times = (value: number, digits = 0): string => value.toFixed(digits)
const models = ({ N, D }: law.Allocation) => ({ N: amount(N), D: amount(D), each: ratio(D / N) })
const peaks = {
  v100: accelerators.v100.peak.fp16,
  a100: accelerators['a100-80gb'].peak.bf16,
  h100: accelerators.h100.peak.bf16,
  tpu4: accelerators['tpu-v4'].peak.bf16,
}

/** Years after October 2018, and training FLOPs: BERT-large, T5-11B, GPT-3, Gopher, PaLM, Llama 3.1 405B. */
export const years: readonly (readonly [time: number, flops: number])[] = [
  [0, 5.33e20],
  [1, 3.3e22],
  [1.6, 3.14e23],
  [3.2, law.sixND({ N: 280e9, D: 300e9 })],
  [3.5, 2.53e24],
  [5.8, 3.8e25],
]

/** The ends of the line through them. */
export const trend = [0, 5.8].map((time) => {
  const mean = (of: (year: readonly [number, number]) => number) =>
    years.reduce((sum, year) => sum + of(year), 0) / years.length
  const [t, y] = [mean(([time]) => time), mean(([, flops]) => Math.log2(flops))]
  return [time, 2 ** (y + (time - t) / doublingTime(years))] as const
})

export const small = runOf('gpt3-small', 300e9, 2048)
export const gpt3 = runOf('gpt3-175b', 300e9, 2048)
export const palm = runOf('palm-540b', 780e9, 2048)
const gpt3Size = { N: Number(gpt3.parameters), D: 300e9 }
const gopher = { N: 280e9, D: 300e9 }
const chinchilla = { N: 70e9, D: 1.4e12 }
const llama = { N: 405e9, D: 15.6e12 }

/** The budget of Gopher and Chinchilla, and that of Llama 3.1 405B. */
export const budget = 5.76e23
const large = 3.8e25
/** GPT-3's, as everyone quotes it. */
const quoted = 3.14e23

/** GPT-2's tables, and blocks as wide for their depth as GPT-3 Small's. */
export const counting: Counting = { rows: 50257 + 1024, aspect: 64 }

/** The exponent that a straight line through Kaplan's range of sizes has where a fit holds for all parameters. */
export function seen(fit: law.Fit, aspect = counting.aspect): number {
  const sizes = Array.from({ length: 61 }, (_, i) => 768 * (1.5e9 / 768) ** (i / 60))
  return law.powerLaw(sizes.map((n) => [optimalFor(fit, { ...counting, aspect }, n).C, n])).exponent
}

const hours = {
  gpt3: { estimate: chipHours(gpt3.rule, peaks.v100, 0.213), reported: 10_000 * 14.8 * 24 },
  palm: { estimate: chipHours(palm.exact, peaks.tpu4, 0.462), reported: 6144 * 1200 + 3072 * 336 },
  llama: { estimate: chipHours(large, peaks.h100, 0.41), reported: 30.84e6 },
}
const hourWords = ({ estimate, reported }: { estimate: number; reported: number }) => ({
  estimate: amount(estimate),
  reported: amount(reported),
  factor: times(reported / estimate, 2),
})

/** A model of half the optimal size that reaches the same loss: what it costs more, and when that is paid back. */
function detour(C: number) {
  const full = law.optimum(refitted, C)
  const loss = law.lossOf(refitted, full)
  const N = full.N / 2
  const D = (refitted.B / (loss - refitted.E - refitted.A * N ** -refitted.alpha)) ** (1 / refitted.beta)
  const flops = law.sixND({ N, D })
  return { full, loss, N, D, flops, paid: (flops - C) / (2 * (full.N - N)) }
}

/** A pure power law through optimal runs up to 1/10,000 of a budget, carried on to it. */
function straight(C: number): number {
  const runs = [1e17, 1e18, 1e19, 1e20, 1e21, C / 1e4]
  const line = law.powerLaw(runs.map((C) => [C, law.lossOf(refitted, law.optimum(refitted, C))]))
  return line.coefficient * C ** line.exponent
}

const spentOn = (N: number): law.Allocation => ({ N, D: budget / (6 * N) })
/** The budget spent on the sizes that the chart of the valley shows. */
const valley = Array.from({ length: 49 }, (_, i) => spentOn(4e9 * 200 ** (i / 48)))
const half = detour(1e23)
const llamaEnergy = energy(hours.llama.reported, 700)
const deepseek = law.sixND({ N: 37e9, D: 14.8e12 })
const mfu = (flops: number) => utilization(flops / palm.tokens, 238.3e3, 6144, peaks.tpu4)
const crossing = law.kaplanContradiction()
const gap = (C: number) => law.optimum(refitted, C).N / law.optimum(printed, C).N
const errors = [0.3, 0.6].map((exact) => 1 - perTokenOf(exact, 10)) as [number, number]
const days = (peak: number, utilized: number) => ({
  hours: amount(chipHours(gpt3.rule, peak, utilized)),
  days: times(chipHours(gpt3.rule, peak, utilized) / 1024 / 24, 1),
})

export const said = {
  doubling: times(12 * doublingTime(years), 1),
  doublingLate: times(12 * doublingTime(years.slice(2)), 1),
  passes: {
    crawl: times((0.6 * 300) / 410, 2),
    webtext: times((0.22 * 300) / 19, 2),
    books1: times((0.08 * 300) / 12, 2),
    books2: times((0.08 * 300) / 55, 2),
    wikipedia: times((0.03 * 300) / 3, 2),
    weights: String(60 + 22 + 8 + 8 + 3),
    implied: times((100 * (0.44 * 410 + 2.9 * 19 + 1.9 * 12 + 0.43 * 55 + 3.4 * 3)) / 300, 1),
  },
  flops: powerOfTen(gpt3.rule, 4),
  petaflopDays: whole(gpt3.rule / law.petaflopDay),
  misses: {
    small: share(small.exact / small.rule - 1),
    large: share(gpt3.exact / gpt3.rule - 1, 1),
    useful: share(gpt3.useful / gpt3.rule - 1, 1),
  },
  each: {
    small: ratio(300e9 / Number(small.parameters)),
    large: ratio(300e9 / gpt3Size.N),
    palm: ratio(palm.tokens / Number(palm.parameters)),
  },
  sequences: (3.2e6 / 2048).toLocaleString('en-US'),
  steps: whole(300e9 / 3.2e6),
  kaplan: {
    tenfold: share(1 - 10 ** -law.kaplan.alphaN, 1),
    halfByN: whole(2 ** (1 / law.kaplan.alphaN)),
    halfByC: whole(2 ** (1 / law.kaplan.alphaC)),
    growN: times(10 ** 0.73, 1),
    growD: times(10 ** 0.27, 1),
    asks: models(law.kaplanOptimum(quoted)),
    crossing: whole(crossing / law.petaflopDay),
    ahead: times(crossing / gpt3.rule, 1),
  },
  gpt3: amount(gpt3Size.N),
  chinchilla: {
    exponent: times(law.exponentOf(printed), 3),
    first: times(law.approach('first').exponent, 3),
    second: times(law.approach('second').exponent, 3),
    ratios: law.projections
      .slice(0, 3)
      .map(({ N, first }) => ratio(first / N))
      .join(', '),
    lastRatio: ratio(law.projections.at(-1)!.second / law.projections.at(-1)!.N),
    gopher: powerOfTen(law.sixND(gopher)),
    chinchilla: powerOfTen(law.sixND(chinchilla)),
    budget: powerOfTen(budget),
    printed: models(law.optimum(printed, budget)),
    third: ratio(4.1e12 / 67e9),
    unrounded: models(law.optimum(unrounded, budget)),
    refitted: models(law.optimum(refitted, budget)),
    twice: times(
      law.lossOf(refitted, spentOn(2 * law.optimum(refitted, budget).N)) -
        law.lossOf(refitted, law.optimum(refitted, budget)),
      3,
    ),
    apart: times(Math.max(...valley.map((run) => Math.abs(law.lossOf(printed, run) - law.lossOf(refitted, run)))), 2),
    atGpt3: models(law.optimum(refitted, quoted)),
    atLarge: { printed: models(law.optimum(printed, large)), refitted: models(law.optimum(refitted, large)) },
  },
  enough: {
    gpt3: share(1 - law.wasted(refitted, gpt3Size)),
    gopher: share(1 - law.wasted(refitted, gopher)),
    chinchilla: share(1 - law.wasted(refitted, chinchilla)),
    llamaLost: share(law.wasted(refitted, llama)),
  },
  tables: amount(tablesBeside(counting, 1e6)),
  seen: {
    printed: times(seen(printed), 2),
    refitted: times(seen(refitted), 2),
    narrow: times(seen(printed, 32), 2),
    wide: times(seen(printed, 100), 2),
  },
  limit: times(printed.beta / (printed.alpha / 3 + printed.beta), 2),
  llamaEach: ratio(llama.D / llama.N),
  cache: times(cacheRatio),
  palm: {
    peak: String(peaks.tpu4 / 1e12),
    perToken: powerOfTen(palm.exact / palm.tokens, 4),
    mfu: share(mfu(palm.exact), 2),
    mfuByRule: share(mfu(palm.rule), 2),
    cluster: times((6144 * peaks.tpu4) / 1e15),
  },
  /** GPT-3's utilization from its duration. */
  gpt3Mfu: Number((100 * (gpt3.rule / (hours.gpt3.reported * 3600 * peaks.v100))).toFixed(1)),
  /** PaLM's compute, as the table of emergent skills has it, over that of GPT-3. */
  wic: word(Math.round(2.5e24 / 3.1e23)),
  five: [share(0.9 ** 5), share(0.99 ** 5)],
  digits: { one: share(perTokenOf(0.804, 3), 1), four: share(perTokenOf(0.804, 3) ** 4) },
  leak: powerOfTen(law.sixND({ N: 280e9, D: 13e12 }), 2),
  forecast: {
    straight: times(straight(large), 2),
    law: times(law.lossOf(refitted, law.optimum(refitted, large)), 2),
    floor: times(refitted.E, 2),
  },
  tuning: share(60 / 3640, 1),
  instruct: times(gpt3Size.N / Number(runOf('gpt3-xl', 1, 2048).parameters)),
  hours: { gpt3: hourWords(hours.gpt3), palm: hourWords(hours.palm), llama: hourWords(hours.llama) },
  energy: {
    watts: times(1287e6 / hours.gpt3.reported),
    llama: whole(llamaEnergy),
    more: times(llamaEnergy / 1287),
    llamaGrid: times(8930 / llamaEnergy, 2),
    gpt3Grid: times(552 / 1287, 2),
    compute: times(large / gpt3.rule),
    gain: times(large / gpt3.rule / (llamaEnergy / 1287)),
  },
  llamaFlops: powerOfTen(law.sixND(llama), 4),
  llamaLaw: amount(0.29 * large ** 0.53),
  deepseek: {
    flops: powerOfTen(deepseek),
    less: times(large / deepseek, 1),
    rate: times(deepseek / (2.664e6 * 3600) / 1e12),
  },
  exercises: {
    a100: { peak: String(peaks.a100 / 1e12), ...days(peaks.a100, 0.45) },
    h100: { peak: String(peaks.h100 / 1e12), ...days(peaks.h100, 0.4) },
    split: [0, 3, 5, 6]
      .map((i) => law.recipes[i]!)
      .map(({ name, optimum }) => `${name}: ${amount(optimum(1e22).N)} on ${amount(optimum(1e22).D)}`)
      .join('; '),
    gaps: [times(gap(1e22), 1), times(gap(1e26), 1)],
    full: models(half.full),
    loss: times(half.loss, 3),
    half: { ...models(half), flops: powerOfTen(half.flops), extra: powerOfTen(half.flops - 1e23) },
    paid: amount(half.paid),
    memory: String(accelerators['a100-80gb'].memory / 1e9),
    right: errors.map((error) => share(1 - error, 1)),
    wrong: errors.map((error) => share(error, 1)),
    factor: times(errors[0] / errors[1], 1),
    pairs: [4, 9].map((K) => String((K * (K - 1)) / 2)),
  },
}
