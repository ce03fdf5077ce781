import { expect, test } from '@playwright/test'

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

test('an equation can be copied as LaTeX', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('posts/bert/')
  const frame = page.locator('.copyable:has(.equation)').first()
  await frame.hover()
  await frame.getByRole('button', { name: 'Copy LaTeX' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('W_{\\text{word}}')
})
