import type { Architecture, Model } from './architecture.ts'
import { bert } from './bert.ts'
import { ConfigError, describe } from './config.ts'
import { gpt2 } from './gpt2.ts'
import { gpt3 } from './gpt3.ts'
import { llama } from './llama.ts'
import { mistral } from './mistral.ts'
import { palm } from './palm.ts'
import { t5 } from './t5.ts'
import { transformer } from './transformer.ts'

/** Every architecture the site knows. */
export const architectures: readonly Architecture[] = [transformer, bert, gpt2, t5, llama, mistral, gpt3, palm]

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
