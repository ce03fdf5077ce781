import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromAddress, toAddress } from '../../src/explorer/address.ts'
import { firstChoice, ownChoice, publishedChoice } from '../../src/explorer/choice.ts'
import { results } from '../../src/explorer/explore.ts'
import { exported } from '../../src/explorer/exports.ts'
import { editor, problemList, valueOf } from '../../src/explorer/panel.ts'
import { readText } from '../../src/explorer/read-text.ts'
import { usual, type Settings } from '../../src/explorer/settings.ts'
import { study } from '../../src/explorer/study.ts'
import { html } from '../../src/explorer/view.ts'
import { published } from '../../src/models/index.ts'
import { realConfigs } from './configs.ts'

const markup = '<img src=x onerror=alert(1)>'
const surroundings = { conventions: '/conventions/', diagrams: {}, drawn: () => undefined }

/** Everything that a page does with a text: a result or a message, as HTML. Without `all`, a result by its editor alone. */
function shown(text: string, settings: Settings = usual, all = true): string {
  const read = readText(text)
  if ('problems' in read) return html(problemList(read.problems))
  const { choice } = read
  const outcome = study(choice, settings)
  if ('problems' in outcome) return html([problemList(outcome.problems), editor('field', choice, outcome.problems)])
  toAddress({ model: choice }, settings)
  if (!all) return html(editor('field', choice))
  exported(outcome.study, 'csv')
  return html([results(outcome.study, surroundings), editor('field', choice)])
}

const fields = [...new Set(realConfigs.flatMap(({ text }) => Object.keys(JSON.parse(text) as object)))]

/** What no field expects: wrong types, far too large, negative, nested, and names that every object has. */
const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(markup, null, true, -1, 0, 1, 2, 3, 64, 1.5, 1e9, 1e9 + 1, 1e21, -1e308, 5e-324, '', '768', [], {}),
  fc.constantFrom('NaN', 'Infinity', '__proto__', 'constructor', 'toString', 'gelu', 'silu', 'gated-gelu'),
  fc.integer({ min: 1, max: 1_000_000_000 }),
  fc.double(),
  fc.string(),
  fc.jsonValue({ maxDepth: 4 }),
)

const names = fc.oneof(
  fc.constantFrom(...fields),
  fc.constantFrom('__proto__', 'constructor', 'rope_parameters', markup),
)

