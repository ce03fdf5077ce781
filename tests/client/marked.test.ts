import { expect, test } from 'vitest'
import { pieces, shows } from '../../src/client/marked.ts'

test('an excerpt is read as text with hits, and a sign that was escaped is the sign again', () => {
  expect(pieces('if a &lt; b, <mark>softmax</mark> &amp;amp; <mark>&lt;b&gt;</mark>')).toEqual([
    { text: 'if a < b, ', isHit: false },
    { text: 'softmax', isHit: true },
    { text: ' &amp; ', isHit: false },
    { text: '<b>', isHit: true },
  ])
})

test('a hit counts where it shares the beginning of what was asked for', () => {
  expect(shows('a <mark>normalization</mark>', 'normalize')).toBe(true)
  expect(shows('<mark>encoder.layer.{i}</mark>', 'encoder.layer.{i}.attention')).toBe(true)
  expect(shows('<mark>W_Q</mark>', 'W_Q')).toBe(true)
  expect(shows('<mark>zero</mark>', 'zzzxqy')).toBe(false)
  expect(shows('softmax, <mark>soft</mark>', 'zzz soft')).toBe(true)
  expect(shows('softmax without a mark', 'softmax')).toBe(false)
})
