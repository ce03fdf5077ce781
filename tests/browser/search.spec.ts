import { expect, test, type Page } from '@playwright/test'
import { complaintsOf } from './complaints.ts'
import { violationsOf } from './accessibility.ts'
import { widerThan } from './rendering.ts'

const field = (page: Page) => page.getByRole('searchbox')
const results = (page: Page) => page.locator('.results a')

test('a term is found while it is typed, by keyboard alone, and the number of pages is said', async ({
  page,
  baseURL,
}) => {
  const complaints = complaintsOf(page, new URL(baseURL!).origin)
  await page.goto('')
  await page.getByRole('link', { name: 'Search' }).first().click()
  await field(page).focus()
  await page.keyboard.type('softmax')
  await expect(page.getByRole('status')).toHaveText(/^(One page has|\d+ pages have) “softmax”\.$/)
  await expect(page.locator('.results mark').first()).toHaveText(/softmax/i)
  expect(new URL(page.url()).search).toBe('?q=softmax')
  await page.keyboard.press('ArrowDown')
  await expect(results(page).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(results(page).nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('h1')).not.toHaveText('Search')
  expect(new URL(page.url()).pathname).toContain('/posts/')
  expect(complaints).toEqual([])
})

const finds: Readonly<Record<string, RegExp>> = {
  W_Q: /W_?Q/,
  'encoder.layer.{i}.attention.self.query.weight': /encoder|query/,
  c_attn: /c_attn/,
  'RMSNorm gain': /RMSNorm|gain/,
}
for (const [term, hit] of Object.entries(finds))
  test(`${term} is found by a link alone`, async ({ page }) => {
    await page.goto(`search/?q=${encodeURIComponent(term)}`)
    await expect(page.locator('.results mark').filter({ hasText: hit }).first()).toBeVisible()
    await expect(page.getByRole('status')).toContainText(`“${term}”`)
  })

test('a page of results meets WCAG 2.2 AA as far as axe can tell, and fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto('search/?q=encoder.layer')
  await expect(results(page).first()).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  expect(await widerThan(page, 320)).toEqual([])
})

test('what no page has is said, and no result is left over', async ({ page }) => {
  await page.goto('search/?q=softmax')
  await expect(results(page).first()).toBeVisible()
  await field(page).fill('zzzxqy')
  await expect(page.getByRole('status')).toHaveText('No page has “zzzxqy”.')
  await expect(results(page)).toHaveCount(0)
})

test('a result leads to its section, and a formula is not in the lines around the hit', async ({ page }) => {
  await page.goto('search/?q=residual')
  const sections = page.locator('.results ul a')
  await expect(sections.first()).toBeVisible()
  expect(await page.locator('.results').innerText()).not.toMatch(/\\(text|frac|mathbb)/)
  const hash = new URL(await sections.first().evaluate((link: HTMLAnchorElement) => link.href)).hash
  await sections.first().click()
  await expect(page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`)).toBeInViewport()
})

test('a page without the search may run no WebAssembly', async ({ page }) => {
  await page.goto('about/')
  const outcome = await page.evaluate(() =>
    WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => 'ran',
      (error: Error) => error.name,
    ),
  )
  expect(outcome).toBe('CompileError')
})

test('no page may make HTML from text', async ({ page }) => {
  await page.goto('about/')
  const outcome = await page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = '<b>x</b>'
      return 'made'
    } catch (error) {
      return (error as Error).name
    }
  })
  expect(outcome).toBe('TypeError')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the page leads to where things are listed', async ({ page }) => {
    await page.goto('search/')
    await expect(page.getByRole('searchbox')).toHaveCount(0)
    await expect(page.locator('main').getByRole('link', { name: 'All posts, in order' })).toBeVisible()
    await expect(page.locator('main').getByRole('link', { name: 'all symbols' })).toBeVisible()
  })
})
