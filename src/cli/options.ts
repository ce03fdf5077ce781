import { describe } from '../models/index.ts'
import { largest } from '../models/config.ts'
import type { Called, Request } from '../report/pass.ts'
import { problem, Refusal } from '../report/refusal.ts'

export interface Options {
  readonly command: 'inspect' | 'forward' | 'help'
  readonly file: string
  readonly request: Request
  readonly train: boolean
  readonly json: boolean
}

export const usage = `usage: npm run -s inspect -- CONFIG.json [flags]     what a model costs
       npm run -s inspect -- forward FIXTURE.json    run a tiny model on real numbers

  --batch N        sequences at once (1)
  --seq N          tokens in each (128, or as many as the model has positions)
  --source-seq N   tokens of the source of an encoder-decoder (as many as --seq)
  --past N         one decoding step after N tokens
  --train          a training step too
  --json           JSON in place of tables

A fixture is {"class", "config", "weights", "inputs"}. T5, LLaMA and Mistral round to 32 bits where transformers does;
with "casts": "none" nothing is rounded.`

/** What this command calls the sizes that a request gives. */
export const called: Called = { seq: '--seq', sourceSeq: '--source-seq', past: '--past' }

const numbers = { '--batch': 1, '--seq': 1, '--source-seq': 1, '--past': 0 } as const
const switches = ['--train', '--json', '--help'] as const
const flags = [...Object.keys(numbers), ...switches]

/** Reads the command line. Throws a Refusal that names every wrong argument. */
export function parse(args: readonly string[]): Options {
  const problems: string[] = []
  const given = new Map<string, number>()
  const on = new Set<string>()
  const words: string[] = []
  for (let i = 0; i < args.length; i++) {
    const [flag, inline] = split(args[i]!)
    if (isNumber(flag)) {
      if (given.has(flag)) problems.push(problem(flag, 'it twice', 'it once'))
      given.set(flag, whole(flag, inline ?? args[++i], problems))
    } else if ((switches as readonly string[]).includes(flag) && inline === undefined) on.add(flag)
    else if (flag.startsWith('-')) problems.push(problem('flag', describe(args[i]), `one of ${flags.join(', ')}`))
    else words.push(args[i]!)
  }
  const command = on.has('--help') ? 'help' : words[0] === 'forward' ? 'forward' : 'inspect'
  const files = command === 'forward' ? words.slice(1) : words
  if (files.length !== 1 && command !== 'help' && problems.length === 0)
    problems.push(problem('arguments', files.length === 0 ? 'no file' : `${files.length} files`, 'one JSON file'))
  const [seq, sourceSeq, past] = ['--seq', '--source-seq', '--past'].map((flag) => given.get(flag))
  if (seq !== undefined && past !== undefined)
    problems.push(problem('--seq', 'it with --past', 'one of the two: a decoding step has one token'))
  if (on.has('--train') && past !== undefined)
    problems.push(problem('--train', 'it with --past', 'one of the two: training has no cache'))
  if (problems.length > 0) throw new Refusal(...problems)
  return {
    command,
    file: files[0] ?? '',
    request: {
      batch: given.get('--batch') ?? 1,
      ...(seq === undefined ? {} : { seq }),
      ...(sourceSeq === undefined ? {} : { sourceSeq }),
      ...(past === undefined ? {} : { past }),
    },
    train: on.has('--train'),
    json: on.has('--json'),
  }
}

const isNumber = (flag: string): flag is keyof typeof numbers => Object.hasOwn(numbers, flag)

/** `--batch=4` is `--batch 4`. */
function split(argument: string): [flag: string, inline: string | undefined] {
  const at = argument.startsWith('--') ? argument.indexOf('=') : -1
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)]
}

function whole(flag: keyof typeof numbers, text: string | undefined, problems: string[]): number {
  const value = text !== undefined && /^\d+$/.test(text) ? Number(text) : NaN
  if (value >= numbers[flag] && value <= largest) return value
  problems.push(
    problem(flag, describe(text), `a whole number from ${numbers[flag]} to ${largest.toLocaleString('en')}`),
  )
  return numbers[flag]
}
