import { describe, type Model } from '../models/index.ts'
import { configuredModel, isObject, objectOf, type Config } from '../report/read.ts'
import { problem, Refusal } from '../report/refusal.ts'
import type { Fixture } from '../report/forward.ts'

/** Gives the text of a file, or throws as Node does. */
export type ReadFile = (path: string) => string

/** The model of a `config.json`, and how long a sequence it speaks of. */
export const readModel = (path: string, readFile: ReadFile): { model: Model; positions: number | undefined } =>
  configuredModel(objectOf(text(path, readFile), path))

export function readFixture(path: string, readFile: ReadFile): Fixture {
  const { class: name, config, weights, inputs, casts } = objectOf(text(path, readFile), path)
  const problems: string[] = []
  if (typeof name !== 'string') problems.push(problem('class', describe(name), 'a class name'))
  for (const [field, value] of Object.entries({ config, weights, inputs }))
    if (!isObject(value)) problems.push(problem(field, describe(value), 'an object'))
  if (casts !== undefined && casts !== 'none')
    problems.push(problem('casts', describe(casts), '"none", or no such field'))
  if (problems.length > 0) throw new Refusal(...problems)
  return {
    class: name as string,
    ...{ config: config as Config, weights: weights as Config, inputs: inputs as Config },
    ...(casts === 'none' && { casts }),
  }
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
