import { expect, test } from '@playwright/test'
import { budgets } from '../budgets.ts'
import { serveCompressed } from '../compressed-site.ts'

/** A document up to the end of the first section of its text: what stands below the first screen comes while one reads. */
const firstView = (html: string): string => /^[\s\S]*?<article[\s\S]*?<\/section>/.exec(html)?.[0] ?? html

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

for (const path of budgets.pages)
  test(`the first view of /${path} weighs little on the wire`, async ({ page }) => {
    const site = await serveCompressed('dist', { document: firstView })
    const network = await page.context().newCDPSession(page)
    await network.send('Network.enable')
    const received: number[] = []
    network.on('Network.loadingFinished', ({ encodedDataLength }) => received.push(encodedDataLength))
    await page.goto(site.url + path, { waitUntil: 'networkidle' })
    site.close()
    const total = received.reduce((sum, bytes) => sum + bytes, 0)
    expect(received.length).toBeGreaterThan(5)
    expect(total).toBeLessThanOrEqual(budgets.firstViewBytes)
  })
