import { recipes } from '../engine/index.ts'
import { ConfigError } from '../models/index.ts'
import { format } from './format.ts'
import { forward } from '../report/forward.ts'
import { called, parse, usage } from './options.ts'
import { readFixture, readModel, type ReadFile } from './read.ts'
import { Refusal } from '../report/refusal.ts'
import { report } from '../report/report.ts'

/** What the command does to the world. */
export interface Effects {
  readonly readFile: ReadFile
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
}

/** Runs the command line and returns its exit code: 1 with one message a problem for what it was given wrong. */
export function command(args: readonly string[], { readFile, print, complain }: Effects): 0 | 1 {
  try {
    print(answer(args, readFile))
    return 0
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof ConfigError)) throw error
    for (const problem of error.problems) complain(`inspect: ${problem}`)
    return 1
  }
}

function answer(args: readonly string[], readFile: ReadFile): string {
  const { command, file, request, train, json } = parse(args)
  if (command === 'help') return usage
  if (command === 'forward') return JSON.stringify(forward(readFixture(file, readFile)))
  const { model, positions } = readModel(file, readFile)
  const data = report(model, { ...request, positions }, { called, ...(train && { recipe: recipes.mixed }) })
  return json ? JSON.stringify(data, undefined, 2) : format(data)
}
