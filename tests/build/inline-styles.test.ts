import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withClasses } from '../../src/build/inline-styles.ts'
import { builtPages } from '../pages.ts'

test('a style becomes a class, beside those that are there', () => {
  const rules = new Map<string, string>()
  const { html } = withClasses(
    '<p style="top:0em;">a</p><span class="b" style="top:0em;">c</span><i title=\'style="x"\'>d</i>',
    rules,
  )
  const [[name, body]] = [...rules] as [[string, string]]
  expect(body).toBe('top:0em!important')
  expect(html).toBe(`<p class="${name}">a</p><span class="${name} b">c</span><i title='style="x"'>d</i>`)
})

test('no page of the built site has an inline style, or a handler', () => {
  for (const page of builtPages()) {
    const html = readFileSync(`dist/${page}${page.endsWith('.html') ? '' : 'index.html'}`, 'utf8')
    const tags = html.match(/<[a-z][^>]*>/gi) ?? []
    expect(tags.filter((tag) => /\s(style|on[a-z]+)="/i.test(tag))).toEqual([])
    expect(html).toContain('http-equiv="content-security-policy"')
    expect(html).not.toContain('unsafe-')
  }
})
