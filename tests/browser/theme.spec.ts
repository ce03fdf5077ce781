import { expect, test } from '@playwright/test'
import { groundOf } from './rendering.ts'

for (const theme of ['light', 'dark'] as const)
  test.describe(theme, () => {
    test.use({ colorScheme: theme })
    test('follows the color scheme of the system', async ({ page, colorScheme }) => {
      await page.goto('')
      expect(await groundOf(page)).toBe(colorScheme)
    })

    test('remembers the theme that the reader chose', async ({ page, colorScheme }) => {
      const other = colorScheme === 'dark' ? 'light' : 'dark'
      await page.goto('')
      await page.getByRole('button', { name: /theme|light|dark/i }).click()
      await expect.poll(() => groundOf(page)).toBe(other)
      await page.reload()
      expect(await groundOf(page)).toBe(other)
    })

    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false })
      test('follows the color scheme of the system', async ({ page, colorScheme }) => {
        await page.goto('')
        expect(await groundOf(page)).toBe(colorScheme)
      })
    })
  })
