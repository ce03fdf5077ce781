import { configuredModel, type Config } from './read.ts'

/** Which fields of a configuration the model of this site reads, in its order, and which of those given it passes over. */
export interface FieldsRead {
  readonly read: readonly string[]
  readonly ignored: readonly string[]
}

/** Observes the reader at work, so that no list of fields is kept beside it. A configuration may be wrong in any way. */
export function fieldsOf(config: Config): FieldsRead {
  const asked = new Set<string>(['model_type', 'architectures'])
  const observed = new Proxy(config, {
    getOwnPropertyDescriptor: (target, name) => {
      asked.add(String(name))
      return Reflect.getOwnPropertyDescriptor(target, name)
    },
  })
  try {
    configuredModel(observed)
  } catch {
    // What is wrong is told where the model is read; here only what was asked for counts.
  }
  const lengths = ['max_position_embeddings', 'n_positions'].filter((name) => Object.hasOwn(config, name))
  for (const name of lengths) asked.add(name)
  return { read: [...asked], ignored: Object.keys(config).filter((name) => !asked.has(name)) }
}
