import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { copyProject } from '../build/project.ts'

/**
 * A page that was turned to other sizes shows what would have been built for them: every number, sentence and table, every
 * figure down to its last mark. So each post is rendered once more, as its author would have written it for those sizes.
 */
const turned = {
  bert: { model: 'bert-large', B: 2, T: 512 },
  'gpt-2': { model: 'gpt2-xl', B: 2, T: 512 },
  'gpt-3-to-gpt-4': { model: 'gpt3-13b', B: 2, T: 512 },
  llama: { model: 'llama-65b', B: 2, T: 512 },
  t5: { model: 't5-large', B: 2, T: 64, S: 256 },
  transformer: { model: 'transformer-big', B: 2, T: 64, S: 256 },
  'prompt-tuning': { model: 't5-v1_1-large', B: 2, T: 32, S: 512, q: 20, R: 16, m: 128 },
}

test.describe.configure({ mode: 'default', timeout: 120_000 })

let root: string
let server: ChildProcess
let address: string

test.beforeAll(async () => {
  root = copyProject()
  for (const [post, sizes] of Object.entries(turned)) rewrite(path.join(root, 'content/posts', `${post}.mdx`), sizes)
  const port = await freePort()
  address = `http://127.0.0.1:${port}/`
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'development' }
  const argv = ['node_modules/astro/bin/astro.mjs', 'dev', '--host', '127.0.0.1', '--port', String(port)]
  server = spawn(process.execPath, argv, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  await expect.poll(() => fetch(`${address}404`).catch(() => undefined), { timeout: 60_000 }).toBeDefined()
})

test.afterAll(() => {
  server.kill()
  rmSync(root, { recursive: true, force: true })
})

for (const [post, sizes] of Object.entries(turned))
  test(`${post}, turned to ${sizes.model}, is the page that would be built for it`, async ({ page, browser }) => {
    const { model, ...rest } = sizes
    const search = new URLSearchParams([
      ['model', model],
      ...Object.entries(rest).map(([key, size]) => [key, `${size}`]),
    ])
    await page.goto(`posts/${post}/?${search}`)
    const built = await builtAt(`${address}posts/${post}/`, browser)
    expect(built.numbers.length).toBeGreaterThan(100)
    await expect.poll(async () => (await shownOn(page)).figures, { timeout: 10_000 }).toEqual(built.figures)
    const shown = await shownOn(page)
    expect(shown.numbers).toEqual(built.numbers)
    expect(shown.text).toEqual(built.text)
  })

/** What a page shows: each number with its formula, each line of text, each figure with its drawings and tables. */
const shownOn = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')!
    const plain = (element: Element) => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    const data = (element: Element, name: string) => element.getAttribute(name) ?? ''
    return {
      numbers: [...main.querySelectorAll('[data-poly]')].map((element) =>
        [data(element, 'data-poly'), data(element, 'data-over'), data(element, 'value'), plain(element)].join(' | '),
      ),
      text: [...main.querySelectorAll('h2, h3, p, li, dt, dd, figcaption')].map(plain),
      figures: [...main.querySelectorAll('figure')].map((figure) => ({
        caption: plain(figure.querySelector('figcaption')!).slice(0, 60),
        drawings: [...figure.querySelectorAll('.scroll > svg, .scroll > .at > svg')].map((svg) =>
          // What a longer number would move in a diagram stays where it is; what is written in it does not.
          svg.matches('.dg') ? [...svg.querySelectorAll('text')].map(plain) : marksIn(svg),
        ),
        cells: [...figure.querySelectorAll('th, td')].map(plain),
        bars: [...figure.querySelectorAll('svg.bar rect')].map((bar) => data(bar, 'width')),
      })),
    }

    function marksIn(svg: Element): string[] {
      return [svg, ...svg.querySelectorAll('*')].map((mark) => {
        const attributes = [...mark.attributes]
          .filter(({ name }) => !/^data-astro/.test(name))
          .map(({ name, value }) => `${name}="${value.replaceAll(/ ?\b(?:changed|lit)\b/g, '')}"`)
        const text = mark.children.length === 0 ? (mark.textContent ?? '') : ''
        return [mark.tagName, ...attributes.filter((one) => one !== 'class=""').sort(), text].join(' ')
      })
    }
  })

/** The same of a page that no script has touched. */
async function builtAt(url: string, browser: Browser) {
  const response = await fetch(url)
  const html = await response.text()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest() ? route.fulfill({ contentType: 'text/html', body: html }) : route.abort(),
  )
  await page.goto(url)
  // Scripts that run for the reader are off; those of the test are not.
  const shown = await shownOn(page)
  await context.close()
  return shown
}

/** Gives a post another model and other sizes, as if its author had. */
function rewrite(
  file: string,
  { model, ...bindings }: { readonly model: string } & Readonly<Record<string, unknown>>,
): void {
  const text = readFileSync(file, 'utf8')
    .replace(/^model: .*$/m, `model: ${model}`)
    .replace(/^bindings: .*$/m, `bindings: ${JSON.stringify(bindings)}`)
  writeFileSync(file, text)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
