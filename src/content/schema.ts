import { z } from 'astro/zod'

/** The three parts of the site, in reading order. */
export const parts = ['Foundations', 'Model Architectures', 'Techniques'] as const
export type Part = (typeof parts)[number]

const isoDate = z
  .string({ error: 'expected a date in quotes, such as "2026-11-24"' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date in quotes, such as "2026-11-24"')
  .refine(isCalendarDate, 'expected a day that exists in the calendar')

/**
 * The front matter of a post. Strict: an unknown key is an error, since a misspelled key would be dropped in silence.
 * `model` and `bindings` set the page's own configuration: what `<Num>` and the tables use when they are not told otherwise.
 */
export const postSchema = z.strictObject({
  title: z.string().min(3),
  kicker: z.string().min(3),
  part: z.enum(parts),
  order: z.int().positive(),
  abstract: z.string().min(80, 'expected at least 80 characters: the abstract is the card on the home page'),
  standfirst: z.string().min(40).optional(),
  published: isoDate,
  updated: isoDate.optional(),
  draft: z.boolean().default(false),
  model: z.string().optional(),
  bindings: z.record(z.string(), z.int().nonnegative()).default({}),
  /** The card beside the title: who described the model, `Devlin et al., 2019`, and its family in a few words. */
  glance: z.strictObject({ paper: z.string().min(3), family: z.string().min(3) }).optional(),
})
export type PostData = z.infer<typeof postSchema>

/** YAML and Date both roll 2026-13-01 over to the next year; a date that does not survive the round trip is not one. */
function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
