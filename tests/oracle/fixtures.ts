import { readReference } from '../../src/ledger/reference.ts'
import { modelOf, type Model } from '../../src/models/index.ts'

export type { FlopFixture, ForwardFixture, ParameterFixture, StepFixture } from '../../src/ledger/reference.ts'

const reference = readReference()
export const published = reference.parameters.models
export const { runs, decode } = reference.flops
export const tiny = reference.forward.models

/** Our model of a configuration that the fixtures call by this name. */
export function modelCalled(name: string): Model {
  const { config, class: className } = published[name]!
  return modelOf(config, className)
}
