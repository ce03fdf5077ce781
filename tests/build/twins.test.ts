import { describe, expect, test } from 'vitest'
import { treeOf } from '../../src/build/built-posts.ts'
import { csv, tablesOf, type Table } from '../../src/build/twin-tables.ts'
import { articleAsMarkdown } from '../../src/build/twin-text.ts'
import { siteIn } from './site.ts'

const site = siteIn()
const posts = [...site.pages.values()].filter(({ path }) => path.startsWith('posts/'))
const text = (file: string): string => site.read(file).toString()

describe.each(posts)('$path for programs', ({ path, html }) => {
  test('is Markdown with every section of the page', () => {
    const markdown = text(`${path.replace(/\/$/, '')}.md`)
    const [written, built] = [/^## (?!Tables as CSV)/gm, /<h2 id="(?!cite-this)/g].map(
      (pattern, i) => [markdown, html][i]!.match(pattern)?.length,
    )
    expect(built).toBeGreaterThan(2)
    expect(written).toBe(built)
    expect(markdown).toMatch(/^# .+\n\n> .+\n/)
    expect(markdown).not.toMatch(/<\/?(div|span|data|svg|math)\b|\]\(#|\]\(\//)
  })

  test('has each of its tables as JSON and as CSV, which say the same', () => {
    const tables = [...site.files].filter((file) => file.startsWith(`${path}tables/`) && file.endsWith('.json'))
    expect(tables.length).toBeGreaterThan(0)
    for (const file of tables) {
      const table = JSON.parse(text(file)) as Table
      expect(table.rows.length, file).toBeGreaterThan(0)
      for (const row of table.rows) expect(row.length, file).toBe(table.columns.length)
      expect(parsed(text(file.replace(/json$/, 'csv'))), file).toEqual([table.columns, ...table.rows])
    }
  })
})

test('llms.txt leads to every post, and each address in it is a file of the site', () => {
  const addresses = [...text('llms.txt').matchAll(/\]\(([^)]+)\)/g)].map(([, address]) => address!)
  const files = addresses.map((address) => address.slice(site.base.href.length))
  for (const { path } of posts) expect(files).toContain(`${path.replace(/\/$/, '')}.md`)
  for (const file of files) expect(site.files.has(file) || site.pages.has(file), file).toBe(true)
})

test('a table says numbers exactly and formulas as TeX, and puts the heading of a group into its rows', () => {
  const math = '<math data-tex="\\T^2"><mi>T</mi></math>'
  const [table] = tablesOf(
    treeOf(`<figure id="tbl-x"><figcaption><span class="n">Table 1.</span> A, "b"</figcaption><table>
    <thead><tr><th>Step</th><th>Cost</th></tr></thead>
    <tbody><tr><th scope="rowgroup" colspan="2">Block</th></tr>
    <tr><th>${math}<span aria-hidden="true">T</span></th><td><data value="1862270976">1.86 G</data></td></tr></tbody>
  </table></figure>`),
  )
  expect(table).toEqual({
    name: 'tbl-x',
    caption: 'Table 1. A, "b"',
    columns: ['Part', 'Step', 'Cost'],
    rows: [['Block', 'T^2', '1862270976']],
  })
  expect(csv({ ...table!, rows: [['a "b", c']] })).toBe('Part,Step,Cost\r\n"a ""b"", c"\r\n')
})

test('Markdown has formulas between dollars, in a line and by themselves', () => {
  const math = (display: string) => `<math${display} data-tex="2\\d"><mi>d</mi></math>`
  const page = new URL('https://example.org/posts/x/')
  expect(
    articleAsMarkdown(treeOf(`<p>It is ${math('')}.</p>${math(' display="block"')}<p><a href="#y">here</a></p>`), page),
  ).toBe('It is $2d$.\n\n$$\n2d\n$$\n\n[here](https://example.org/posts/x/#y)\n')
  expect(articleAsMarkdown(treeOf(`<p>${math('').repeat(3)}</p>`), page)).toBe('$2d$ $2d$ $2d$\n')
})

/** RFC 4180, read independently of how it was written. */
function parsed(source: string): string[][] {
  const rows: string[][] = []
  for (const line of source.matchAll(/((?:"(?:[^"]|"")*"|[^\r\n])*)\r\n/g))
    rows.push(
      [...`${line[1]},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, cell]) =>
        cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!,
      ),
    )
  return rows
}
