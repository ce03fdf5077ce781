import { expect, test } from 'vitest'
import { heightOf, withHeights } from '../../src/build/section-heights.ts'

const text = (characters: number): string => `<p>${'a'.repeat(characters)}</p>`

test('a section is as tall as what a phone shows of it', () => {
  expect(heightOf(text(380)) - heightOf(text(38))).toBeCloseTo(1.25 * 9 * 28, 0)
  const drawing = (look: string, width: number) =>
    `<svg class="dg ${look}" viewBox="0 0 ${width} 600" width="9"><title>T</title></svg>`
  const none = heightOf('')
  expect(heightOf(drawing('narrow', 350)) - none).toBe(1.25 * 600)
  expect(heightOf(drawing('', 700)) - none).toBe(1.25 * 300)
  expect(heightOf(drawing('wide', 800))).toBe(none)
  const row = (cell: string) => `<table><tr>${cell.repeat(4)}</tr></table>`
  expect(heightOf(row('<td data-head="x">1</td>'))).toBeGreaterThan(heightOf(row('<td>1</td>')) + 60)
})

test('what is closed, or for a screen reader alone, takes no room', () => {
  const closed = (inside: string) => `<details><summary>Show</summary>${inside}</details>${text(10)}`
  expect(heightOf(closed(text(900)))).toBe(heightOf(closed('')))
  const math = '<span class="katex"><math data-tex="x"><mi>x</mi></math></span>'
  expect(heightOf(`<p>${math.repeat(90)}</p>`)).toBe(heightOf('<p></p>'))
})

test('each section of an article says its height, and nothing else is changed', () => {
  const page = `<article>${text(3)}<section aria-labelledby="a">${text(400)}</section>
<section aria-labelledby="b"><section class="exercise">x</section></section></article>${text(9000)}`
  const [a, b] = [...withHeights(page).matchAll(/<section data-tall="(\d+)" aria-labelledby="[ab]"/g)].map(([, tall]) =>
    Number(tall),
  )
  expect(a).toBe(heightOf(text(400)))
  expect(b).toBeLessThan(a!)
  expect(withHeights(page).replaceAll(/ data-tall="\d+"/g, '')).toBe(page)
})
