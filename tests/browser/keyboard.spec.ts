import { expect, test, type Page } from '@playwright/test'
import { everySectionMeasured } from './rendering.ts'

const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme'])

test('keys go through the sections, and leave the history alone', async ({ page }) => {
  await page.goto('posts/bert/')
  await everySectionMeasured(page)
  const length = await page.evaluate(() => history.length)
  const ids = await page.locator('article :is(h2, h3)[id]').evaluateAll((all) => all.map(({ id }) => id))
  const hash = () => page.evaluate(() => decodeURIComponent(location.hash.slice(1)))
  for (const [key, at] of [
    ['j', 0],
    ['j', 1],
    ['j', 2],
    ['k', 1],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(hash).toBe(ids[at])
  }
  expect(await page.evaluate(() => history.length)).toBe(length)
})

test('the list of keys opens, closes on Escape, and names what the page has only', async ({ page }) => {
  await page.goto('')
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(dialog).toContainText('Light or dark')
  await expect(dialog.getByText('Next section')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.goto('posts/bert/')
  await page.getByRole('button', { name: 'Keyboard' }).click()
  await expect(dialog.getByText('Next section')).toBeVisible()
})

test('keys can be turned off, which is remembered, and on again', async ({ page }) => {
  await page.goto('')
  await page.keyboard.press('t')
  expect(await theme(page)).toBe('dark')
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Keys are on' }).uncheck()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.reload()
  await page.keyboard.press('t')
  await page.keyboard.press('?')
  expect(await theme(page)).toBe('dark')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Keyboard' }).click()
  await page.getByRole('checkbox', { name: 'Keys are on' }).check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await expect.poll(() => theme(page)).toBeUndefined()
})

test('keys with Control are the browser’s, and letters in a field are text', async ({ page }) => {
  await page.goto('posts/bert/')
  await page.keyboard.press('Control+j')
  expect(await page.evaluate(() => location.hash)).toBe('')
  await page.evaluate(() => {
    const field = document.createElement('input')
    field.setAttribute('aria-label', 'Field')
    document.body.prepend(field)
  })
  await page.getByLabel('Field').press('t')
  await expect(page.getByLabel('Field')).toHaveValue('t')
  expect(await theme(page)).toBeUndefined()
})
