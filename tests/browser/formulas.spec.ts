import { globSync, readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import katex from 'katex'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { katexOptions } from '../../src/markdown/katex.ts'
import { lean } from '../../src/markdown/lean.ts'

test('every formula of the site, lean, has each letter where KaTeX puts it, to a pixel', async ({ page }) => {
  const formulas = [...ofTheSite(), ...rare.map((tex) => ({ tex, displayMode: false }))]
  expect(formulas.length).toBeGreaterThan(900)
  await page.setViewportSize({ width: 1600, height: 900 })
  const [full, ours] = [await letters(page, formulas, (html) => html), await letters(page, formulas, lean)]
  const moved = formulas.filter((_, i) => !alike(full[i]!, ours[i]!)).map(({ tex }) => tex)
  expect(moved).toEqual([])
  // An index that is a tenth of an em too high is seen.
  const index = [{ tex: 'x_Q', displayMode: false }]
  const raised = await letters(page, index, (html) => lean(html).replace('-0.214em', '-0.114em'))
  expect(alike((await letters(page, index, lean))[0]!, raised[0]!)).toBe(false)
})

/** What no page has: an index that is no smaller than what it stands at. */
const rare = ['x^{a^{b^{c}}}', '{\\scriptscriptstyle x_i}', '\\Large x^2']

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

interface Formula {
  readonly tex: string
  readonly displayMode: boolean
}

const frontMatter = /^---\n[\s\S]*?\n---\n/

/**
 * The formulas in the text of the posts, those that the built pages say the TeX of, which are equations and what heads a row, and
 * all others of the posts as what stands beside these for programs has them.
 */
function ofTheSite(): Formula[] {
  const all = new Map<string, Formula>()
  const add = (tex: string, displayMode: boolean) => all.set(`${displayMode} ${tex}`, { tex, displayMode })
  const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze()
  const mdx = markdown().use(remarkMdx)
  const trees = [
    ...globSync('content/posts/*.mdx').map((file) => mdx.parse(readFileSync(file, 'utf8').replace(frontMatter, ''))),
    ...globSync('dist/posts/*.md').map((file) => markdown.parse(readFileSync(file, 'utf8'))),
  ]
  for (const tree of trees) visit(tree, 'inlineMath', ({ value }) => void add(value, false))
  for (const file of globSync('dist/**/*.html'))
    for (const [, math, escaped] of readFileSync(file, 'utf8').matchAll(/<math([^>]*) data-tex="([^"]*)"/g))
      add(
        escaped!.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => characters[name]!),
        math!.includes('display="block"'),
      )
  return [...all.values()]
}

/** A letter, its left and upper edge, and its width. */
type Letter = readonly [letter: string, x: number, y: number, width: number]

/** The letters of each formula, with their places in its line, and the height of the line. */
async function letters(page: Page, formulas: readonly Formula[], made: (html: string) => string): Promise<Letter[][]> {
  const lines = formulas.map(
    ({ tex, displayMode }) =>
      `<p>a ${made(katex.renderToString(tex, { ...katexOptions, displayMode, throwOnError: true }))} b</p>`,
  )
  await page.goto('about:blank')
  await page.setContent(`<style>${sheet}</style>${lines.join('')}`)
  await page.evaluate(() => document.fonts.ready)
  return page.evaluate(() =>
    [...document.querySelectorAll('p')].map((line) => {
      const { top, height } = line.getBoundingClientRect()
      const range = document.createRange()
      const nodes = document.createNodeIterator(line.querySelector('.katex-html')!, NodeFilter.SHOW_TEXT)
      const all: Letter[] = [['line', 0, 0, height]]
      for (let node = nodes.nextNode(); node; node = nodes.nextNode())
        for (let i = 0; i < node.textContent!.length; i++) {
          range.setStart(node, i)
          range.setEnd(node, i + 1)
          const { x, y, width } = range.getBoundingClientRect()
          if (node.textContent![i] !== '\u200B') all.push([node.textContent![i]!, x, y - top, width])
        }
      return all
    }),
  )
}

const alike = (some: readonly Letter[], others: readonly Letter[]): boolean =>
  some.length === others.length &&
  some.every(([letter, ...place], i) => {
    const [other, ...there] = others[i]!
    return letter === other && place.every((at, k) => Math.abs(at - there[k]!) <= 1)
  })

/** KaTeX's own rules, with its fonts in them, and the one that is ours. */
const sheet =
  readFileSync('node_modules/katex/dist/katex.css', 'utf8').replaceAll(
    /url\((fonts\/[^)]+\.woff2)\)/g,
    (_, font: string) => `url(data:font/woff2;base64,${readFileSync(`node_modules/katex/dist/${font}`, 'base64')})`,
  ) +
  /\.katex \.script \{[^}]*\}/.exec(readFileSync('src/styles/maths.css', 'utf8'))![0] +
  '.katex { font-size: 1.08em } p { font: 17px/1.6 serif; white-space: nowrap }'
