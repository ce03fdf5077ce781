import { activations } from '../../engine/index.ts'
import { linearGap } from './collapse.ts'
import { factsOf } from './facts.ts'
import { gatedWidth } from './gates.ts'
import { bestSigmoid, geluGap, rounding, sigmoidGap } from './gelu-error.ts'
import { deepPassage, trained, type Deep, type Start } from './measured.ts'
import { once } from './once.ts'

/** The numbers that the sentences of the post on activation functions compute, by name. */
export const numbers = once(() => {
  const { gelu, gelu_tanh, silu, sigmoid } = activations
  const [calm, brisk, rash, leaky, smooth] = trained().map(({ off, loss, returned, diverged }) => ({
    off: 100 * off.at(-1)!,
    early: 100 * off[10]!,
    loss: loss.at(-1)!,
    returned: 100 * returned,
    diverged,
  }))
  const left = (name: Deep, start: Start) => deepPassage(name, start).gradient.at(-1)!
  const [tanhGap, quickGap, best] = [geluGap('gelu_tanh').worst, geluGap('gelu_quick').worst, bestSigmoid()]
  return {
    linearGap: linearGap(20, 64),
    quarter10: 0.25 ** 10,
    quarter20: 0.25 ** 20,
    dead: { calm: calm!, brisk: brisk!, rash: rash!, leaky: leaky!, smooth: smooth! },
    randomLeak: { test: 11 / 48, middle: (1 / 8 + 1 / 3) / 2 },
    gelu: {
      tanhGap,
      quickGap,
      best,
      classic: sigmoidGap(1.702),
      ratio: quickGap.gap / tanhGap.gap,
      roundingRight: rounding(gelu.f(2.7), 8),
      roundingRatio: rounding(gelu.f(2.7), 8) / tanhGap.gap,
      roundingLeft: rounding(gelu.f(-2.7), 8),
      relativeLeft: 100 * Math.abs(1 - gelu_tanh.f(-2.7) / gelu.f(-2.7)),
      atOne: gelu.f(1) - gelu_tanh.f(1),
    },
    siluDepth: factsOf(silu).minimum!.value / factsOf(gelu).minimum!.value,
    left: {
      sigmoid: left('sigmoid', 'lecun'),
      relu: left('relu', 'lecun'),
      reluLoss: 1 / left('relu', 'lecun'),
      reluHe: left('relu', 'he'),
      siluOwn: left('silu', 'own'),
      siluSignal: deepPassage('silu', 'own').signal.at(-1)!,
      expected: 2 ** -10,
    },
    siluGrowth20: factsOf(silu).growth ** 20,
    sigmoidFactor: factsOf(sigmoid).slopeMoment / factsOf(sigmoid).secondMoment,
    start512: { relu: Math.sqrt(2 / 512), selu: 1 / Math.sqrt(512), gelu: factsOf(gelu).gain / Math.sqrt(512) },
    width: {
      seven: gatedWidth(4 * 4096),
      thirteen: gatedWidth(4 * 5120),
      thirteenRounded: gatedWidth(4 * 5120, 256),
    },
  }
})

/** A log-perplexity as a perplexity, and by how many percent the second of two lies below the first. */
export const perplexity = (log: number): number => Math.exp(log)
export const lower = (from: number, to: number): number => 100 * (1 - Math.exp(to - from))
