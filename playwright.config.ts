import { defineConfig } from '@playwright/test'
import { launchOptions } from './tests/browser/launch.ts'

const base = process.env['BASE_PATH'] ?? '/'
const port = Number(process.env['PORT'] ?? 4329)
const baseURL = `http://127.0.0.1:${port}${base.endsWith('/') ? base : `${base}/`}`

const desktop = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const everywhere = ['pages.spec.ts', 'theme.spec.ts']

/**
 * What a page is made of is looked at once in each theme and once at each width. In the other two pairings it is contrast alone,
 * since some text is there on one width only, and its colors change with the theme.
 */
const contrast = /stands out/
const colors = /stands out|color scheme|theme/

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
    { name: 'desktop light', use: { ...desktop, colorScheme: 'light' }, grepInvert: contrast },
    { name: 'desktop dark', use: { ...desktop, colorScheme: 'dark' }, testMatch: everywhere, grep: colors },
    { name: 'phone light', use: { ...phone, colorScheme: 'light' }, testMatch: everywhere, grep: colors },
    { name: 'phone dark', use: { ...phone, colorScheme: 'dark' }, testMatch: everywhere, grepInvert: contrast },
  ],
  webServer: {
    command: `npx astro preview --ignore-lock --host 127.0.0.1 --port ${port}`,
    url: baseURL,
    reuseExistingServer: false,
  },
})
