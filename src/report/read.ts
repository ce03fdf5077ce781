import type { Model } from '../models/architecture.ts'
import { describe } from '../models/config.ts'
import { modelOf } from '../models/model-of.ts'
import { problem, Refusal } from './refusal.ts'

export type Config = Readonly<Record<string, unknown>>

/** The object that a JSON text holds; `name` is what the text is called. Throws a Refusal at anything else. */
export function objectOf(text: string, name: string): Config {
  const value = parse(text, name)
  if (!isObject(value)) throw new Refusal(problem(name, describe(value), 'a JSON object'))
  return value
}

/**
 * The model of a Hugging Face `config.json`, whose first architecture names the class, and how long a sequence it speaks
 * of. Throws a Refusal or a ConfigError that names every wrong field.
 */
export function configuredModel(config: Config): { model: Model; positions: number | undefined } {
  const classes = config['architectures'] ?? []
  const [name] = Array.isArray(classes) ? classes : [classes]
  if (!Array.isArray(classes) || !(name === undefined || typeof name === 'string'))
    throw new Refusal(problem('architectures', describe(classes), 'a list of class names'))
  const positions = [config['max_position_embeddings'], config['n_positions']].find(isSize)
  return { model: modelOf(config, name), positions }
}

export const isObject = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(json: string, name: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new Refusal(problem(name, `malformed JSON (${(error as Error).message})`, 'a JSON object'))
  }
}

const isSize = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1
