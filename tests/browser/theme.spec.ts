import { expect, test, type Page } from '@playwright/test'

for (const theme of ['light', 'dark'] as const)
  test.describe(theme, () => {
    test.use({ colorScheme: theme })
    test('follows the color scheme of the system', async ({ page, colorScheme }) => {
      await page.goto('')
      expect(await ground(page)).toBe(colorScheme)
    })

    test('remembers the theme that the reader chose', async ({ page, colorScheme }) => {
      const other = colorScheme === 'dark' ? 'light' : 'dark'
      await page.goto('')
      await page.getByRole('button', { name: /theme|light|dark/i }).click()
      await expect.poll(() => ground(page)).toBe(other)
      await page.reload()
      expect(await ground(page)).toBe(other)
    })

    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false })
      test('follows the color scheme of the system', async ({ page, colorScheme }) => {
        await page.goto('')
        expect(await ground(page)).toBe(colorScheme)
      })
    })
  })

/** What the page is painted on. A canvas turns whatever color notation the style sheet uses into bytes. */
async function ground(page: Page): Promise<'light' | 'dark' | 'neither'> {
  const paint = await page.evaluate(() => {
    const painted = [document.body, document.documentElement].map(
      (element) => getComputedStyle(element).backgroundColor,
    )
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')!
    canvas.fillStyle = painted.find((color) => color !== 'rgba(0, 0, 0, 0)') ?? 'white'
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  })
  const [red = 0, green = 0, blue = 0] = paint
  const luminance = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
  return luminance > 0.8 ? 'light' : luminance < 0.2 ? 'dark' : 'neither'
}
