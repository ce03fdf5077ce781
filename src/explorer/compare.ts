import { usualLength } from '../report/pass.ts'
import type { Choice } from './choice.ts'
import type { Settings } from './settings.ts'
import { study, type Outcome, type Study } from './study.ts'

/** Two models at the same lengths: as long as both can be, where nobody says. */
export function studies(choices: readonly [Choice, Choice], settings: Settings): readonly [Outcome, Outcome] {
  const alone = choices.map((choice) => study(choice, { ...settings, sizes: {} }))
  const usual = alone.flatMap((outcome) => ('study' in outcome ? [lengthOf(outcome.study)] : []))
  const T = settings.sizes.T ?? Math.min(...usual, 128)
  const at = { ...settings, sizes: { ...settings.sizes, T } }
  return [study(choices[0], at), study(choices[1], at)]
}

const lengthOf = ({ model, lengths }: Study): number => lengths['T'] ?? usualLength(model)
