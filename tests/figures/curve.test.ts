import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curve, type Point } from '../../src/figures/curve.ts'

const pointsOf = (d: string): Point[] =>
  [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])

/** How far a point is from a line of several pieces. */
const away = ([x, y]: Point, line: readonly Point[]): number =>
  Math.min(
    ...line.slice(1).map(([bx, by], i) => {
      const [ax, ay] = line[i]!
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
    }),
  )

test('a straight line is its ends, and a bend stays', () => {
  const straight = Array.from({ length: 50 }, (_, i): Point => [i, 2 * i])
  expect(curve(straight)).toBe('M0 0L49 98')
  expect(curve([...straight, [60, 98]])).toBe('M0 0L49 98L60 98')
  expect(curve([[1.26, 2]])).toBe('M1.3 2')
})

test('a point that is no place is an error, which a chart says the file and line of', () => {
  expect(() =>
    curve([
      [0, 1],
      [1, NaN],
      [2, 3],
    ]),
  ).toThrow(new RangeError('point 2 of a curve is at 1,NaN'))
  expect(() => curve([[0, -Infinity]])).toThrow('point 1 of a curve is at 0,-Infinity')
  expect(() => curve([])).toThrow('point 0 of a curve is at no place')
})

test('no point of a curve is further from what is drawn than the eye can see', () => {
  const height = fc.double({ min: 0, max: 300, noNaN: true })
  fc.assert(
    fc.property(fc.array(height, { minLength: 2, maxLength: 60 }), (heights) => {
      const points = heights.map((y, i): Point => [i * 5, y])
      const drawn = pointsOf(curve(points))
      // A tenth of a pixel by the points that are left out, and half the diagonal of one by rounding.
      expect(Math.max(...points.map((point) => away(point, drawn)))).toBeLessThan(0.1 + 0.1 * Math.SQRT1_2 + 1e-9)
    }),
  )
  const sine = Array.from({ length: 161 }, (_, i): Point => [i * 3, 100 + 80 * Math.sin(i / 20)])
  expect(pointsOf(curve(sine)).length).toBeLessThan(100)
})
