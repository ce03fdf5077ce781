/**
 * Runs Lighthouse, as a phone, on the pages that budgets.json names, and holds them to it: `npm run lighthouse`, after
 * `npm run build`. Exits with 1 where a page misses a budget.
 */
import { createServer, type AddressInfo } from 'node:net'
import { chromium } from '@playwright/test'
import lighthouse, { type Result } from 'lighthouse'
import { launchOptions } from '../tests/browser/launch.ts'
import { budgets } from '../tests/budgets.ts'
import { serveCompressed } from '../tests/compressed-site.ts'

const site = await serveCompressed('dist')
const port = await freePort()
const { args = [], ...options } = await launchOptions()
const browser = await chromium.launch({ ...options, args: [...args, `--remote-debugging-port=${port}`] })
try {
  let misses = 0
  for (const page of budgets.pages) {
    const result = await bestOf(3, site.url + page)
    const rows = rowsOf(result)
    misses += rows.filter(({ missed }) => missed).length
    console.log(`/${page}`)
    for (const { name, value, budget, missed } of rows)
      console.log(`  ${missed ? '✗' : '✓'} ${name}: ${value} (${budget})`)
    for (const fault of faultsOf(result)) console.log(`    ${fault}`)
  }
  process.exitCode = misses > 0 ? 1 : 0
} finally {
  await browser.close()
  site.close()
}

/** The run that blocks least: what else the machine has to do only ever makes a page look slower. */
async function bestOf(runs: number, url: string): Promise<Result> {
  const results: Result[] = []
  for (let run = 0; run < runs; run++) {
    const result = await lighthouse(url, { port, onlyCategories: Object.keys(budgets.lighthouse) })
    if (!result) throw new Error(`Lighthouse has no result for ${url}`)
    results.push(result.lhr)
  }
  const blocked = ({ audits }: Result) => audits['total-blocking-time']?.numericValue ?? Infinity
  return results.toSorted((a, b) => blocked(a) - blocked(b))[0]!
}

/** What is held to a budget. */
function rowsOf({ categories, audits }: Result) {
  const scores = Object.entries(budgets.lighthouse).map(([name, least]) => {
    const value = Math.round((categories[name]?.score ?? 0) * 100)
    return { name, value, budget: `at least ${least}`, missed: value < least }
  })
  const most = (name: string, limit: number) => {
    const value = Math.round((audits[name]?.numericValue ?? Infinity) * 1000) / 1000
    return { name, value, budget: `at most ${limit}`, missed: value > limit }
  }
  return [
    ...scores,
    most('cumulative-layout-shift', budgets.layoutShift),
    most('total-blocking-time', budgets.blockingMilliseconds),
  ]
}

/** The audits that cost points, and what they say. */
function faultsOf({ categories, audits }: Result): string[] {
  const weighted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  return weighted.flatMap(({ id }) => {
    const { score = null, title = '', displayValue = '' } = audits[id] ?? {}
    return score === null || score > 0.99 ? [] : [`${id} ${score}: ${title} ${displayValue}`.trim()]
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
