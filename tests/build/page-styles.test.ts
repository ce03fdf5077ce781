import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { groupsOf, namesOf, rulesFor, stylesOf, withClasses, withStyles } from '../../src/build/page-styles.ts'
import { usedFaces, usedRules, vocabulary } from '../../src/build/used-rules.ts'

test('a style becomes a class, beside those that are there, and the frequent one has the shortest name', () => {
  const page =
    '<p style="top:0em;">a</p><b style="top:1em;">b</b><span class="b" style="top:0em;">c</span><i title=\'style="x"\'>d</i>'
  const names = namesOf([stylesOf(page)])
  expect([...names]).toEqual([
    ['top:0em;', '_0'],
    ['top:1em;', '_1'],
  ])
  expect(withClasses(page, names)).toBe(
    '<p class="_0">a</p><b class="_1">b</b><span class="_0 b">c</span><i title=\'style="x"\'>d</i>',
  )
})

test('styles stand in the head in place of links to sheets and of others, and the policy allows them', () => {
  const meta = (hash: string) => `<meta http-equiv="content-security-policy" content="style-src 'self' ${hash}">`
  const links = ['/b/one.css', '/b/two.css'].map((address) => `<link rel="stylesheet" href="${address}">`).join('')
  const sheets = new Map([
    ['/b/two.css', ''],
    ['/b/one.css', ''],
  ])
  const names = new Map([['top:0', '_0']])
  const css = 'p{content:"$&"}._0{top:0!important}'
  const hash = `'sha256-${createHash('sha256').update(css).digest('base64')}'`
  const elsewhere = '<link rel="stylesheet" href="/elsewhere.css">'
  const page = `${meta("'sha256-a'")}<style>.font{}</style>${links}${elsewhere}</head><p style="top:0">`
  expect(withStyles(page, css, sheets, names)).toBe(
    `${meta(hash)}${elsewhere}<style>${css}</style></head><p class="_0">`,
  )
  expect(rulesFor(new Set(['top:0']), new Map([...names, ['top:1', '_1']]))).toBe('._0{top:0!important}')
})

test('each page of a small site has styles of its own, and a large one no more than fit into a header', () => {
  expect(groupsOf(['a', 'b', 'c'])).toEqual([['a'], ['b'], ['c']])
  expect(groupsOf(['a', 'b', 'c', 'd', 'e', 'f'], 4, 2)).toEqual([['a'], ['b'], ['c', 'd'], ['e', 'f']])
  for (const count of [26, 27, 52, 53, 500]) {
    const pages = Array.from({ length: count }, (_, i) => i)
    expect(groupsOf(pages).flat()).toEqual(pages)
    expect(groupsOf(pages).length).toBeLessThanOrEqual(26)
  }
})

test('what may come up on a page is also what its scripts name, and what they fetch', () => {
  const mayHave = vocabulary([
    ['a.x1.js', 'import "./b.x2.js"; fetch("/d/c-3.json")'],
    ['b.x2.js', 'toggle("from-b")'],
    ['c-3.json', '["from-c"]'],
    ['d.js', 'toggle("from-d")'],
  ])('<p class="own"><script>toggle("inline")</script><script src="/_astro/a.x1.js">')
  for (const word of ['own', 'inline', 'from-b', 'from-c']) expect(mayHave(word), word).toBe(true)
  expect(mayHave('from-d')).toBe(false)
})

test('a rule is left out where no selector of it can match', () => {
  const mayHave = vocabulary([['a.js', 'toggle("lit")']])(
    '<own-part><p class="a b-c">text</p></own-part><script src="/a.js"></script>',
  )
  const used = (sheet: string) => usedRules(sheet, mayHave)
  for (const rule of [
    'p{color:red}',
    '.a{color:red}',
    '.gone,.b-c .a{color:red}',
    '.lit:not(.gone){color:red}',
    '.a:is(.gone,.b){content:"}.gone{"}',
    '[class*="x"]{color:red}',
    'own-part .a:first-child{color:red}',
    '@media print{.a{color:red}}',
    '@font-face{font-family:X;src:url(x.woff2)}',
    '@import "x.css";',
  ])
    expect(used(rule)).toBe(rule)
  for (const rule of [
    '.gone{color:red}',
    'gone-part .a{color:red}',
    '.a .gone,.b .c{color:red}',
    '.a:not(.b).gone>p{color:red}',
    '.b-c-d{top:0}',
    '@media print{.gone{top:0}}',
  ])
    expect(used(`.a{top:0}${rule}p{top:1px}`), rule).toBe('.a{top:0}p{top:1px}')
})

test('a rule in a query is left out alone, and the query where none is left', () => {
  const used = (sheet: string) => usedRules(sheet, (name) => name === 'a')
  expect(used('@media (width>9px){.gone{top:0}.a{top:0}@supports (top:0){.gone{top:0}}}')).toBe(
    '@media (width>9px){.a{top:0}}',
  )
  expect(used('@keyframes turn{to{top:0}}')).toBe('@keyframes turn{to{top:0}}')
})

test('a face is left out whose family nothing names', () => {
  const face = (family: string) => `@font-face{font-style:italic;font-family:${family};src:url(x.woff2)}`
  const rules = `.a{font-family:One,serif}`
  const css = [face('One'), face('"Two Words"'), face('Three'), rules].join('')
  expect(usedFaces(css)).toBe(face('One') + rules)
  const more = ':root{--x:"Two Words"}'
  expect(usedFaces(css + more)).toBe([face('One'), face('"Two Words"'), rules, more].join(''))
})
