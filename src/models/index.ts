import type { Architecture, Model, Published } from './architecture.ts'
import { bert } from './bert.ts'
import { ConfigError, describe } from './config.ts'
import { bertConfigs } from './configs/bert.ts'
import { gpt2Configs } from './configs/gpt2.ts'
import { gpt3Configs } from './configs/gpt3.ts'
import { llamaConfigs } from './configs/llama.ts'
import { palmConfigs } from './configs/palm.ts'
import { t5Configs } from './configs/t5.ts'
import { transformerConfigs } from './configs/transformer.ts'
import { gpt2 } from './gpt2.ts'
import { gpt3 } from './gpt3.ts'
import { llama } from './llama.ts'
import { mistral } from './mistral.ts'
import { palm } from './palm.ts'
import { t5 } from './t5.ts'
import { transformer } from './transformer.ts'

export type { Architecture, Model, Published } from './architecture.ts'
export { ConfigError, describe } from './config.ts'

/** Every architecture the site knows. */
export const architectures: readonly Architecture[] = [transformer, bert, gpt2, t5, llama, mistral, gpt3, palm]

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

/** The model of a Hugging Face `config.json`. Throws a ConfigError that names every wrong field. */
export function modelOf(config: Readonly<Record<string, unknown>>, className?: string): Model {
  const architecture = architectures.find(({ modelType }) => modelType === config['model_type'])
  if (architecture === undefined) {
    const known = architectures.map(({ modelType }) => modelType).join(', ')
    throw new ConfigError([`model_type: received ${describe(config['model_type'])}, expected one of ${known}`])
  }
  const name = className ?? architecture.classes[0]!
  if (!architecture.classes.includes(name))
    throw new ConfigError([
      `architectures: received ${describe(name)}, expected one of ${architecture.classes.join(', ')}`,
    ])
  return { architecture: architecture.modelType, class: name, ...architecture.build(config, name) }
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
