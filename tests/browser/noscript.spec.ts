import { expect, test } from '@playwright/test'
import { builtPages } from '../pages.ts'

test.use({ javaScriptEnabled: false })

test('the home page shows every post without JavaScript', async ({ page }) => {
  await page.goto('')
  const posts = builtPages().filter((path) => /^posts\/[^/]+\/$/.test(path))
  for (const path of posts) await expect(page.locator(`main a[href$="/${path}"]`).first()).toBeVisible()
})

for (const path of builtPages().filter((page) => page.startsWith('posts/'))) {
  test(`/${path} shows its text, tables and numbers without JavaScript`, async ({ page }) => {
    await page.goto(path)
    const text = await page.locator('main').innerText()
    expect(text.split(/\s+/).length).toBeGreaterThan(100)
    expect(text).not.toMatch(/enable JavaScript|loading…|\bNaN\b|undefined|\[object/i)
    const empty = await page.evaluate(() => ({
      tables: [...document.querySelectorAll('main table')].filter(
        (table) =>
          table.getClientRects().length === 0 || !/\d|\w/.test(table.querySelector('tbody')?.textContent ?? ''),
      ).length,
      numbers: [...document.querySelectorAll('main [data-poly]')].filter(
        (number) => !/\w/.test(number.textContent ?? ''),
      ).length,
    }))
    expect(empty).toEqual({ tables: 0, numbers: 0 })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('a link leads into the part below the first screen, which is laid out a moment later', async ({ page }) => {
    await page.goto('posts/bert/#fig-model')
    await expect(page.locator('#fig-model')).toBeInViewport()
  })
})
