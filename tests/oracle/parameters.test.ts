import { describe, expect, test } from 'vitest'
import { report } from '../../src/report/report.ts'
import { modelCalled, published } from './fixtures.ts'

describe.each(Object.entries(published))('%s has the weights of transformers', (name, fixture) => {
  const { parameters } = report(modelCalled(name), { batch: 1, seq: 1 })

  test('under the same names, in the same shapes, in as many blocks', () => {
    const ours = parameters.tensors.map(({ name, shape, repeat }) => ({ name, shape, repeat }))
    expect(sorted(ours)).toEqual(sorted(fixture.tensors))
  })

  test('tied under the same names', () => {
    expect([...parameters.tied].sort()).toEqual([...fixture.tied].sort())
  })

  test('as many in total', () => {
    expect(parameters.total).toBe(String(fixture.total))
    const sum = parameters.tensors.reduce((total, { count }) => total + BigInt(count), 0n)
    expect(String(sum)).toBe(parameters.total)
  })
})

function sorted<T extends { readonly name: string }>(tensors: readonly T[]): T[] {
  return [...tensors].sort((a, b) => (a.name < b.name ? -1 : 1))
}
