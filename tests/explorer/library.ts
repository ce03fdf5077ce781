import { accelerators, recipes } from '../../src/engine/index.ts'
import type { Choice } from '../../src/explorer/choice.ts'
import { Library } from '../../src/explorer/library.ts'
import { published } from '../../src/models/index.ts'

/** The library as the pages have it. */
export const library = new Library({ published, accelerators, recipes })

export const { usual } = library

export function publishedChoice(name: string): Choice {
  const choice = library.find(name)
  if (choice === undefined) throw new Error(`there is no ${name}`)
  return choice
}
