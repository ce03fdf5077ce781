import type { Model, Published } from './architecture.ts'
import { describe } from './config.ts'
import { bertConfigs } from './configs/bert.ts'
import { gpt2Configs } from './configs/gpt2.ts'
import { gpt3Configs } from './configs/gpt3.ts'
import { llamaConfigs } from './configs/llama.ts'
import { palmConfigs } from './configs/palm.ts'
import { t5Configs } from './configs/t5.ts'
import { transformerConfigs } from './configs/transformer.ts'
import { modelOf } from './model-of.ts'

export type { Architecture, Model, Published } from './architecture.ts'
export { ConfigError, describe } from './config.ts'
export { architectures, modelOf } from './model-of.ts'

/** Every published configuration, by the name that a post uses. */
export const published: Readonly<Record<string, Published>> = {
  ...transformerConfigs,
  ...bertConfigs,
  ...gpt2Configs,
  ...t5Configs,
  ...llamaConfigs,
  ...gpt3Configs,
  ...palmConfigs,
}

/** A published model by its name. Throws and lists the names when there is none. */
export function publishedModel(name: string, className?: string): Model {
  if (!Object.hasOwn(published, name))
    throw new RangeError(
      `no published model is called ${describe(name)}; there are ${Object.keys(published).join(', ')}`,
    )
  const { config, class: own } = published[name]!
  const key = `${name} ${className ?? own}`
  const model = traced.get(key) ?? modelOf(config, className ?? own)
  traced.set(key, model)
  return model
}

/** Each is traced once: a page speaks of one and the same model in a hundred places. */
const traced = new Map<string, Model>()
