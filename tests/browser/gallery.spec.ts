import { expect, test } from '@playwright/test'
import { crowded } from './crowded.ts'

test('text on text, text cut off, text too small and a line through text are found', async ({ page }) => {
  await page.goto('about/')
  const drawn = (inner: string) =>
    page.evaluate((inner) => {
      const figure = document.createElement('figure')
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      svg.setAttribute('viewBox', '0 0 300 100')
      svg.setAttribute('width', '300')
      figure.id = 'planted'
      for (const [name, attributes, text] of JSON.parse(inner) as [string, Record<string, string>, string][]) {
        const element = document.createElementNS('http://www.w3.org/2000/svg', name)
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
        element.textContent = text
        svg.append(element)
      }
      const box = figure.appendChild(document.createElement('div'))
      box.append(svg)
      document.querySelector('#planted')?.remove()
      document.querySelector('article')!.prepend(figure)
    }, inner)
  const text = (x: number, words: string, size = 14) => ['text', { x: `${x}`, y: '50', 'font-size': `${size}` }, words]
  const line = ['path', { d: 'M40 10V90', stroke: 'black', fill: 'none' }, '']
  const cases = [
    [[text(20, 'left'), text(100, 'right')], /^$/],
    [[text(20, 'scores'), text(30, 'mixing')], /“scores” on “mixing”/],
    [[text(280, 'scores')], /“scores” is cut off/],
    [[text(20, 'scores', 6)], /“scores” is 6 pixels high/],
    [[text(20, 'scores'), line], /a line through “scores”/],
  ] as const
  for (const [marks, expected] of cases) {
    await drawn(JSON.stringify(marks))
    expect((await crowded(page)).join('; ')).toMatch(expected)
  }
})
