import { expect, test, type Page } from '@playwright/test'
import { bindingsOf, initial, type Page as Live, type State } from '../../src/client/live/page.ts'
import { read, type Quantity } from '../../src/client/live/quantity.ts'

const post = 'posts/bert/'

interface Shown {
  readonly text: string
  readonly data: Readonly<Record<string, string>>
}

/** Every number on the page as it stands there. */
const numbers = (page: Page): Promise<Shown[]> =>
  page.locator('main [data-poly]').evaluateAll((all) =>
    all.map((element) => ({
      text: element.textContent ?? '',
      data: { ...(element as HTMLElement).dataset } as never,
    })),
  )

const liveData = async (page: Page): Promise<Live> =>
  JSON.parse((await page.locator('live-page script[type="application/json"]').textContent())!) as Live

/** What the engine, here in Node, says of every number on the page at a state. */
function expected(live: Live, state: State, shown: readonly Shown[]): string[] {
  return shown.map(({ data }) => {
    const own = JSON.parse(data['with'] ?? '{}') as Record<string, number>
    const at = data['model'] === undefined ? state : { ...state, model: data['model'] }
    const digits = data['digits'] === undefined ? undefined : Number(data['digits'])
    return read({ ...data, digits } as Quantity, bindingsOf(live, at, own), state).text
  })
}

test('every number follows the length, and comes back', async ({ page }) => {
  await page.goto(post)
  const before = await numbers(page)
  expect(before.length).toBeGreaterThan(100)
  const live = await liveData(page)
  await page.locator('.knobs summary').click()
  await page.locator('.knobs input[type=number][name=T]').fill('512')
  const after = await numbers(page)
  const state = { ...initial(live), sizes: { ...initial(live).sizes, T: 512 } }
  expect(after.map(({ text }) => text)).toEqual(expected(live, state, after))
  expect(after).not.toEqual(before)
  await page.getByRole('button', { name: 'Back to the post' }).click()
  expect(await numbers(page)).toEqual(before)
})

test('a size, a phase and a convention stand in the address, and a link brings them back', async ({ page }) => {
  await page.goto(post)
  const live = await liveData(page)
  await page.locator('.knobs summary').click()
  await page.locator('.knobs select[name=model]').selectOption('bert-large')
  await page.getByLabel('Training step').check()
  await page.getByLabel('multiply-adds').check()
  const address = page.url()
  expect(new URL(address).search).toBe('?model=bert-large&phase=training&unit=MAC')
  await page.goto('about:blank')
  await page.goto(address)
  const shown = await numbers(page)
  const state: State = { ...initial(live), model: 'bert-large', phase: 'training', unit: 'MAC' }
  await expect.poll(async () => (await numbers(page)).map(({ text }) => text)).toEqual(expected(live, state, shown))
})

test('a bad link gives the post as it is, and says so', async ({ page }) => {
  await page.goto(`${post}?T=-1&model=<img>`)
  await expect(page.getByRole('status')).toContainText('cannot show')
  await expect(page.locator('.knobs select')).toHaveValue('bert-base')
})

test('a number opens its origin by keyboard, and Escape closes it', async ({ page }) => {
  await page.goto(post)
  const number = page.locator('main data[data-of=matmul]').first()
  await number.focus()
  await page.keyboard.press('Enter')
  const card = page.locator('aside.pop')
  await expect(card).toContainText('FLOPs in matrix products')
  await expect(card.locator('.sum')).toContainText(',')
  await expect(number).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await expect(number).toBeFocused()
})
