import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { count, isEinsum, nodesOf, type Bindings } from '../../src/engine/index.ts'
import { hintOf, lengthOf, product, productOf, sizesOf, type Product } from '../../src/figures/product.ts'
import { productPlaces } from '../../src/figures/product-places.ts'
import { expectGolden } from './golden.ts'
import { panel } from './subjects.ts'

const paths = [
  ['bert-base', 'block'],
  ['gpt2', 'block'],
  ['llama-2-70b', 'block'],
  ['t5-base', 'decoder/block'],
] as const

const productsOf = (name: string, path: string): Product[] =>
  nodesOf(panel(name, path).scope).filter(isEinsum).map(productOf)

const sides = ({ rows, inner, columns, stack }: Product, bindings: Bindings) =>
  Object.entries({ rows, inner, columns, stack }).map(([side, axes]) => [
    side,
    axes.map(({ axis }) => axis).join(' '),
    Number(count(lengthOf(axes), bindings)),
  ])

/** The rectangles of a drawing that stand for one matrix each: A, B and C. */
const rectangles = (svg: string) =>
  [...svg.matchAll(/<rect [^>]*class="(?:weight|activation)"[^>]*width="([\d.]+)" height="([\d.]+)"/g)].map(
    ([, width, height]) => [Number(width), Number(height)] as const,
  )

describe('a matrix product', () => {
  it.each(paths)('of %s, part %s, costs the FLOPs of its three rectangles', (name, path) => {
    const { bindings, scope } = panel(name, path)
    for (const node of nodesOf(scope).filter(isEinsum)) {
      const sizes = sizesOf(productOf(node)).map((size) => count(size, bindings))
      const flops = sizes.reduce((all, size) => all * size, 2n)
      expect(flops).toBe(count(node.primitive.cost(node).matmul, { ...bindings, B: 1 }))
    }
  })

  it('has shapes that meet at the inner axis', () => {
    const { bindings } = panel('bert-base', 'block')
    const [projection, , , scores] = productsOf('bert-base', 'block')
    expect(sides(projection!, bindings)).toContainEqual(['inner', 'd', 768])
    expect(projection!.stack).toEqual([])
    expect([scores!.a.name, scores!.b.name]).toEqual(['Q', 'K^\\top'])
    expect(sides(scores!, bindings)).toEqual([
      ['rows', 'T', 128],
      ['inner', 'k', 64],
      ['columns', 'S', 128],
      ['stack', 'h', 12],
    ])
  })

  it('is drawn to scale', () => {
    const [projection] = productsOf('bert-base', 'block')
    const svg = product(projection!, panel('bert-base', 'block').bindings, 616)
    const [[width, height], [inner, columns]] = rectangles(svg) as [
      readonly [number, number],
      readonly [number, number],
    ]
    expect(width / height).toBeCloseTo(768 / 128, 2)
    expect(inner / columns).toBeCloseTo(1, 3)
    expectGolden('product-projection.svg', svg)
  })

  it('stands once for all heads', () => {
    const scores = productsOf('bert-base', 'block')[3]!
    expectGolden('product-scores.svg', product(scores, panel('bert-base', 'block').bindings, 350))
  })

  it('keeps its scale and stays within its drawing at every size that a page can be turned to', () => {
    const products = paths.flatMap(([name, path]) => productsOf(name, path).map(hintOf))
    const size = fc.oneof(fc.integer({ min: 1, max: 1_048_576 }), fc.constantFrom(1, 64, 768, 1_048_576))
    fc.assert(
      fc.property(fc.constantFrom(...products), fc.array(size, { minLength: 8, maxLength: 8 }), (hint, sizes) => {
        const axes = hint.sides.flatMap((side) => side.axes)
        const { height, marks } = productPlaces(hint, sizes.slice(0, axes.length), 616)
        const boxes = marks.filter((mark) => 'height' in mark).map((mark) => mark as Record<string, number>)
        for (const { x, y, width, height: high } of boxes) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x! + width!).toBeLessThanOrEqual(616.01)
          expect(y! + high!).toBeLessThanOrEqual(height)
        }
        const [a, b, c] = hint.matrices.map(([, , stacked], i) => boxes[boxAt(hint, i) + (stacked ? 3 : 0)]!)
        expect(a!['width']! * c!['width']!).toBeCloseTo(b!['height']! * b!['width']!, 3)
        expect(a!['height']).toBeCloseTo(c!['height']!, 6)
        expect(height).toBeLessThan(800)
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})

/** Where the boxes of a matrix begin: three that stand behind it come before it where there are many of it. */
const boxAt = ({ matrices }: { matrices: ReturnType<typeof hintOf>['matrices'] }, which: number): number =>
  matrices.slice(0, which).reduce((sum, [, , stacked]) => sum + (stacked ? 4 : 1), 0)
