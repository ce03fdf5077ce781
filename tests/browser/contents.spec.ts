import { expect, test } from '@playwright/test'
import { builtPages } from '../pages.ts'
import { everySectionMeasured } from './rendering.ts'

const post = builtPages().find((path) => path.startsWith('posts/'))!

test('the contents mark the section being read', async ({ page }) => {
  await page.goto(post)
  const contents = page.getByRole('navigation', { name: 'Contents' })
  const hashes = await contents
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash))
  expect(hashes.length).toBeGreaterThan(1)
  await everySectionMeasured(page)
  for (const hash of [hashes.at(-2), hashes.at(0)]) {
    await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), decodeURIComponent(hash!.slice(1)))
    await expect(contents.locator(`a[href$="${hash}"]`)).toHaveAttribute('aria-current', /^(true|location)$/)
  }
})

test('the contents follow when what stands above the reader is laid out', async ({ page }) => {
  await page.goto('posts/bert/')
  await page.evaluate(() => scrollTo(0, 12_000))
  await everySectionMeasured(page)
  const read = await page.evaluate(() => {
    const passed = ({ parentElement }: Element) => parentElement!.getBoundingClientRect().top <= innerHeight / 5
    return [...document.querySelectorAll('article > section > h2[id]')].findLast(passed)!.id
  })
  const link = page.getByRole('navigation', { name: 'Contents' }).locator(`a[href$="#${read}"]`)
  await expect(link).toHaveAttribute('aria-current', /^(true|location)$/)
})
