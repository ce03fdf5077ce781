import type { Accelerator, Precision } from '../engine/hardware.ts'
import type { Recipe } from '../engine/memory.ts'

/** A number format and the bytes of a number in it. */
export const formats = { fp32: 4, tf32: 4, fp16: 2, bf16: 2, fp8: 1 } as const satisfies Partial<
  Record<Precision, number>
>
export type Format = keyof typeof formats

/** The lengths that a reader can set, by the letter that stands for each, and how large each may be. */
export const lengths = { B: 65_536, T: 1_048_576, S: 1_048_576, p: 1_048_576 } as const
export type Length = keyof typeof lengths

/** Something to choose, with its name in the address. */
export type Named<T> = T & { readonly name: string }

export type Chip = Named<Accelerator>

/** How the chosen model is to run. A length that nobody sets is left to the model. */
export interface Settings {
  readonly sizes: Readonly<Partial<Record<Length, number>>>
  readonly chip: Chip
  readonly format: Format
  readonly recipe: Named<Recipe>
}

/** What runs the model before anybody chooses. */
export const usual = { chip: 'h100', format: 'bf16', recipe: 'mixed' } as const

/** The formats in which a chip multiplies. */
export const formatsOf = ({ peak }: Chip): Format[] =>
  (Object.keys(formats) as Format[]).filter((format) => Object.hasOwn(peak, format))

/** Settings with another chip, in a format that this chip has. */
export function onChip(settings: Settings, chip: Chip): Settings {
  const known = formatsOf(chip)
  const format = known.includes(settings.format) ? settings.format : (known.at(-1) ?? usual.format)
  return { ...settings, chip, format }
}

/** A length as a reader or an address writes it; undefined where it is none. */
export function lengthOf(name: Length, text: string): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return value >= (name === 'p' ? 0 : 1) && value <= lengths[name] ? value : undefined
}
