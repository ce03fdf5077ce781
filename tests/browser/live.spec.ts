import { devices, expect, test, type Page } from '@playwright/test'
import { shortDrawings } from '../../src/build/short-drawings.ts'
import { carriedBy, Reader } from '../../src/client/live/numbers.ts'
import { initial, type Page as Live, type State } from '../../src/client/live/page.ts'
import { parameterGroups } from '../../src/figures/charts/parameter-groups.ts'
import { publishedModel } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'
import { published, runs } from '../oracle/fixtures.ts'
import { everySectionMeasured } from './rendering.ts'

const posts = ['bert', 'gpt-2', 't5', 'llama']

interface Shown {
  readonly text: string
  readonly value: string | null
  readonly data: Readonly<Record<string, string>>
}

/** Every number on the page as it stands there: in text, tables and figures. */
async function numbers(page: Page): Promise<Shown[]> {
  await settled(page)
  return page.locator('main [data-poly]').evaluateAll((all) =>
    all.map((element) => ({
      text: element.textContent ?? '',
      value: element.getAttribute('value'),
      data: { ...(element as HTMLElement).dataset } as never,
    })),
  )
}

/** What is off screen follows when a knob rests. */
const settled = (page: Page): Promise<void> =>
  page.locator('live-page:not([data-turning])').waitFor({ state: 'attached' })

const liveData = async (page: Page): Promise<Live> =>
  JSON.parse((await page.locator('live-page script[type="application/json"]').textContent())!) as Live

/** What the engine, here in Node, says of every number on the page at a state. */
function expected(live: Live, state: State, shown: readonly Shown[]): { text: string; value: string | null }[] {
  const reader = new Reader(live, state)
  return shown.map(({ data, value }) => {
    const reading = reader.read(carriedBy(data))
    return { text: reading.text, value: value === null ? null : reading.value }
  })
}

const read = (shown: readonly Shown[]) => shown.map(({ text, value }) => ({ text, value }))

const openKnobs = (page: Page) => page.locator('.knobs summary').click()
async function turn(page: Page, symbol: string, size: number): Promise<void> {
  await page.locator(`.knobs input[type=number][name=${symbol}]`).fill(String(size))
  await settled(page)
}

for (const post of posts)
  test(`every number of ${post} follows the length, to the unit, and comes back`, async ({ page }) => {
    await page.goto(`posts/${post}/`)
    const live = await liveData(page)
    await openKnobs(page)
    await turn(page, 'T', 128)
    const before = await numbers(page)
    expect(before.length).toBeGreaterThan(150)
    // None is left out: whatever is a computed number carries its polynomial.
    expect(await page.locator('main data.num').count()).toBe(await page.locator('main data[data-poly]').count())
    await turn(page, 'T', 512)
    const after = await numbers(page)
    const state = { ...initial(live), sizes: { ...initial(live).sizes, T: 512 } }
    expect(read(after)).toEqual(expected(live, state, after))
    expect(after).not.toEqual(before)
    await expect(page.getByRole('status')).toContainText('T = 512')
    await page.getByRole('button', { name: 'Back to the post' }).click()
    const back = await numbers(page)
    expect(read(back)).toEqual(expected(live, initial(live), back))
    await expect.poll(() => new URL(page.url()).search).toBe('')
  })

for (const [post, name, stored, T, block, trunk] of [
  ['bert', 'bert-large', 'bert-large-uncased', 512, 'BertModel.encoder.layer.0', 'BertModel'],
  ['gpt-2', 'gpt2-xl', 'gpt2-xl', 1024, 'GPT2LMHeadModel.transformer.h.0', 'GPT2LMHeadModel.transformer'],
] as const)
  test(`${name} is what PyTorch counted`, async ({ page }) => {
    const run = runs.find((run) => run.model === stored && run.T === T && run.modules[block] !== undefined)!
    await page.goto(`posts/${post}/?T=${T}`)
    await openKnobs(page)
    await page.locator('.knobs select[name=model]').selectOption(name)
    const exactOf = (name: string) => page.locator('.glance .rows > div', { hasText: name }).locator('.exact data')
    await expect(exactOf('One block')).toHaveAttribute('value', String(run.modules[block]))
    await expect(exactOf('Parameters')).toHaveAttribute('value', String(published[stored]!.total))
    await expect(exactOf('Whole model')).toHaveAttribute('value', String(run.forward))
    if (name === 'bert-large') return
    await page.locator('.knobs input[name=logits][value=other]').check()
    await expect(exactOf('Whole model')).toHaveAttribute('value', String(run.modules[trunk]))
  })

