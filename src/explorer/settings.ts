import { accelerators, type AcceleratorName, type Precision } from '../engine/hardware.ts'
import { recipes } from '../engine/memory.ts'
import type { Choice } from './choice.ts'

export type RecipeName = keyof typeof recipes

/** A number format and the bytes of a number in it. */
export const formats = { fp32: 4, tf32: 4, fp16: 2, bf16: 2, fp8: 1 } as const satisfies Partial<
  Record<Precision, number>
>
export type Format = keyof typeof formats

/** The lengths that a reader can set, by the letter that stands for each, and how large each may be. */
export const lengths = { B: 65_536, T: 1_048_576, S: 1_048_576, p: 1_048_576 } as const
export type Length = keyof typeof lengths

/** How the chosen model is to run. A length that nobody sets is left to the model. */
export interface Settings {
  readonly sizes: Readonly<Partial<Record<Length, number>>>
  readonly chip: AcceleratorName
  readonly format: Format
  readonly recipe: RecipeName
}

/** Everything that the address of the page holds. */
export interface State {
  readonly choice: Choice
  readonly settings: Settings
}

export const usual: Settings = { sizes: {}, chip: 'h100', format: 'bf16', recipe: 'mixed' }

/** The formats in which a chip multiplies. */
export const formatsOf = (chip: AcceleratorName): Format[] =>
  (Object.keys(formats) as Format[]).filter((format) => Object.hasOwn(accelerators[chip].peak, format))

/** Settings with another chip, in a format that this chip has. */
export function onChip(settings: Settings, chip: AcceleratorName): Settings {
  const known = formatsOf(chip)
  const format = known.includes(settings.format) ? settings.format : (known.at(-1) ?? usual.format)
  return { ...settings, chip, format }
}

/** A length as a reader or an address writes it; undefined where it is none. */
export function lengthOf(name: Length, text: string): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return value >= (name === 'p' ? 0 : 1) && value <= lengths[name] ? value : undefined
}
