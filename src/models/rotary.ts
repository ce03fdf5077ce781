import { fixed, type Round, type Tn } from '../engine/index.ts'
import type { Fields } from './config.ts'

/** How far each pair of features turns from one position to the next, in radians; of how many pairs. */
export interface Frequencies {
  readonly pairs: number
  readonly of: (pair: number, round?: Round) => number
}

/**
 * The frequencies that a configuration asks for: θ^(−2i/k), rescaled where the context was stretched after training.
 * Released files have `rope_theta` and `rope_scaling`; since transformers 5 both stand in `rope_parameters`.
 */
export function rotaryFrequencies(fields: Fields, k: number): Frequencies {
  const width = fields.has('head_dim') ? 'head_dim' : 'hidden_size'
  fields.require(k % 2 === 0, width, `heads of an even width, since RoPE turns pairs of features; it is ${k}`)
  const own = fields.part('rope_scaling') ?? fields.part('rope_parameters')
  const theta = fields.positive('rope_theta', 10_000)
  const longest = fields.size('max_position_embeddings', 2048)
  if (own === undefined) return turning(theta, k)
  const scaling = own.choice(own.has('rope_type') ? 'rope_type' : 'type', scalings, 'default')
  const { pairs, of } = turning(own.positive('rope_theta', theta), k)
  const scaled = scaling(own, longest)
  return { pairs, of: (i, round = exact) => scaled(of(i, round), round) }
}

/** One angle for each feature at each position, the same in every layer. Features i and i + k/2 turn together. */
export function rotaryAngles(frequencies: Frequencies): Tn<'T k'> {
  return fixed('T k', {
    label: 'angles',
    halves: { vector: 1, transcendental: 2 },
    rule: ([t, i], past, _, round = exact) => round((t! + past) * frequencies.of(i! % frequencies.pairs, round)),
  })
}

/** Su et al. 2021, §3.2.2: θ^(−2i/k) for i = 0 … k/2 − 1. */
export const turning = (theta: number, k: number): Frequencies => ({
  pairs: Math.floor(k / 2),
  of: (i, round = exact) => round(1 / round(theta ** round((2 * i) / k))),
})

const exact: Round = (x) => x

/** All of them as a list, for heads of a width that is known to be one. */
export function geometric(theta: number, k: number): number[] {
  const { pairs, of } = turning(theta, k)
  return Array.from({ length: pairs }, (_, i) => of(i))
}

type Scaling = (fields: Fields, longest: number) => (frequency: number, round: Round) => number

const scalings: Readonly<Record<string, Scaling>> = { default: () => (frequency) => frequency, llama3 }

/**
 * Llama 3.1: what turns often within the original context stays, what turns less than once is slowed by the factor,
 * and in between the two are blended; in the steps of transformers, each of which may be rounded (`modeling_rope_utils.py`,
 * `_compute_llama3_parameters`).
 */
function llama3(fields: Fields, longest: number): ReturnType<Scaling> {
  const factor = fields.positive('factor')
  const [low, high] = [fields.positive('low_freq_factor'), fields.positive('high_freq_factor')]
  fields.require(high > low, 'high_freq_factor', `more than low_freq_factor, ${low}`)
  const original = fields.size('original_max_position_embeddings', longest)
  return (frequency, round) => {
    const wavelength = round(round(1 / frequency) * round(2 * Math.PI))
    const turns = round(original * round(1 / wavelength))
    const share = Math.min(Math.max(round(round(turns - low) / (high - low)), 0), 1)
    return round(round(share * frequency) + round(round(round(1 - share) * frequency) / factor))
  }
}
