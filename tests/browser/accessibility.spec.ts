import { expect, test } from '@playwright/test'
import { keepOneOfEachLook, violationsOf } from './accessibility.ts'

test('text that is too faint in one theme alone is found among thousands, wherever it stands', async ({ page }) => {
  await page.goto('posts/bert/')
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      main table:last-of-type td:last-child { color: light-dark(#ccc, #fff) }
      main h2 { background: light-dark(#fff, #888); color: light-dark(#000, #999) }
      footer { opacity: 0.3 }`)
    document.adoptedStyleSheets.push(sheet)
  })
  await keepOneOfEachLook(page)
  const found = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme })
    return (await violationsOf(page, ['color-contrast'])).map((fault) => /<(\w+)/.exec(fault)![1])
  }
  const [light, dark] = [await found('light'), await found('dark')]
  expect(light).toContain('td')
  expect(light).not.toContain('h2')
  expect(dark).toContain('h2')
  expect(dark).not.toContain('td')
  expect(light).toContain('a')
})
