import { expect, test } from '@playwright/test'

test.use({ colorScheme: 'dark' })

test('a post prints light, whole and without furniture', async ({ page }) => {
  await page.goto('posts/bert/')
  await page.emulateMedia({ media: 'print' })
  const shown = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.filter((element) => element.getClientRects().length > 0).length)
  for (const furniture of [
    '.site-bar',
    '.rail',
    '.locator',
    '.map',
    '.way',
    '.live',
    '.copy',
    '.skip',
    '.site-foot nav',
  ])
    expect(await shown(furniture), furniture).toBe(0)
  const colors = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body)
    return { color, backgroundColor }
  })
  expect(colors).toEqual({ color: 'rgb(28, 27, 25)', backgroundColor: 'rgb(255, 255, 255)' })
  // Nothing is left unlaid for want of being on a screen, and no box hides what is wider than it.
  const left = await page
    .locator('article > section')
    .evaluateAll(
      (sections) => sections.filter((section) => getComputedStyle(section).contentVisibility !== 'visible').length,
    )
  expect(left).toBe(0)
  expect(await shown('article .note')).toBe(await page.locator('article .note').count())
})

test('a post prints with the answers to its exercises', async ({ page }) => {
  await page.goto('posts/gpt-2/')
  await page.emulateMedia({ media: 'print' })
  const answers = page.locator('.exercise details')
  expect(await answers.count()).toBeGreaterThan(0)
  for (const answer of await answers.all()) expect((await answer.boundingBox())!.height).toBeGreaterThan(60)
})
