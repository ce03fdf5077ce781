import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect as soon, test, type Locator, type Page } from '@playwright/test'
import { shortDrawings } from '../../src/build/short-drawings.ts'
import { command } from '../../src/cli/command.ts'
import type { Report } from '../../src/report/report.ts'
import { realConfigs } from '../explorer/configs.ts'
import { extremes, texts } from '../explorer/texts.ts'
import { violationsOf } from './accessibility.ts'
import { complaintsOf } from './complaints.ts'
import { renderEverything, widerThan } from './rendering.ts'

/** A model is drawn when its script has come, which a machine with other work takes its time for. */
const expect = soon.configure({ timeout: 20_000 })

/** The exact value under a heading of the summary. */
const total = (page: Page, name: string) =>
  page
    .locator('.ex-totals > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('.exact data')

/** Waits until a number is drawn, asking more often than an assertion does: there are a hundred to wait for. */
const shows = (number: Locator, value: string): Promise<void> =>
  expect(async () => soon(await number.getAttribute('value', { timeout: 1000 })).toBe(value)).toPass({
    intervals: [20],
    timeout: 20_000,
  })

/** As a reader does. Filled in by the driver, a text arrives line by line, and the page answers to each. */
async function paste(page: Page, text: string, field = page.locator('textarea[data-paste]')): Promise<void> {
  await copyElsewhere(page, text)
  await pasteOver(page, field)
}

/** A clock of the work that a page has done, in seconds of its main thread: other work on the machine is not in it. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value
  }
}

/** What a reader does in another window, before pasting. */
async function copyElsewhere(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), text)
}

/** Puts what was copied in place of what a field holds, and waits until that is drawn. */
async function pasteOver(page: Page, field: Locator): Promise<void> {
  await field.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
}

const length = (page: Page, name: string) => page.locator(`[data-length=${name}]`)

/** Every change is counted and drawn anew. */
async function fillLengths(page: Page, sizes: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, value] of Object.entries(sizes))
    if ((await length(page, name).inputValue()) !== String(value)) await length(page, name).fill(String(value))
}

test('every real configuration, pasted, has the totals of transformers and torch', async ({ page }) => {
  test.slow()
  await page.goto('explore/')
  for (const { file, text, total: parameters, runs, steps } of realConfigs)
    await test.step(file, async () => {
      await paste(page, text)
      await shows(total(page, 'Parameters'), String(parameters))
      for (const { sizes, matmul } of runs) {
        await fillLengths(page, sizes)
        await shows(total(page, '(Prefill|Forward pass)'), matmul)
      }
      for (const { sizes, matmul } of steps) {
        await fillLengths(page, sizes)
        await shows(total(page, 'One decoding step'), matmul)
      }
    })
})

