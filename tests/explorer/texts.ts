import fc from 'fast-check'
import { firstNames } from '../../src/explorer/library.ts'
import { realConfigs } from './configs.ts'
import { library } from './library.ts'

/** What must never come to be an element of a page. */
export const markup = '<img src=x onerror=alert(1)>'

const fields = [...new Set(realConfigs.flatMap(({ text }) => Object.keys(JSON.parse(text) as object)))]

/** What no field expects: wrong types, far too large, negative, nested, and names that every object has. */
export const wild: fc.Arbitrary<unknown> = fc.oneof(
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
export const texts = fc.oneof(
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

const { config } = library.pick(firstNames.explore).model

/** Texts of the kinds that make a page slow or stop. */
export const extremes: readonly (readonly [what: string, text: string])[] = [
  ['five megabytes', 'x'.repeat(5_000_000)],
  ['five megabytes in one field', JSON.stringify({ ...config, hidden_act: 'x'.repeat(5_000_000) })],
  ['far too many lists in lists', '['.repeat(400_000) + ']'.repeat(400_000)],
  ['lists in lists', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['far too many objects in objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ['objects in objects', '{"a":'.repeat(33_000) + '1' + '}'.repeat(33_000)],
  ['a field nested deep', JSON.stringify(config).replace('"silu"', '['.repeat(99_000) + ']'.repeat(99_000))],
  ['a name that is markup', JSON.stringify({ ...config, [markup]: 1, hidden_act: markup })],
  ['a class that is markup', JSON.stringify({ ...config, architectures: [markup] })],
  ['a model type that is markup', JSON.stringify({ model_type: markup })],
  [
    'sixty thousand fields',
    `{${Array.from({ length: 60_000 }, (_, i) => `"f${i}":${i}`).join(',')},"model_type":"gpt2"}`,
  ],
  [
    'fourteen thousand fields',
    `{${Array.from({ length: 14_000 }, (_, i) => `"f${i}":1`).join(',')},"model_type":"gpt2"}`,
  ],
]
