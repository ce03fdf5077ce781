import type { Page } from '@playwright/test'

/**
 * What goes wrong on a page from now on, one line each: warnings, errors, failed requests, requests that leave the site or are for
 * too much.
 */
export function complaintsOf(page: Page, origin: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol.startsWith('http') && asked !== origin) complaints.push(`third party: ${request.url()}`)
    if (wholeFont.test(request.url())) complaints.push(`a letter that scripts/fonts.ts leaves out: ${request.url()}`)
  })
  page.on('requestfailed', (request) => complaints.push(`${request.failure()?.errorText}: ${request.url()}`))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
  })
  return complaints
}

/** A font of KaTeX of which the site has a part with the letters of its formulas. */
const wholeFont = /KaTeX_(?:Main-Regular|Math-Italic|Size\d)/
