import { expect, test } from '@playwright/test'
import { builtPages } from '../pages.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const path of ['', builtPages().find((page) => page.startsWith('posts/'))!, 'notation/'])
  test(`nothing on /${path} moves for a reader who asks for less motion`, async ({ page }) => {
    await page.goto(path)
    const moving = await page.evaluate(() => {
      const timed = [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, scrollBehavior } = getComputedStyle(element)
        return transitionDuration.split(', ').some((time) => time !== '0s') || scrollBehavior === 'smooth'
      })
      // The line that tells how far one is moves with the reader's own scrolling.
      const animated = document.getAnimations().filter(({ timeline }) => timeline instanceof DocumentTimeline)
      return [...timed.map(({ outerHTML }) => outerHTML.slice(0, 80)), ...animated.map(({ id }) => id)]
    })
    expect(moving).toEqual([])
  })

test('on a phone what waited for the first screen is not hidden again while the rest is laid out', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 664 })
  await page.goto('posts/bert/')
  const hidden = () =>
    page
      .locator('article > section')
      .evaluateAll((sections) => sections.filter((one) => getComputedStyle(one).contentVisibility === 'hidden').length)
  await expect.poll(hidden).toBe(0)
  const seen = await page.evaluate(async () => {
    const sections = [...document.querySelectorAll('article > section')]
    let hidden = 0
    dispatchEvent(new Event('scroll'))
    while (!document.querySelector('[data-measured]')) {
      await new Promise(requestAnimationFrame)
      hidden += sections.filter((one) => getComputedStyle(one).contentVisibility === 'hidden').length
    }
    return hidden
  })
  expect(seen).toBe(0)
})