test('while a knob turns, what is on screen follows it, and what is not when it rests', async ({ page }) => {
  await page.goto('posts/bert/')
  await openKnobs(page)
  const dependents = 'article > section data[data-poly*="T"]:not([data-over], [data-with])'
  await page.locator(dependents).first().scrollIntoViewIfNeeded()
  const counted = await page.evaluate(async (dependents) => {
    const all = [...document.querySelectorAll<HTMLDataElement>(dependents)]
    const ends = [all[0]!, all.at(-1)!]
    const values = () => ends.map(({ value }) => value)
    const knob = document.querySelector<HTMLInputElement>('.knobs input[type=number][name=T]')!
    const turned = [values()]
    for (const length of ['256', '512']) {
      knob.value = length
      knob.dispatchEvent(new Event('input', { bubbles: true }))
      turned.push(values())
    }
    while (document.querySelector('live-page[data-turning]')) await new Promise(requestAnimationFrame)
    return [...turned, values()]
  }, dependents)
  const [near, far] = [0, 1].map((end) => counted.map((values) => values[end]!))
  expect(new Set(near).size).toBe(3)
  expect(near!.slice(2)).toEqual([near![2], near![2]])
  expect(far!.slice(0, 3)).toEqual([far![0], far![0], far![0]])
  expect(far![3]).not.toBe(far![0])
})

test('a size, a phase and a convention stand in the address, and a link brings them back', async ({ page }) => {
  await page.goto('posts/bert/')
  const live = await liveData(page)
  await openKnobs(page)
  await page.locator('.knobs select[name=model]').selectOption('bert-large')
  await page.getByLabel('Training step').check()
  await page.getByLabel('multiply-adds').check()
  await expect.poll(() => new URL(page.url()).search).toBe('?model=bert-large&phase=training&unit=MAC')
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  const shown = await numbers(page)
  const state: State = { ...initial(live), model: 'bert-large', phase: 'training', unit: 'MAC' }
  expect(read(shown)).toEqual(expected(live, state, shown))
})

test('every way to count holds on the GPT-2 post: decoding, useful pairs, no logits, four bits, a past', async ({
  page,
}) => {
  const ways = { phase: 'decode', pairs: 'useful', logits: 'other', precision: 'int4' } as const
  await page.goto(`posts/gpt-2/?p=100&${new URLSearchParams(ways)}`)
  const live = await liveData(page)
  const own = initial(live)
  const shown = await numbers(page)
  const state: State = { ...own, ...ways, sizes: { ...own.sizes, p: 100 } }
  expect(read(shown)).toEqual(expected(live, state, shown))
  const cache = page.locator('.glance data[data-of=cache]').last()
  await expect(cache).toHaveAttribute('value', String((2 * 12 * 768) / 2))
  await expect(page.locator('.knobs input[name=phase][value=decode]')).toBeChecked()
})

test('a number of a model that the text names stays with it', async ({ page }) => {
  await page.goto('posts/gpt-2/')
  const named = page.locator('main [data-with*=\'"d"\']')
  const before = await named.allTextContents()
  expect(before.length).toBeGreaterThan(20)
  await openKnobs(page)
  await page.locator('.knobs select[name=model]').selectOption('gpt2-xl')
  expect(await named.allTextContents()).toEqual(before)
})

test('a bad link gives the post as it is, and says so', async ({ page }) => {
  await page.goto('posts/bert/?T=-1&model=<img>')
  await expect(page.getByRole('status')).toContainText('cannot show')
  await expect(page.locator('.knobs select')).toHaveValue('bert-base')
})

