import { create } from './new-files.ts'
import { Refusal } from '../report/refusal.ts'

const print = (text: string) => process.stdout.write(`${text}\n`)
try {
  const { files, next } = await create(process.argv.slice(2), process.cwd())
  for (const { path, isNew } of files) print(`${isNew ? 'wrote' : 'changed'}  ${path}`)
  print(`\n${next}`)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  for (const problem of error.problems) process.stderr.write(`new: ${problem}\n`)
  process.exitCode = 1
}
