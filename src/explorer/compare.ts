import { usualLength } from '../report/pass.ts'
import { configuredModel } from '../report/read.ts'
import type { Choice } from './choice.ts'
import type { Settings } from './settings.ts'
import { study, type Outcome } from './study.ts'

/** Two models at the same lengths: as long as both can be, where nobody says. */
export function studies([a, b]: readonly [Choice, Choice], settings: Settings): readonly [Outcome, Outcome] {
  const limits = [limitsOf(a), limitsOf(b)]
  const { T = Math.min(...limits.map(({ usual }) => usual)) } = settings.sizes
  const { p = Math.min(T, ...limits.map(({ positions }) => positions - 1)) } = settings.sizes
  const at = { ...settings, sizes: { S: T, ...settings.sizes, T, p } }
  return [study(a, at, 'a-'), study(b, at, 'b-')]
}

/** How long a sequence a model takes where nobody says, and how long it can be. */
function limitsOf({ config }: Choice): { usual: number; positions: number } {
  try {
    const { model, positions } = configuredModel(config)
    return { usual: usualLength(model, positions), positions: Number(model.sizes['P'] ?? Infinity) }
  } catch {
    // What is wrong with a configuration is told by its study.
    return { usual: 128, positions: Infinity }
  }
}