test('the knobs have names, and turn by keyboard alone', async ({ page }) => {
  await page.goto('posts/gpt-2/')
  await page.locator('.knobs summary').focus()
  await page.keyboard.press('Enter')
  for (const control of await page.locator('.knobs :is(input, select, button):visible').all())
    await expect(control).toHaveAccessibleName(/\w/)
  await page.getByRole('spinbutton', { name: 'query length' }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('256')
  await expect(page.getByRole('status')).toContainText('T = 256')
  await page.getByRole('slider', { name: 'query length' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => new URL(page.url()).searchParams.get('T')).toBe('512')
  await page.getByRole('button', { name: 'Back to the post' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).search).toBe('')
})

test('a changed number is marked for a moment', async ({ page }) => {
  await page.goto('posts/bert/')
  await openKnobs(page)
  await turn(page, 'T', 512)
  const marked = page.locator(':is(.num, [data-terms], svg *).changed')
  expect(await marked.count()).toBeGreaterThan(20)
  await expect(marked).toHaveCount(0)
})

test('a number opens its origin by keyboard, and Escape closes it', async ({ page }) => {
  await page.goto('posts/bert/')
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

test('pointing at a size, a tensor or a part lights it in text, table, equation and diagram', async ({ page }) => {
  await page.goto('posts/bert/')
  const places = (selector: string) => page.locator(`${selector}.lit`).count()
  // What is laid out while the pointer rests would move away from under it.
  await everySectionMeasured(page)
  await page.locator('main .shape .dim-k:visible').first().hover()
  for (const kind of ['.katex .dim-k', 'table .dim-k', 'svg .dim-k']) expect(await places(kind)).toBeGreaterThan(0)
  expect(await places('.dim-d')).toBe(0)
  await page.locator('svg [data-node=Q]:visible').first().hover()
  expect(await places('svg [data-node=Q]')).toBeGreaterThan(0)
  expect(await places('.katex .mathnormal')).toBeGreaterThan(0)
  // Elsewhere, since to focus a number may scroll, and what comes to lie under the pointer is pointed at.
  await page.mouse.move(0, 0)
  await page.locator('main data[data-scope="block/feed-forward"]').first().focus()
  expect(await places('[data-scope="block/feed-forward"]')).toBeGreaterThan(1)
  await page.locator('main data[data-scope="block/feed-forward"]').first().blur()
  await page.locator('main h1').hover()
  await expect(page.locator('.lit')).toHaveCount(0)
})

test('charts and the tables of their numbers follow the choice of a model', async ({ page }) => {
  await page.goto('posts/gpt-2/')
  await openKnobs(page)
  const { graph, sizes } = publishedModel('gpt2-xl')
  const groups = parameterGroups(graph, complete(graph, sizes))
  const figure = page.locator('figure', { has: page.locator('svg desc', { hasText: 'position table' }) }).first()
  const drawn = async () => shortDrawings(await figure.locator('svg').first().innerHTML())
  const before = await drawn()
  await page.locator('.knobs select[name=model]').selectOption('gpt2-xl')
  for (const { name, count } of groups) {
    await expect(figure.locator('svg desc').first()).toContainText(count.toLocaleString('en-US'))
    const row = figure.locator('.twin tbody tr', { has: page.locator(`th:text-is("${name}")`) })
    await expect(row.locator('td').nth(1)).toHaveText(count.toLocaleString('en-US'))
  }
  await page.getByRole('button', { name: 'Back to the post' }).click()
  await expect.poll(drawn).toBe(before)
})

test('figures that cannot be had say so, and come when the model is chosen again', async ({ page }) => {
  await page.goto('posts/gpt-2/')
  await openKnobs(page)
  await page.route('**/figures.*.json', (route) => route.abort())
  const model = page.locator('.knobs select[name=model]')
  await model.selectOption('gpt2-xl')
  await expect(page.locator('.knobs [role=status]')).toHaveText('The figures of GPT-2 XL could not be loaded.')
  await page.unroute('**/figures.*.json')
  await model.selectOption('gpt2')
  await model.selectOption('gpt2-xl')
  await expect(page.locator('figure svg desc', { hasText: '1,638,400' }).first()).toBeAttached()
})

test('a phone turns the knobs and lights a symbol by touch', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...devices['iPhone 13'], baseURL: baseURL! })
  const page = await context.newPage()
  await page.goto('posts/bert/')
  await page.locator('.knobs summary').tap()
  await page.locator('.knobs input[name=phase][value=training]').tap()
  await expect.poll(() => new URL(page.url()).searchParams.get('phase')).toBe('training')
  await page.locator('.knobs summary').tap()
  await page.locator('main .shape .dim-d:visible').first().tap()
  expect(await page.locator('.katex .dim-d.lit').count()).toBeGreaterThan(0)
  await context.close()
})
