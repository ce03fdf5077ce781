import type { Page } from '@playwright/test'

/** Sections out of sight are not rendered, so not measured either. A constructed style sheet passes the site's own policy. */
export async function renderEverything(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets.push(sheet)
    await document.fonts.ready
  })
}

type Heights = [id: string, height: number][]

/** The sections of a post that are off screen at first. */
const later = 'article > section + section'

/** The height that each of them has now. */
export const sectionHeights = (page: Page): Promise<Heights> =>
  page
    .locator(later)
    .evaluateAll((all) =>
      all.map((section) => [
        section.getAttribute('aria-labelledby')!,
        Math.round(section.getBoundingClientRect().height),
      ]),
    )

/**
 * The height that the style sheet gives each of them until it is laid out for the first time. Its box may already have the one of a
 * first layout, before its fonts came.
 */
export const sectionRooms = (page: Page): Promise<Heights> =>
  page
    .locator(later)
    .evaluateAll((all) =>
      all.map((section) => [
        section.getAttribute('aria-labelledby')!,
        Number(/^auto ([\d.]+)px$/.exec(getComputedStyle(section).containIntrinsicHeight)?.[1]),
      ]),
    )

/** Waits until every section has the height by which a jump lands: a page lays them out at the first sign of a reader. */
export async function everySectionMeasured(page: Page): Promise<void> {
  await page.mouse.move(1, 1)
  await page.locator('article[data-measured]').waitFor({ state: 'attached', timeout: 20_000 })
}

/** The elements that make the page wider than the window: none, if it does not scroll sideways. */
export async function widerThan(page: Page, width: number): Promise<string[]> {
  return page.evaluate((width) => {
    const root = document.documentElement
    if (Math.max(root.scrollWidth, document.body.scrollWidth) <= width) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => Math.round(element.getBoundingClientRect().right) > width && !insideScroller(element),
    )
    return wide.length > 0 ? wide.slice(0, 5).map(describe) : [`the page itself: ${root.scrollWidth} pixels`]

    function insideScroller(element: Element): boolean {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== 'visible') return true
      return false
    }
    function describe(element: Element): string {
      return `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.textContent?.trim().slice(0, 60)}`
    }
  }, width)
}

/** What the page is painted on. A canvas turns whatever color notation the style sheet uses into bytes. */
export async function groundOf(page: Page): Promise<'light' | 'dark' | 'neither'> {
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
