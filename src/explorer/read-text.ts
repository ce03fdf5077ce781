import { objectOf } from '../report/read.ts'
import { problem, Refusal } from '../report/refusal.ts'
import type { Choice } from './choice.ts'
import type { Library } from './library.ts'

/** Far more than a `config.json` has, in characters: what is longer is another file, and slow to read. */
export const longest = 200_000

/** The configuration in a text that a reader pasted or dropped, or what is wrong with it. Never throws. */
export function readText(
  text: string,
  library: Library,
): { readonly choice: Choice } | { readonly problems: readonly string[] } {
  try {
    if (text.length > longest) throw tooLong()
    return { choice: library.own(objectOf(text, 'config.json')) }
  } catch (error) {
    if (error instanceof Refusal) return { problems: error.problems }
    throw error
  }
}

/** The configuration in a file. One that is too long is not even opened. */
export async function readFile(file: Blob, library: Library): Promise<ReturnType<typeof readText>> {
  return file.size > longest ? { problems: tooLong().problems } : readText(await file.text(), library)
}

const tooLong = (): Refusal =>
  new Refusal(problem('config.json', 'more', `at most ${longest.toLocaleString('en')} characters`))
