import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { namesOf, stylesOf, withClasses, withStyles } from '../../src/build/page-styles.ts'

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

test('sheets stand in the head in their order, before the rules of attributes, and the policy allows each', () => {
  const meta = (...hashes: string[]) =>
    `<meta http-equiv="content-security-policy" content="${["style-src 'self'", ...hashes, "'sha256-a'"].join(' ')}">`
  const links = ['/b/one.css', '/b/two.css'].map((address) => `<link rel="stylesheet" href="${address}">`).join('')
  const sheets = new Map([
    ['/b/two.css', 'p{color:red}\n'],
    ['/b/one.css', 'p{content:"$&"}'],
  ])
  const hash = (css: string) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`
  const [one, two, rules] = ['p{content:"$&"}', 'p{color:red}', '._0{top:0}']
  const names = new Map([['top:0', '_0']])
  expect(withStyles(`${meta()}${links}</head><p style="top:0">`, sheets, names, rules)).toBe(
    `${meta(hash(one), hash(two), hash(rules))}<style>${one}</style><style>${two}</style><style>${rules}</style></head><p class="_0">`,
  )
  expect(withStyles(`${meta()}${links}</head><p>`, sheets, names, rules)).toBe(
    `${meta(hash(one), hash(two))}<style>${one}</style><style>${two}</style></head><p>`,
  )
  const unknown = '<link rel="stylesheet" href="/elsewhere.css"></head>'
  expect(withStyles(unknown, sheets, names, rules)).toBe(unknown)
})
