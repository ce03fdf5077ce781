import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

/** The levels of WCAG that a page has to meet. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on a page, one text each, by tags of rules or by rules, without some. What is right stays in the page. */
export async function violationsOf(
  page: Page,
  runOnly: readonly string[] = wcag,
  without: readonly string[] = [],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  return page.evaluate(
    async ({ runOnly, without }) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: [...runOnly],
        rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
        resultTypes: ['violations'],
        // Only a rule about sound, of which the site has none, would fetch anything; and a violation shows its markup.
        preload: false,
        selectors: false,
      })
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`))
    },
    { runOnly, without },
  )
}

/**
 * Leaves one element of each look that text has, in either theme, and what it stands in: text of the same size, weight and
 * color on the same grounds is as faint elsewhere, and a post has thousands of it. What stands over what, only a whole page
 * can show.
 */
export async function keepOneOfEachLook(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement
    const all = [...document.body.querySelectorAll('*')]
    const texts = all.filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue!.trim() !== '')
      return hasText && width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true })
    })
    const looks = new Map<Element, string>(texts.map((element) => [element, element.localName]))
    for (const theme of ['light', 'dark']) {
      dataset['theme'] = theme
      const grounds = new Map<Element | null, string>()
      for (const element of all) {
        const style = getComputedStyle(element)
        const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, clipPath } = style
        const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode, clipPath].join()
        const below = grounds.get(element.parentElement) ?? ''
        grounds.set(element, own === 'rgba(0, 0, 0, 0),none,1,none,normal,none' ? below : `${below} ${own}`)
        const look = looks.get(element)
        if (look === undefined) continue
        const { color, fill, fontSize, fontWeight, textShadow } = style
        looks.set(element, [look, color, fill, fontSize, fontWeight, textShadow, grounds.get(element)].join())
      }
    }
    delete dataset['theme']
    const kept = new Set<Element | null>()
    for (const element of new Map([...looks].map(([element, look]) => [look, element])).values())
      for (let at: Element | null = element; at !== null && !kept.has(at); at = at.parentElement) kept.add(at)
    for (const element of all) if (!kept.has(element) && kept.has(element.parentElement)) element.remove()
  })
}
