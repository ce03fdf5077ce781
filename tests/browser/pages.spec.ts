import { expect, test } from '@playwright/test'
import { builtPages } from '../pages.ts'
import { violationsOf } from './accessibility.ts'
import { complaintsOf } from './complaints.ts'
import { groundOf, renderEverything, widerThan } from './rendering.ts'

/** What every page promises, looked at in one visit: to lay out and to audit a post takes longer than to load it. */
for (const path of builtPages())
  test(`/${path} is quiet, fits its screens, and meets WCAG 2.2 AA in both themes`, async ({
    page,
    baseURL,
    colorScheme,
  }) => {
    const complaints = complaintsOf(page, new URL(baseURL!).origin)
    await page.goto(path)
    await renderEverything(page)
    expect.soft(await violationsOf(page), `axe, ${colorScheme}`).toEqual([])
    const other = colorScheme === 'dark' ? 'light' : 'dark'
    await page.emulateMedia({ colorScheme: other })
    expect.soft(await groundOf(page)).toBe(other)
    expect.soft(await violationsOf(page, ['color-contrast']), `contrast, ${other}`).toEqual([])
    for (const width of [320, 390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      expect.soft(await widerThan(page, width), `wider than ${width} pixels`).toEqual([])
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await page.waitForLoadState('networkidle')
    expect.soft(complaints).toEqual([])
  })
