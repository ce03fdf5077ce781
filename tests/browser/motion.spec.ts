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
