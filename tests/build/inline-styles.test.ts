import { expect, test } from 'vitest'
import { withClasses } from '../../src/build/inline-styles.ts'

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