/** A released configuration with some fields changed, and one in ten something else altogether. */
const texts = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom(...realConfigs), fc.array(fc.tuple(names, wild), { maxLength: 6 }))
      .map(([{ text }, changes]) => {
        // Written as text, since an object literal would take `__proto__` for something else.
        const entries = [...Object.entries(JSON.parse(text) as object), ...changes]
        return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`
      }),
  },
  { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json(), fc.constantFrom('NaN', '{"a":NaN}', '[]', '{}', 'null')) },
)

describe('whatever is pasted', () => {
  test('gives a result or a message, never markup, never a number that is none', { timeout: 300_000 }, () => {
    let [tried, read] = [0, 0]
    fc.assert(
      fc.property(texts, (text) => {
        const page = shown(text, usual, tried++ % 12 === 0)
        read += Number(page.includes('Every tensor of the checkpoint'))
        expect(page).not.toContain('<img')
        expect(page).not.toMatch(/NaN<|Infinity<|undefined<|\[object/)
        expect(page).not.toBe('')
      }),
      { numRuns: 2000, seed: 20_261_125 },
    )
    // Drawing takes the most time, and one in twelve is enough of it.
    expect(read).toBeGreaterThan(15)
  })

  test.each([
    ['five megabytes', 'x'.repeat(5_000_000)],
    ['five megabytes in one field', JSON.stringify({ ...firstChoice.config, hidden_act: 'x'.repeat(5_000_000) })],
    ['lists in lists', '['.repeat(400_000) + ']'.repeat(400_000)],
    ['objects in objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    [
      'a field nested deep',
      JSON.stringify(firstChoice.config).replace('"silu"', '['.repeat(100_000) + ']'.repeat(100_000)),
    ],
    ['a name that is markup', JSON.stringify({ ...firstChoice.config, [markup]: 1, hidden_act: markup })],
    ['a class that is markup', JSON.stringify({ ...firstChoice.config, architectures: [markup] })],
    ['a model type that is markup', JSON.stringify({ model_type: markup })],
    [
      'a hundred thousand fields',
      `{${Array.from({ length: 60_000 }, (_, i) => `"f${i}":${i}`).join(',')},"model_type":"gpt2"}`,
    ],
  ])('%s is answered', (_, text) => {
    const page = shown(text)
    expect(page).not.toContain('<img')
    expect(page.length).toBeGreaterThan(20)
    expect(page.length).toBeLessThan(400_000)
  })

  test('sizes at the edge of what a field may have are counted exactly', () => {
    const config = { ...firstChoice.config, num_hidden_layers: 1e9, vocab_size: 1e9, hidden_size: 1e9, head_dim: 1e9 }
    const settings = { ...usual, sizes: { B: 65_536, T: 1_048_576, p: 1_048_576 } }
    expect(shown(JSON.stringify(config), settings)).toContain('Every tensor of the checkpoint')
  })

  test('is the same model when a field is typed again', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(wild, (value) => {
        const text = JSON.stringify(value) ?? ''
        expect(JSON.stringify(valueOf('hidden_size', text)) ?? '').toBe(
          text === '""' ? '""' : (JSON.stringify(JSON.parse(text || 'null')) ?? ''),
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('the address', () => {
  const own = { model: firstChoice }

  test.each(Object.keys(published))('brings %s back', (name) => {
    const settings: Settings = { sizes: { B: 2, T: 64 }, chip: 'a100-80gb', format: 'fp16', recipe: 'full' }
    const query = toAddress({ model: publishedChoice(name) }, settings)!
    expect(fromAddress(query, own)).toEqual({ choices: { model: publishedChoice(name) }, settings, refused: [] })
  })

  test('brings an edited configuration back, by the fields that count', () => {
    const choice = ownChoice({ ...publishedChoice('gpt2').config, n_embd: 1536, junk: markup })
    const { choices, refused } = fromAddress(toAddress({ model: choice }, usual)!, own)
    expect(refused).toEqual([])
    expect(choices['model']!.config).toEqual({ ...publishedChoice('gpt2').config, n_embd: 1536 })
  })

  test('has no room for more than four thousand characters of configuration', () => {
    const choice = ownChoice({ ...firstChoice.config, hidden_act: 'x'.repeat(5000) })
    expect(toAddress({ model: choice }, usual)).toBeUndefined()
  })

  test('that asks for the impossible gives what it can, and says what not', () => {
    const asked = 'model=__proto__&B=0&T=1e9&S=-1&p=9999999&chip=constructor&format=fp4&recipe=<img>'
    const { choices, settings, refused } = fromAddress(asked, own)
    expect({ choices, settings }).toEqual({ choices: own, settings: usual })
    expect(refused.sort()).toEqual(['B', 'S', 'T', 'chip', 'format', 'model', 'p', 'recipe'])
  })

  test('gives a page, whatever it is', { timeout: 120_000 }, () => {
    const key = fc.constantFrom('model', 'B', 'T', 'S', 'p', 'chip', 'format', 'recipe', '__proto__')
    const pair = fc.tuple(key, fc.oneof(fc.string(), texts, fc.constantFrom(...Object.keys(published), '1', '0', '64')))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pair).map((pairs) => String(new URLSearchParams(pairs))),
        ),
        (text) => {
          const { choices, settings } = fromAddress(text, own)
          study(choices['model']!, settings)
        },
      ),
      { numRuns: 200, seed: 7 },
    )
  })
})
