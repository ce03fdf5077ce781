import { describe, expect, it } from 'vitest'
import { count, isEinsum, nodesOf } from '../../src/engine/index.ts'
import { product, productOf } from '../../src/figures/product.ts'
import { expectGolden } from './golden.ts'
import { panel } from './subjects.ts'

const paths = [
  ['bert-base', 'block'],
  ['gpt2', 'block'],
  ['llama-2-70b', 'block'],
  ['t5-base', 'decoder/block'],
] as const

describe('a matrix product', () => {
  it.each(paths)('of %s, part %s, costs the FLOPs of its three rectangles', (name, path) => {
    const { bindings, scope } = panel(name, path)
    for (const node of nodesOf(scope).filter(isEinsum))
      expect(productOf(node, bindings).flops).toBe(count(node.primitive.cost(node).matmul, { ...bindings, B: 1 }))
  })

  it('has shapes that meet at the inner axis', () => {
    const { bindings, scope } = panel('bert-base', 'block')
    const [projection, , , scores] = nodesOf(scope).filter(isEinsum)
    expect(productOf(projection!, bindings)).toMatchObject({ inner: { axes: 'd', length: 768 }, stack: { length: 1 } })
    expect(productOf(scores!, bindings)).toMatchObject({
      a: { name: 'Q', rows: { axes: 'T' } },
      b: { name: 'K^\\top', columns: { axes: 'S' } },
      inner: { axes: 'k', length: 64 },
      stack: { axes: 'h', length: 12 },
    })
  })

  it('is drawn to scale', () => {
    const { bindings, scope } = panel('bert-base', 'block')
    const svg = product(productOf(nodesOf(scope).filter(isEinsum)[0]!, bindings), 616)
    const [a, b] = [...svg.matchAll(/<rect class="(?:weight|activation)"[^>]* width="([\d.]+)" height="([\d.]+)"/g)]
    expect(Number(a![1]) / Number(a![2])).toBeCloseTo(768 / 128, 2)
    expect(Number(b![1]) / Number(b![2])).toBeCloseTo(1, 3)
    expectGolden('product-projection.svg', svg)
  })

  it('stands once for all heads', () => {
    const { bindings, scope } = panel('bert-base', 'block')
    expectGolden('product-scores.svg', product(productOf(nodesOf(scope).filter(isEinsum)[3]!, bindings), 350))
  })
})
