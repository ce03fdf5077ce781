import { accelerators, type AcceleratorName } from '../engine/hardware.ts'
import { recipes } from '../engine/memory.ts'
import { published } from '../models/index.ts'
import { fieldsOf } from '../report/fields.ts'
import { objectOf } from '../report/read.ts'
import { Refusal } from '../report/refusal.ts'
import { ownChoice, publishedChoice, written, type Choice } from './choice.ts'
import {
  formatsOf,
  lengthOf,
  lengths,
  onChip,
  usual,
  type Format,
  type Length,
  type RecipeName,
  type Settings,
} from './settings.ts'

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
  for (const key of ['chip', 'format', 'recipe'] as const)
    if (settings[key] !== usual[key]) query.set(key, settings[key])
  return query.toString()
}

/** What an address asks for; what it cannot ask for is passed over and named. Any text at all is an address. */
export function fromAddress(
  text: string,
  own: Readonly<Record<string, Choice>>,
): { choices: Record<string, Choice>; settings: Settings; refused: string[] } {
  const query = new URLSearchParams(text)
  const refused: string[] = []
  const read = <T>(key: string, reader: (value: string) => T | undefined, fallback: T): T => {
    const value = query.get(key)
    const found = value === null ? fallback : reader(value)
    if (found === undefined) refused.push(key)
    return found ?? fallback
  }
  const choices = Object.fromEntries(Object.entries(own).map(([key, choice]) => [key, read(key, choiceOf, choice)]))
  const asked = (Object.keys(lengths) as Length[]).filter((name) => query.has(name))
  const sizes: Partial<Record<Length, number>> = {}
  for (const name of asked) {
    const value = lengthOf(name, query.get(name)!)
    if (value === undefined) refused.push(name)
    else sizes[name] = value
  }
  const chip = read('chip', oneOf(Object.keys(accelerators) as AcceleratorName[]), usual.chip)
  const format = read('format', oneOf(formatsOf(chip)), onChip(usual, chip).format)
  const recipe = read('recipe', oneOf(Object.keys(recipes) as RecipeName[]), usual.recipe)
  return { choices, settings: { sizes, chip, format: format as Format, recipe }, refused }
}

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (value: string): T | undefined =>
    known.find((one) => one === value)

function choiceOf(text: string): Choice | undefined {
  if (!text.startsWith('{')) return Object.hasOwn(published, text) ? publishedChoice(text) : undefined
  if (text.length > longest) return undefined
  try {
    return ownChoice(objectOf(text, 'config'))
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
