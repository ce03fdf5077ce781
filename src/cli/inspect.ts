import { readFileSync } from 'node:fs'
import { command } from './command.ts'

process.exitCode = command(process.argv.slice(2), {
  readFile: (path) => readFileSync(path, 'utf8'),
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
})
