import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { architectureFiles } from './new-architecture.ts'
import { postFiles } from './new-post.ts'
import { problem, Refusal } from '../report/refusal.ts'

/** A file to be written, by its path in the project. */
export interface Draft {
  readonly path: string
  readonly text: string
  /** Whether it must not be there yet; otherwise it is there, and is changed. */
  readonly isNew: boolean
}

/** What a command makes, and what its author does next. */
export interface Scaffold {
  readonly files: readonly Draft[]
  readonly next: string
}

export const usage = `npm run new -- post "Title: the Rest of It" [name]
npm run new -- architecture name`

/** Runs the command line: writes everything, or refuses and writes nothing. Throws a Refusal that names every problem. */
export async function create(args: readonly string[], root: string, today = new Date()): Promise<Scaffold> {
  const scaffold = scaffoldOf(args, root, today.toISOString().slice(0, 10))
  const taken = scaffold.files.filter((file) => file.isNew && existsSync(path.join(root, file.path)))
  if (taken.length > 0)
    throw new Refusal(...taken.map((file) => problem(file.path, 'a file that is there', 'a path that is free')))
  for (const file of scaffold.files) {
    const target = path.join(root, file.path)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, await format(file.text, { ...(await resolveConfig(target)), filepath: target }))
  }
  return scaffold
}

function scaffoldOf([what, name, ...rest]: readonly string[], root: string, today: string): Scaffold {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  if (what === 'post' && name !== undefined && rest.length <= 1) return postFiles(name, rest[0], root, today)
  if (what === 'architecture' && name !== undefined && rest.length === 0) return architectureFiles(name, read)
  throw new Refusal(problem('arguments', [what, name, ...rest].filter(Boolean).join(' ') || 'none', `one of\n${usage}`))
}
