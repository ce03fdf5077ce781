import { published } from '../models/index.ts'
import type { Config } from '../report/read.ts'

/** A configuration to look at. */
export interface Choice {
  /** The name of a published configuration; empty for the reader's own. */
  readonly name: string
  readonly title: string
  readonly config: Config
}

/** A published configuration, as a `config.json` would hold it. Throws where there is none of that name. */
export function publishedChoice(name: string): Choice {
  if (!Object.hasOwn(published, name)) throw new RangeError(`no published model is called ${name}`)
  const { title, class: className, config } = published[name]!
  const { model_type, ...rest } = config
  return { name, title, config: { model_type, architectures: [className], ...rest } }
}

/** A configuration of the reader's own; one that equals a published configuration is that. */
export function ownChoice(config: Config): Choice {
  const same = Object.keys(published).find((name) => equal(publishedChoice(name).config, config))
  return same === undefined ? { name: '', title: 'Your configuration', config } : publishedChoice(same)
}

/** A published configuration with one field changed; undefined takes the field away. */
export function changed({ config }: Choice, field: string, value: unknown): Choice {
  const entries = Object.entries(config).filter(([name]) => name !== field)
  const at = Object.keys(config).indexOf(field)
  if (value !== undefined) entries.splice(at < 0 ? entries.length : at, 0, [field, value])
  return ownChoice(Object.fromEntries(entries))
}

function equal(a: Config, b: Config): boolean {
  const [names, others] = [Object.keys(a), Object.keys(b)]
  return (
    names.length === others.length &&
    names.every((name) => Object.hasOwn(b, name) && written(a[name]) === written(b[name]))
  )
}

/** A value as it is compared and shown. */
export function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '…'
  }
}

/** What the comparison shows before anybody chooses. */
export const firstPair = [publishedChoice('gpt2'), publishedChoice('llama-2-7b')] as const

/** The model that the explorer shows before anybody chooses. */
export const firstChoice = publishedChoice('llama-3.1-8b')
