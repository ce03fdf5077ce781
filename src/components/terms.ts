import { z } from 'astro/zod'
import { polynomial, type Poly } from '../engine/index.ts'
import { quantities } from '../models/quantities.ts'
import { carriedBy, readAsBuilt, type Counted } from './live-value.ts'
import { keysOf, mistake, type Place } from './props.ts'
import { quantityOf, scopeOf, subjectOf, subjectProps, valueOf } from './subject.ts'

const names = keysOf(quantities)

/** A quantity that a sentence weighs against others: as in `<Num>`, a count of a part or a polynomial in the sizes. */
export const term = z.strictObject({
  ...subjectProps,
  of: z.enum(names).optional(),
  scope: z.string().optional(),
  value: z.string().optional(),
})

/** A term with its value at the page's sizes, and what the script needs to find it at others. */
export interface Weighed {
  readonly number: number
  readonly data: Readonly<Record<string, string>>
}

export function weighed(component: string, at: Place, given: z.infer<typeof term>, locals: App.Locals): Weighed {
  const subject = subjectOf(component, { ...given, at }, locals)
  const { of, value } = given
  const scope = scopeOf(component, at, subject, given.scope)
  const poly = of ? quantityOf(subject, of, scope) : parsed(component, at, value)
  valueOf(component, at, poly, subject.bindings)
  const useful = of === 'matmul' ? quantityOf(subject, 'useful', scope) : undefined
  const counted: Counted = { poly, of, useful }
  return { number: readAsBuilt(counted, subject).number, data: carriedBy(counted, subject) }
}

function parsed(component: string, at: Place, value = ''): Poly {
  try {
    return polynomial.parse(value)
  } catch {
    return mistake(at, component, {
      message: 'a term is no quantity',
      received: value === '' ? 'neither `of` nor `value`' : value,
      expected: 'a quantity, of: "matmul", or a polynomial without spaces, value: "8BTd^2"',
      advice: 'correct the component in the post',
    })
  }
}
