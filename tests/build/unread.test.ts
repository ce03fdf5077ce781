import { expect, test } from 'vitest'
import { withoutUnread } from '../../src/build/unread.ts'

const math = (inside: string, tex = ''): string => `<math class="katex-mathml"${tex}>${inside}</math>`
const shown = (html: string, classes = ''): string =>
  `<span class="katex-html${classes}" aria-hidden="true">${html}</span>`

test('TeX is kept where a script reads it', () => {
  const sum = (tex: string) => `${math('<mi>a</mi><mo>+</mo><mi>b</mi>', tex)}${shown('a+b')}`
  const page = (tex: string) =>
    `<div class="equation" data-x>${sum(' data-tex="a+b"')}</div><tr><th scope="row">${sum(' data-tex="a+b"')}</th><td>${sum(tex)}</td></tr>`
  expect(withoutUnread(page(' data-tex="a+b"'))).toBe(page(''))
})

test('a letter alone is said once', () => {
  const letter = `${math('<mi>d</mi>', ' data-tex="\\d"')}${shown('d', ' dim-d mathnormal')}`
  expect(withoutUnread(`<p>${letter}</p>`)).toBe('<p><span class="katex-html dim-d mathnormal">d</span></p>')
  expect(withoutUnread(math('<mn mathvariant="bold">12</mn>') + shown('12'))).toBe('<span class="katex-html">12</span>')
  // What looks otherwise than it is said, or heads a row.
  for (const other of [
    math('<mi>σ</mi>') + shown('<span class="accent">σ</span>'),
    math('<mi>a</mi>') + shown('b'),
    `<th>${letter}</th>`,
  ])
    expect(withoutUnread(other)).toBe(other)
})

test('JSON in an attribute stands in other quotes, and means what it meant', () => {
  expect(withoutUnread('<data data-with="{&quot;d&quot;:768}" title="a &lt; b">')).toBe(
    `<data data-with='{"d":768}' title="a &lt; b">`,
  )
  const both = `<data data-with="{&quot;it's&quot;:1}">`
  expect(withoutUnread(both)).toBe(both)
})

test('what markup in a page means anyway is left out, and how MathML would look', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" role="img"><mo stretchy="false" fence="true">(</mo></svg>'
  expect(withoutUnread(svg)).toBe('<svg role="img"><mo fence="true">(</mo></svg>')
  expect(withoutUnread('<mi mathvariant="normal">/</mi><mi mathvariant="bold">W</mi>')).toBe(
    '<mi>/</mi><mi mathvariant="bold">W</mi>',
  )
})

test('a number takes its part of a model from its row', () => {
  const row = (scope: string) =>
    `<tr data-scope="block"><td><data value="1"${scope}>1</data><data value="2" data-scope="block/a">2</data></td></tr>`
  expect(withoutUnread(row(' data-scope="block"'))).toBe(row(''))
})
