import { expect, test } from '@playwright/test'
import { builtPages } from '../pages.ts'
import { keepOneOfEachLook, violationsOf } from './accessibility.ts'
import { complaintsOf } from './complaints.ts'
import { crowded } from './crowded.ts'
import { groundOf, renderEverything, sectionHeights, sectionRooms, widerThan } from './rendering.ts'

/** What every page promises, looked at in one visit: to lay out and to audit a post takes longer than to load it. */
for (const path of builtPages())
  test(`/${path} is quiet, fits its screens, and meets WCAG 2.2 AA in both themes`, async ({
    page,
    baseURL,
    isMobile,
  }) => {
    const complaints = complaintsOf(page, new URL(baseURL!).origin)
    await page.goto(path)
    const reserved = await sectionRooms(page)
    await renderEverything(page)
    if (isMobile)
      expect
        .soft(
          misjudged(reserved, await sectionHeights(page)),
          'sections given too little or too much room, by src/build/section-heights.ts',
        )
        .toEqual([])
    expect.soft(await violationsOf(page, undefined, isMobile ? ['color-contrast'] : []), 'axe').toEqual([])
    // Its own comes last: looks are those of this width.
    for (const width of isMobile ? [1440, 1024, 320, 390] : [320, 390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      expect.soft(await widerThan(page, width), `wider than ${width} pixels`).toEqual([])
      if (path.startsWith('gallery/') && width > 320 && isMobile === width < 1024)
        expect.soft(await crowded(page), `figures at ${width} pixels`).toEqual([])
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await page.waitForLoadState('networkidle')
    await keepOneOfEachLook(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect.soft(await groundOf(page)).toBe(colorScheme)
      expect.soft(await violationsOf(page, ['color-contrast']), `contrast, ${colorScheme}`).toEqual([])
    }
    expect.soft(complaints).toEqual([])
  })

/** Sections that need more room than they are given while they are off screen, and those that are given three times as much. */
const misjudged = (reserved: readonly (readonly [string, number])[], needed: readonly (readonly [string, number])[]) =>
  // A height that is none is misjudged, too.
  reserved.filter(([, height], i) => !(height >= needed[i]![1] && height <= 3 * needed[i]![1]))
