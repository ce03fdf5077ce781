import { z } from 'astro/zod'

/** The props of charts that show numbers from the world: each number with where it comes from. */
export const width = z.enum(['text', 'margin', 'middle']).optional()

/** What the chart is called to a reader who cannot see it: one line. */
export const title = z.string()

/** Where a number from the world comes from, as a citation. A chart without one does not build. */
export const source = z.string().min(3)

export const axis = z.strictObject({
  title: z.string(),
  log: z.boolean().optional(),
  /** Written after each number: `%`, or with an SI prefix, `FLOPs`. */
  unit: z.string().optional(),
  from: z.number().optional(),
  to: z.number().optional(),
})

export const lengths = z.tuple([z.int().positive(), z.int().positive()])
