import { describe, modelOf, type Model } from '../models/index.ts'
import type { Fixture } from './forward.ts'
import { problem, Refusal } from './refusal.ts'

/** Gives the text of a file, or throws as Node does. */
export type ReadFile = (path: string) => string

type Fields = Readonly<Record<string, unknown>>

/** The model of a `config.json`, whose first architecture names the class, and how long a sequence it speaks of. */
export function readModel(path: string, readFile: ReadFile): { model: Model; positions: number | undefined } {
  const config = readObject(path, readFile)
  const classes = config['architectures'] ?? []
  const [name] = Array.isArray(classes) ? classes : [classes]
  if (!Array.isArray(classes) || !(name === undefined || typeof name === 'string'))
    throw new Refusal(problem('architectures', describe(classes), 'a list of class names'))
  const positions = [config['max_position_embeddings'], config['n_positions']].find(isSize)
  return { model: modelOf(config, name), positions }
}

export function readFixture(path: string, readFile: ReadFile): Fixture {
  const { class: name, config, weights, inputs } = readObject(path, readFile)
  const problems: string[] = []
  if (typeof name !== 'string') problems.push(problem('class', describe(name), 'a class name'))
  for (const [field, value] of Object.entries({ config, weights, inputs }))
    if (!isObject(value)) problems.push(problem(field, describe(value), 'an object'))
  if (problems.length > 0) throw new Refusal(...problems)
  return { class: name as string, config: config as Fields, weights: weights as Fields, inputs: inputs as Fields }
}

function readObject(path: string, readFile: ReadFile): Fields {
  const value = parse(path, text(path, readFile))
  if (!isObject(value)) throw new Refusal(problem(path, describe(value), 'a JSON object'))
  return value
}

function text(path: string, readFile: ReadFile): string {
  try {
    return readFile(path)
  } catch (error) {
    const code = String((error as { code?: unknown }).code)
    throw new Refusal(problem(path, reasons[code] ?? `a file that cannot be read (${code})`, 'a JSON file'))
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'a path where no file is',
  EISDIR: 'a folder',
  EACCES: 'a file that may not be read',
}

function parse(path: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new Refusal(problem(path, `malformed JSON (${(error as Error).message})`, 'a JSON object'))
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSize = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1
