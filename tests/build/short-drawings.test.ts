import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { shortDrawings } from '../../src/build/short-drawings.ts'

const path = (d: string): string => `<path class="line" d="${d}"></path>`

test('a path is written from point to point', () => {
  expect(shortDrawings(path('M44,216.7L58.1,216.6L66.3,216.5'))).toBe(path('m44 216.7 14.1-.1 8.2-.1'))
  expect(shortDrawings(`<p d="M1 1L2 2">${path('M10 10h5v5h-5z')}</p>`)).toBe(
    `<p d="M1 1L2 2">${path('M10 10h5v5h-5z')}</p>`,
  )
})

test('text, boxes and discs are placed to a tenth of a pixel, and nothing else is rounded', () => {
  const text = (x: string, dy: string) => `<text x="${x}" font-size="11.03">1.234<tspan dy="${dy}">a</tspan></text>`
  expect(shortDrawings(text('-172.11', '4.06'))).toBe(text('-172.1', '4.1'))
  expect(shortDrawings('<rect width="0.96" height="4" x="3.5"></rect><circle cx="1.06" r="2.25"></circle>')).toBe(
    '<rect width="1" height="4" x="3.5"></rect><circle cx="1.1" r="2.25"></circle>',
  )
  const other = '<svg width="12.34"><g data-x="1.234"></g></svg><p data-y="1.234">x="1.234"</p>'
  expect(shortDrawings(other)).toBe(other)
})

test('how a line ends and what has no length stay, and so does what is no path', () => {
  for (const d of ['M1 1h4v4h-4V1', 'M0 0h0', 'M0 0', 'nonsense', ''])
    expect(pointsOf(/ d="([^"]*)"/.exec(shortDrawings(path(d)))![1]!), d).toEqual(pointsOf(d))
})

test('no point of a figure moves by more than a tenth of a pixel', () => {
  const figures = globSync('tests/figures/golden/**/*.svg').map((file) => readFileSync(file, 'utf8'))
  const drawn = figures.join('').replaceAll('\n', '')
  const [before, after] = [drawn, shortDrawings(drawn)].map((markup) =>
    [...markup.matchAll(/<path\b[^>]* d="([^"]*)"/g)].map(([, d]) => pointsOf(d!)),
  )
  expect(after!.length).toBe(before!.length)
  expect(before!.flat().length).toBeGreaterThan(10_000)
  for (const [i, points] of before!.entries()) {
    expect(after![i]!.length).toBe(points.length)
    for (const [n, [command, x, y]] of points.entries()) {
      expect(after![i]![n]![0]).toBe(command)
      expect(Math.abs(after![i]![n]![1] - x), `${i}`).toBeLessThan(0.1001)
      expect(Math.abs(after![i]![n]![2] - y), `${i}`).toBeLessThan(0.1001)
    }
  }
})

/** Where each step of a path ends, and whether a line leads there. */
function pointsOf(d: string): [kind: string, x: number, y: number][] {
  const numbers = { m: 2, l: 2, h: 1, v: 1, a: 7, c: 6, q: 4, z: 0 } as const
  const points: [string, number, number][] = []
  let [x, y, startX, startY] = [0, 0, 0, 0]
  for (const [, letter, text] of d.matchAll(/([a-z])([^a-z]*)/gi)) {
    const kind = letter!.toLowerCase() as keyof typeof numbers
    const isRelative = letter === kind
    const all = (text!.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    const each = numbers[kind]
    for (let i = 0; i === 0 || i < all.length; i += each || 1) {
      const args = all.slice(i, i + each)
      if (args.length < each) break
      if (kind === 'z') [x, y] = [startX, startY]
      else {
        const [toX, toY] = kind === 'h' ? [args[0]!, undefined] : kind === 'v' ? [undefined, args[0]!] : args.slice(-2)
        const base = isRelative ? [x, y] : [0, 0]
        if (toX !== undefined) x = base[0]! + toX
        if (toY !== undefined) y = base[1]! + toY
        if (kind === 'm' && i === 0) [startX, startY] = [x, y]
      }
      points.push([kind === 'm' && i === 0 ? 'move' : kind === 'z' ? 'close' : 'draw', x, y])
    }
  }
  return points
}
