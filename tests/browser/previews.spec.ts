import { expect, test } from '@playwright/test'
import { everySectionMeasured } from './rendering.ts'

test('a citation shows its work in the margin, by pointer and by keyboard, and Escape closes it', async ({ page }) => {
  await page.goto('posts/bert/')
  const cite = page.locator('article a.cite').first()
  const preview = page.locator('aside.preview')
  await cite.hover()
  await expect(preview).toContainText('Devlin')
  await page.mouse.move(0, 0)
  await expect(preview).toHaveCount(0)
  await cite.focus()
  await expect(preview).toContainText('arXiv')
  await expect(cite).toHaveAttribute('aria-describedby', 'preview')
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
})

test('a reference to an equation, a figure or a term shows it, and Escape closes it, by keyboard alone', async ({
  page,
}) => {
  await page.goto('posts/gpt-2/')
  await everySectionMeasured(page)
  const preview = page.locator('aside.preview')
  for (const [link, shown] of [
    ['a[href^="#eq-"]', '.katex'],
    ['a[href^="#fig-"]', 'svg'],
    ['a[href^="#tbl-"]', 'table'],
  ] as const) {
    const reference = page.locator(`article ${link}:not(.anchor)`).first()
    await reference.focus()
    await expect(preview.locator(shown).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(preview).toHaveCount(0)
    await expect(reference).toBeFocused()
  }
})

test('an equation can be copied as LaTeX', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('posts/bert/')
  const frame = page.locator('.copyable:has(.equation)').first()
  await frame.hover()
  await frame.getByRole('button', { name: 'Copy LaTeX' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('W_{\\text{word}}')
})
