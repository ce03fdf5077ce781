import { expect } from 'vitest'
import { count, polynomial } from '../../src/engine/index.ts'
import type { Study } from '../../src/explorer/study.ts'

/** Holds every number of a page that carries a formula to what the formula gives; tells how many there are. */
export function expectFormulas(page: string, studies: readonly Study[]): number {
  const phases = new Map(
    studies.flatMap(({ pass, step }) => [pass, ...(step ? [step] : [])].map((one) => [one.id, one])),
  )
  const value = (poly: string | undefined, phase: string | undefined): bigint =>
    poly === undefined ? 0n : count(polynomial.parse(poly), phases.get(phase!)!.bindings)
  const numbers = [...page.matchAll(/<data ([^>]*)>/g)]
    .map(([, written = '']) =>
      Object.fromEntries([...written.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, text]) => [key!, text!])),
    )
    .filter((data) => 'data-poly' in data)
  for (const data of numbers)
    expect(value(data['data-poly'], data['data-phase']) - value(data['data-less'], data['data-less-phase'])).toBe(
      BigInt(data['value']!),
    )
  return numbers.length
}
