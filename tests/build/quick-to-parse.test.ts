import { expect, test } from 'vitest'
import { cssInAscii, inAscii, scriptsLater, withPauses } from '../../src/build/quick-to-parse.ts'

const ascii = (html: string): string => inAscii(html, 'a/index.html')

test('a page in ASCII means what it meant, in text, attributes, data and styles', () => {
  expect(ascii('<p title="≥ é">−1 𝐿</p>')).toBe('<p title="&#8805; &#233;">&#8722;1 &#119871;</p>')
  const data = ascii(`<p>·</p><script type="application/json" data-x>{"a":"−𝐿"}</script><p>·</p>`)
  expect(data).toMatch(/^<p>&#183;<\/p><script [^>]*>[ -~]*<\/script><p>&#183;<\/p>$/)
  expect(JSON.parse(/\{.*\}/.exec(data)![0])).toEqual({ a: '−𝐿' })
  expect(ascii('<script type="application/ld+json">"é"</script>')).toContain('"\\u00e9"')
  expect(cssInAscii('.a::before{content:"−1"}')).toBe('.a::before{content:"\\2212 1"}')
})

test('a script or styles that a policy allows by their hash are not rewritten: a build says where, and what to do', () => {
  expect(() => ascii('<script>let a = "é"</script>')).toThrow(
    'a/index.html: an inline script has “é” after “<script>let a = "”. Expected ASCII, since the page\'s policy allows it by ' +
      'its hash. Write \\u00e9 in its source, or load it from a file.',
  )
  expect(() => ascii('<style>.a{content:"é"}</style>')).toThrow('a/index.html: an inline style sheet has “é”')
})

test('an article has places to pause, a few thousand characters apart, and nothing else has', () => {
  const pause = '<script type="x"></script>'
  const paragraph = `<p>${'a'.repeat(993)}</p>`
  const article = `<article>${paragraph.repeat(20)}</article>`
  const page = withPauses(`${paragraph.repeat(20)}${article}${paragraph.repeat(20)}`)
  expect(page.replaceAll(pause, '')).toBe(`${paragraph.repeat(20)}${article}${paragraph.repeat(20)}`)
  const between = page.split(pause).map((part) => part.length)
  expect(between.length).toBe(3)
  expect(between[1]).toBeGreaterThanOrEqual(8000)
  expect(between[1]).toBeLessThan(9100)
  expect(page.indexOf(pause)).toBeGreaterThan(page.indexOf('<article>'))
  expect(page.lastIndexOf(pause)).toBeLessThan(page.indexOf('</article>'))
  expect(withPauses(paragraph.repeat(20))).toBe(paragraph.repeat(20))
})

test('a pause is never the only thing in a cell', () => {
  const cells = (content: string) => `<article>${'a'.repeat(9000)}<td>${content}</td></article>`
  expect(withPauses(cells(''))).toBe(cells(''))
  expect(withPauses(cells('1'))).toContain('<td>1<script')
})

test('scripts of the body wait for what is seen, that of the head does not', () => {
  const script = '<script type="module" src="/a.js"></script>'
  expect(scriptsLater(`<head>${script}</head><body>${script}<script>1</script>`)).toBe(
    `<head>${script}</head><body>${script.replace(' src', ' fetchpriority="low" src')}<script>1</script>`,
  )
})
