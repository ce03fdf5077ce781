import { fieldsOf } from '../report/fields.ts'
import { objectOf } from '../report/read.ts'
import { Refusal } from '../report/refusal.ts'
import { written, type Choice } from './choice.ts'
import type { Library } from './library.ts'
import { formatsOf, lengthOf, lengths, onChip, usual, type Length, type Settings } from './settings.ts'

/** The longest configuration that a link carries, in characters. */
const longest = 4000

/**
 * The query in which a link holds configurations and settings. It belongs behind the `#?` of an address, which no browser
 * sends to any server. Undefined where a configuration is too long for a link.
 */
export function toAddress(choices: Readonly<Record<string, Choice>>, settings: Settings): string | undefined {
  const query = new URLSearchParams()
  for (const [key, choice] of Object.entries(choices)) {
    const text = choice.name === '' ? essence(choice) : choice.name
    if (text.length > longest) return undefined
    query.set(key, text)
  }
  for (const [name, value] of Object.entries(settings.sizes)) query.set(name, String(value))
  const { chip, format, recipe } = settings
  for (const [key, value] of Object.entries({ chip: chip.name, format, recipe: recipe.name }))
    if (value !== usual[key as keyof typeof usual]) query.set(key, value)
  return query.toString()
}

/** What an address asks for; what it cannot ask for is passed over and named. Any text at all is an address. */
export function fromAddress(
  text: string,
  own: Readonly<Record<string, Choice>>,
  library: Library,
): { choices: Record<string, Choice>; settings: Settings; refused: string[] } {
  const query = new URLSearchParams(text)
  const refused: string[] = []
  const read = <T>(key: string, reader: (value: string) => T | undefined, fallback: T): T => {
    const value = query.get(key)
    const found = value === null ? fallback : reader(value)
    if (found === undefined) refused.push(key)
    return found ?? fallback
  }
  const choices = Object.fromEntries(
    Object.entries(own).map(([key, choice]) => [key, read(key, (text) => choiceOf(text, library), choice)]),
  )
  const asked = (Object.keys(lengths) as Length[]).filter((name) => query.has(name))
  const sizes: Partial<Record<Length, number>> = {}
  for (const name of asked) {
    const value = lengthOf(name, query.get(name)!)
    if (value === undefined) refused.push(name)
    else sizes[name] = value
  }
  const chip = read('chip', (name) => library.chip(name), library.usual.chip)
  const format = read(
    'format',
    (name) => formatsOf(chip).find((format) => format === name),
    onChip(library.usual, chip).format,
  )
  const recipe = read('recipe', (name) => library.recipe(name), library.usual.recipe)
  return { choices, settings: { sizes, chip, format, recipe }, refused }
}

function choiceOf(text: string, library: Library): Choice | undefined {
  if (!text.startsWith('{')) return library.find(text)
  if (text.length > longest) return undefined
  try {
    return library.own(objectOf(text, 'config'))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The fields that decide anything, as JSON. */
function essence({ config }: Choice): string {
  const { read } = fieldsOf(config)
  return written(Object.fromEntries(Object.entries(config).filter(([name]) => read.includes(name))))
}
