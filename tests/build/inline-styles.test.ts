import { expect, test } from 'vitest'
import { namesOf, stylesOf, withClasses } from '../../src/build/inline-styles.ts'

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
