import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { builtPages } from '../pages.ts'
import { complaintsOf } from './complaints.ts'
import { renderEverything, widerThan } from './rendering.ts'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

for (const path of builtPages()) {
  test.describe(`/${path}`, () => {
    test('loads in silence and from its own site alone', async ({ page, baseURL }) => {
      const complaints = complaintsOf(page, new URL(baseURL!).origin)
      await page.goto(path)
      await renderEverything(page)
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await page.waitForLoadState('networkidle')
      expect(complaints).toEqual([])
    })

    test('never scrolls sideways, from 320 to 1440 pixels', async ({ page }) => {
      await page.goto(path)
      await renderEverything(page)
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await widerThan(page, width), `wider than ${width} pixels`).toEqual([])
      }
    })

    test('meets WCAG 2.2 AA as far as axe can tell', async ({ page }) => {
      await page.goto(path)
      await renderEverything(page)
      expect(await violationsOf(page, wcag)).toEqual([])
    })

    test('has text that stands out from its ground', async ({ page }) => {
      await page.goto(path)
      await renderEverything(page)
      expect(await violationsOf(page, ['color-contrast'])).toEqual([])
    })
  })
}

/** Only what is wrong, and in the page itself: carrying all that is right to a second page takes twice as long. */
async function violationsOf(page: Page, runOnly: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ runOnly, resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`))
}
