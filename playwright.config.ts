import { defineConfig } from '@playwright/test'
import { launchOptions } from './tests/browser/launch.ts'

const base = process.env['BASE_PATH'] ?? '/'
const port = Number(process.env['PORT'] ?? 4329)
const baseURL = `http://127.0.0.1:${port}${base.endsWith('/') ? base : `${base}/`}`

const desktop = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
/** What is looked at on a phone too; each device sees both themes. */
const everywhere = ['pages.spec.ts', 'theme.spec.ts']

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results/browser',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: { baseURL, launchOptions: await launchOptions(), contextOptions: { reducedMotion: 'reduce' } },
  projects: [
    { name: 'desktop', use: { ...desktop, colorScheme: 'light' } },
    { name: 'phone', use: { ...phone, colorScheme: 'dark' }, testMatch: everywhere },
  ],
  webServer: {
    command: `npx astro preview --ignore-lock --host 127.0.0.1 --port ${port}`,
    url: baseURL,
    reuseExistingServer: false,
  },
})
