import { expect, test, type Page } from '@playwright/test'
import { everySectionMeasured } from './rendering.ts'

/** Brings a heading to the top of the window, once every section has its height. */
async function read(page: Page, id: string): Promise<void> {
  await everySectionMeasured(page)
  await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), id)
}

/** The heading that the first such link of the contents leads to. */
async function idBehind(page: Page, link: string): Promise<string> {
  const href = await page.locator(`.rail .contents a${link}`).first().getAttribute('href')
  return decodeURIComponent(href!.slice(1))
}

const marked = (page: Page, map: string): Promise<(string | null)[]> =>
  page.locator(`${map} .on:has(.tick)`).evaluateAll((stops) => stops.map((stop) => stop.getAttribute('data-scope')))

test('the map beside the text marks what the section being read explains', async ({ page }) => {
  await page.goto('posts/bert/')
  await expect(page.locator('.map')).toBeInViewport()
  for (const [link, parts] of [
    ['[data-explains="block/self-attention"]', ['block/self-attention']],
    ['[data-explains="block/feed-forward"]', ['block/feed-forward']],
    ['[data-explains="block"]', ['block/self-attention', 'block/feed-forward']],
    [':not([data-explains])', []],
  ] as const) {
    await read(page, await idBehind(page, link))
    await expect.poll(() => marked(page, '.map')).toEqual(parts)
  }
})

for (const post of ['gpt-2', 't5', 'llama', 'transformer'])
  test(`the map of ${post} follows the reader through its parts`, async ({ page }) => {
    await page.goto(`posts/${post}/`)
    const links = page.locator('.rail .contents a[data-explains]:not([data-explains*=" "])')
    const parts = await links.evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('data-explains')!))])
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) {
      await read(page, await idBehind(page, `[data-explains="${part}"]`))
      await expect.poll(async () => (await marked(page, '.map')).length, part).toBeGreaterThan(0)
    }
  })

test('a part of the map leads to the section that explains it, and the map stays in view', async ({ page }) => {
  await page.goto('posts/bert/')
  await page.getByRole('link', { name: 'block, feed-forward' }).first().press('Enter')
  await expect(page).toHaveURL(new RegExp(`#${await idBehind(page, '[data-explains="block/feed-forward"]')}$`))
  await expect(page.locator('.map a[aria-current]')).toHaveAttribute('data-scope', 'block/feed-forward')
  await expect(page.locator('.map')).toBeInViewport()
})

test('a strip in the bar of a phone marks the same, and opens the contents', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('posts/bert/')
  await read(page, await idBehind(page, '[data-explains="block/feed-forward"]'))
  await expect.poll(() => marked(page, '.locator')).toEqual(['block/feed-forward'])
  await expect(page.locator('.map')).toBeHidden()
  await page.locator('.locator summary').click()
  await page.locator('.locator').locator('[data-explains="pooler"]').first().click()
  await expect.poll(() => marked(page, '.locator')).toEqual(['pooler'])
})

test('nothing on the map moves', async ({ page }) => {
  await page.goto('posts/bert/')
  const moving = await page
    .locator('.map, .map *')
    .evaluateAll((parts) => parts.flatMap((part) => part.getAnimations().map(() => part.outerHTML)))
  expect(moving).toEqual([])
  const transitions = await page
    .locator('.map, .map *')
    .evaluateAll((parts) => parts.filter((part) => getComputedStyle(part).transitionDuration !== '0s').length)
  expect(transitions).toBe(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the map is there, and its parts are links', async ({ page }) => {
    await page.goto('posts/bert/')
    await page.getByRole('link', { name: 'pooler' }).first().click()
    await expect(page).toHaveURL(new RegExp(`#${await idBehind(page, '[data-explains="pooler"]')}$`))
  })
})