test('a configuration stays in the browser: pasting asks no server for anything but diagrams', async ({
  page,
  baseURL,
}) => {
  const complaints = complaintsOf(page, new URL(baseURL!).origin)
  await page.goto('explore/')
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${new URL(request.url()).pathname}${request.postData() ?? ''}`))
  await paste(page, realConfigs[3]!.text.replace('50257', '50304'))
  await expect(page.locator('.ex-model')).toContainText('Your configuration')
  await expect(page.locator('[data-structure] svg')).not.toHaveCount(0)
  expect(asked.filter((path) => !/\/(_astro|explore\/diagrams)\/[\w.-]+$/.test(path))).toEqual([])
  expect(page.url()).toContain('#?model=')
  expect(complaints).toEqual([])
})

test.describe('a paste that is no model', () => {
  const bad: readonly (readonly [string, string, string])[] = [
    ['is not JSON', '{ "model_type": ', 'malformed JSON'],
    ['has an unknown model type', '{"model_type":"mamba"}', 'model_type: received "mamba", expected one of'],
    ['has a wrong field', realConfigs[2]!.text.replace('"n_embd": 768', '"n_embd": "wide"'), 'n_embd: received "wide"'],
    ['is markup', '{"model_type":"<img src=x onerror=alert(1)>"}', '<img src=x onerror=alert(1)>'],
    ['is far too long', 'x'.repeat(5_000_000), 'expected at most 200,000'],
  ]
  for (const [how, text, message] of bad)
    test(`is answered when it ${how}`, async ({ page }) => {
      const dialogs: string[] = []
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => dialogs.push(dialog.message())))
      await page.goto('explore/')
      await paste(page, text)
      await expect(page.getByRole('alert')).toContainText(message)
      await expect(page.locator('.ex-results')).toHaveAttribute('data-stale', '')
      await expect(page.locator('explore-page img')).toHaveCount(0)
      expect(dialogs).toEqual([])
      await paste(page, realConfigs[0]!.text)
      await expect(page.getByRole('alert')).toBeEmpty()
      await expect(total(page, 'Parameters')).toHaveAttribute('value', String(realConfigs[0]!.total))
    })
})

test('whatever is pasted is answered before the page has worked for a second', async ({ page, baseURL }) => {
  test.slow()
  const complaints = complaintsOf(page, new URL(baseURL!).origin)
  const seconds = await workOf(page)
  for (const path of ['explore/', 'compare/']) {
    await page.goto(path)
    const area = page.locator('textarea').first()
    for (const text of [...fc.sample(texts, { numRuns: 40, seed: 20_261_125 }), ...extremes.map(([, text]) => text)]) {
      await copyElsewhere(page, text)
      const before = await seconds()
      await pasteOver(page, area)
      expect((await seconds()) - before, text.slice(0, 1000)).toBeLessThan(1)
    }
    await expect(page.locator('main img')).toHaveCount(0)
    await page.locator('[data-choose]').first().selectOption('gpt2')
    await expect(page.locator('.ex-model')).toContainText('GPT-2')
    await expect(page.getByRole('alert')).toBeEmpty()
  }
  expect(complaints).toEqual([])
})

test('a file that is dropped is read', async ({ page }) => {
  await page.goto('explore/')
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'config.json', { type: 'application/json' }))
    return transfer
  }, realConfigs[4]!.text)
  await page.dispatchEvent('main', 'drop', { dataTransfer: data })
  await expect(total(page, 'Parameters')).toHaveAttribute('value', String(realConfigs[4]!.total))
})

test('what the script draws is what the page was built with', async ({ page }) => {
  await page.goto('explore/')
  const results = page.locator('[data-place=results]')
  /** The names, attributes and texts of everything shown, whatever wrote it. */
  const content = async () => (await described()).map(shortDrawings)
  const described = () =>
    results.evaluate((place) =>
      [...place.querySelectorAll('*')].map((element) => {
        const own = [...element.attributes].filter(
          ({ name }) => !/^(xmlns|tabindex|role|aria-expanded|open)$/.test(name),
        )
        const text = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue)
        const attributes = own.map(({ name, value }) => ` ${name}="${value}"`).sort()
        return `<${element.localName}${attributes.join('')}>${text.join('')}`
      }),
    )
  await expect(results.locator('data[role=button]').first()).toBeVisible()
  const built = await content()
  await page.locator('[data-choose]').selectOption('gpt2')
  await expect(page.locator('.ex-model')).toContainText('GPT-2')
  await page.locator('[data-choose]').selectOption('llama-3.1-8b')
  await expect(page.locator('.ex-model')).toContainText('Llama 3.1 8B')
  await expect.poll(content).toEqual(built)
})

test('an edited field, a length and a chip stand in the address, and a link brings them back', async ({ page }) => {
  await page.goto('explore/')
  await page.locator('[data-field=num_hidden_layers]').fill('16')
  await length(page, 'T').fill('4096')
  await page.locator('[data-set=chip]').selectOption('a100-80gb')
  await expect(page.locator('#roofline')).toContainText('A100')
  await expect(page.locator('.ex-model')).toContainText('Your configuration')
  const shown = await page.locator('.ex-totals').innerText()
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.locator('.ex-model')).toContainText('Your configuration')
  await expect(page.locator('[data-field=num_hidden_layers]')).toHaveValue('16')
  await expect.poll(() => page.locator('.ex-totals').innerText()).toBe(shown)
})

test('a bad link gives what it can, and says so', async ({ page }) => {
  await page.goto('explore/#?model=__proto__&T=-1&chip=<img>')
  await expect(page.getByRole('alert')).toContainText('cannot show (model, T, chip)')
  await expect(page.locator('.ex-model')).toContainText('Llama 3.1 8B')
})

test('everything is done by keyboard alone, and typing does not lose its place', async ({ page }) => {
  await page.goto('explore/')
  const field = page.locator('[data-field=hidden_size]')
  await length(page, 'T').focus()
  await page.keyboard.press('ControlOrMeta+a')
  for (const digit of '4096') {
    await page.keyboard.type(digit)
    await expect(page.locator('.ex-summary .dims .dim-T').last()).toHaveText(/4|40|409|4,096/)
  }
  await expect(length(page, 'T')).toHaveValue('4096')
  await expect(page.locator('.ex-summary .dims .dim-T').last()).toHaveText('4,096')
  await field.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('8192')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('8192')
  await expect(page.locator('.ex-model')).toContainText('Your configuration')
  await expect(field).toBeFocused()
  await page.keyboard.type('x')
  await expect(page.locator('#model-hidden_size-wrong')).toContainText('expected a whole number')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toBeFocused()
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('alert')).toBeEmpty()
  const number = page.locator('.ex-products data[data-poly]').first()
  await number.focus()
  await page.keyboard.press('Enter')
  const card = page.locator('aside.pop')
  await expect(card).toContainText('With sizes')
  await expect(card.locator('.sum')).toContainText((await number.textContent())!)
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await expect(number).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.ex-products data[data-poly]').nth(1)).toBeFocused()
})

test('the numbers are those of the post and of the command line', async ({ page }) => {
  let out = ''
  const config = { ...(JSON.parse(realConfigs[0]!.text) as object), architectures: ['BertModel'] }
  const effects = {
    readFile: () => JSON.stringify(config),
    print: (text: string) => void (out = text),
    complain: () => undefined,
  }
  command(['config.json', '--json', '--train'], effects)
  const report = JSON.parse(out) as Report
  await page.goto('posts/bert/')
  const row = (name: RegExp) => page.locator('.glance .rows > div', { has: page.locator('dt', { hasText: name }) })
  const post = {
    parameters: await row(/^Parameters/)
      .locator('.exact data')
      .getAttribute('value'),
    matmul: await row(/^Whole model/)
      .locator('.exact data')
      .getAttribute('value'),
  }
  await page.goto('explore/#?model=bert-base')
  await expect(page.locator('.ex-model')).toContainText('BERT-base')
  const explored = {
    parameters: await total(page, 'Parameters').getAttribute('value'),
    matmul: await total(page, 'Forward pass').getAttribute('value'),
  }
  expect(explored).toEqual(post)
  expect(explored).toEqual({ parameters: report.parameters.total, matmul: report.flops.matmul })
  await expect(total(page, 'Training memory')).toHaveAttribute('value', report.memory!.total)
})

test('exports are files with the same numbers', async ({ page }) => {
  await page.goto('explore/')
  for (const [kind, needle] of [
    ['CSV', '8030261248'],
    ['JSON', '"total": "8030261248"'],
    ['Markdown', '8,030,261,248'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: kind, exact: true }).click(),
    ])
    const text = readFileSync(await download.path(), 'utf8')
    if (kind === 'CSV') expect(text.split('\n')[0]).toBe('kind,part,name,shape,repeat,unit,count,formula')
    else expect(text).toContain(needle)
  }
})

test.describe('/compare/', () => {
  test('adds up for any two models', async ({ page }) => {
    await page.goto('compare/')
    await page.locator('[data-key=a] [data-choose]').selectOption('bert-base')
    await page.locator('[data-key=b] [data-choose]').selectOption('t5-base')
    await expect(page.locator('.ex-model')).toContainText('BERT-base and T5-base')
    const value = (text: string) => BigInt(text.replaceAll(',', '').replace('−', '-').replace('+', ''))
    const rows = await page
      .locator('.diff tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td.r.exact')].map(({ textContent }) => textContent ?? '')),
      )
    const foot = await page
      .locator('.diff tfoot tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent ?? '')),
      )
    for (const measure of [0, 1, 2]) {
      const sum = rows.filter(({ length }) => length === 3).reduce((all, row) => all + value(row[measure]!), 0n)
      const [before, after, difference] = foot.map((row) => value(row[measure]!))
      expect(sum).toBe(difference)
      expect(after! - before!).toBe(difference)
    }
    const own = await page.locator('.ex-beside tbody tr', { hasText: 'Parameters' }).locator('td').allInnerTexts()
    expect(own[0]).toContain(foot[0]![0]!)
    expect(own[1]).toContain(foot[1]![0]!)
  })

  test('tells of every number where it comes from, of a difference by both formulas', async ({ page }) => {
    await page.goto('compare/')
    const number = page.locator('.diff tbody tr', { hasText: 'resized' }).nth(1).locator('data[data-less]').first()
    await number.focus()
    await page.keyboard.press('Enter')
    const card = page.locator('aside.pop')
    await expect(card).toContainText('src/models/llama.ts and src/models/gpt2.ts')
    await expect(card.locator('.sum')).toContainText((await number.textContent())!)
    await expect(card.locator('.calc').first()).toContainText(' − ')
    await page.keyboard.press('Escape')
    await expect(card).toHaveCount(0)
    await expect(number).toBeFocused()
  })

  test('gives its numbers as files', async ({ page }) => {
    await page.goto('compare/')
    const saved = async (kind: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: kind, exact: true }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^gpt2-to-llama-2-7b\.(csv|json|md)$/)
      return readFileSync(await download.path(), 'utf8')
    }
    expect(await saved('CSV')).toContain(',difference,GPT-2,Llama 2 7B,6613975808,')
    expect(await saved('JSON')).toContain('"parameters": "6613975808"')
    expect(await saved('Markdown')).toContain('| Difference, the sum of the rows above |  |  | +6,613,975,808 |')
  })

  test('takes a configuration of the reader’s own, and a link brings the pair back', async ({ page }) => {
    await page.goto('compare/')
    await page.getByText('Edit it, or bring your own').last().click()
    await paste(page, realConfigs[9]!.text, page.locator('[data-key=b] textarea'))
    await expect(page.locator('.ex-model')).toContainText('GPT-2 and')
    await expect(page.locator('.ex-beside')).toContainText(realConfigs[9]!.total.toLocaleString('en'))
    await page.getByRole('button', { name: 'Swap' }).click()
    await expect(page.locator('.ex-model')).toContainText('and GPT-2')
    const shown = await page.locator('.ex-beside').innerText()
    const address = page.url()
    await page.goto('about:blank')
    await page.goto(address)
    await expect.poll(() => page.locator('.ex-beside').innerText()).toBe(shown)
    await page.locator('[data-key=b] textarea').evaluate((area: HTMLTextAreaElement) => {
      area.value = '{"model_type":"rnn"}'
      area.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await expect(page.getByRole('alert')).toContainText('Second model, model_type: received "rnn"')
  })
})

for (const [path, address] of [
  ['explore/', '#?model=t5-v1_1-large'],
  ['compare/', '#?a=transformer-big&b=palm-540b'],
] as const)
  test(`/${path} meets WCAG 2.2 AA and fits a phone with another model, every part opened`, async ({ page }) => {
    await page.goto(`${path}${address}`)
    await expect(page.locator('.ex-model')).not.toContainText(/Llama/)
    await page
      .locator('main details')
      .evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
    await renderEverything(page)
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await widerThan(page, width), `wider than ${width} pixels`).toEqual([])
    }
    expect(await violationsOf(page)).toEqual([])
  })

for (const path of ['explore/', 'compare/'])
  test(`/${path} shows controls alone, and nothing moves when they work`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(path)
    await expect(page.locator('.ex-controls')).toBeVisible()
    expect(await page.locator('.ex-unscripted').boundingBox()).toBeNull()
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new PerformanceObserver((list) => resolve(list.getEntries().length))
          observer.observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(0), 1000)
        }),
    )
    expect(moved).toBe(0)
  })

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  for (const path of ['explore/', 'compare/'])
    test(`/${path} is complete for its first models`, async ({ page }) => {
      await page.goto(path)
      await expect(page.locator('.ex-unscripted')).toBeVisible()
      // Hidden, and without room.
      expect(await page.locator('.ex-controls').boundingBox()).toBeNull()
      const text = await page.locator('main').innerText()
      expect(text).not.toMatch(/\bNaN\b|undefined|\[object/)
      expect(await page.locator('main table:visible').count()).toBeGreaterThan(1)
      expect(await page.locator('main svg:visible').count()).toBeGreaterThan(0)
    })
})
