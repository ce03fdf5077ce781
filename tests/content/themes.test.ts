import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const mark =
  /\b(dark|darker|pale|paler|black|white|light|lighter)\b,? (\w+ )?(line|bar|area|cell|part|row|word|dot|square|one|piece|curve)s?\b|\bdark\b(?=:| is\b)/i

test('what is bold in one theme is not called dark, which it is in one theme only', () => {
  expect('Follow the dark area: it grows').toMatch(mark)
  expect('Dark: the ablation figure').toMatch(mark)
  const files = globSync(['content/posts/*.mdx', 'src/pages/**/*.mdx', 'CONTRIBUTING.md'])
  const faults = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i) => (mark.test(line) ? [`${file}:${i + 1}: ${mark.exec(line)![0]}`] : [])),
  )
  expect(files.length).toBeGreaterThan(10)
  expect(faults).toEqual([])
})
