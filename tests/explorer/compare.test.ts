import { describe, expect, test } from 'vitest'
import { fromAddress, toAddress } from '../../src/explorer/address.ts'
import { studies } from '../../src/explorer/compare.ts'
import { contentsOf } from '../../src/explorer/comparison-exports.ts'
import { comparison } from '../../src/explorer/comparison.ts'
import { firstNames } from '../../src/explorer/library.ts'
import { html } from '../../src/explorer/view.ts'
import { expectFormulas } from './formulas.ts'
import { library, publishedChoice, usual } from './library.ts'

const models = [
  'transformer-base',
  'bert-base',
  'gpt2',
  't5-v1_1-base',
  'llama-3.1-8b',
  'mistral-7b',
  'gpt3-175b',
  'palm-8b',
]
const pairs = models.flatMap((a) => models.map((b) => [a, b] as const))

describe.each(pairs)('%s beside %s', (a, b) => {
  const [first, second] = studies([publishedChoice(a), publishedChoice(b)], usual)
  if ('problems' in first || 'problems' in second) throw new Error(`${a} or ${b} cannot be read`)
  const page = html(comparison(first.study, second.study))
  const { csv, json } = contentsOf(first.study, second.study)

  test('is told whole, with deltas that add up', () => {
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/)
    const row = (text: string) => BigInt(text.replaceAll(',', '').replace('−', '-').replace('+', ''))
    const table = /<div class="tbl stacks diff">.*?<\/table>/s.exec(page)![0]
    const [body = '', foot = ''] = table.split('<tfoot role="rowgroup">')
    const amounts = (part: string) =>
      [...part.matchAll(/<tr [^>]*>(.*?)<\/tr>/g)]
        .map(([, cells = '']) =>
          [...cells.matchAll(/<td [^>]*class="r exact[^"]*"[^>]*><span>([^<]*)</g)].map(([, text]) => row(text!)),
        )
        .filter(({ length }) => length === 3)
    const [before, after, difference] = amounts(foot)
    for (const measure of [0, 1, 2]) {
      const sum = amounts(body).reduce((all, cells) => all + cells[measure]!, 0n)
      expect(sum).toBe(difference![measure])
      expect(after![measure]! - before![measure]!).toBe(difference![measure])
    }
  })

  test('has numbers that are what their formulas give, differences too', () => {
    expect(expectFormulas(page, [first.study, second.study])).toBeGreaterThan(100)
  })

  test('is taken along with deltas that add up', () => {
    const [, ...rows] = csv()
    const counts = (row: readonly string[]) => row.slice(-3).map(BigInt)
    const [before, after, difference] = rows.slice(-3).map(counts)
    const changes = rows.slice(0, -3).map(counts)
    for (const measure of [0, 1, 2]) {
      expect(changes.reduce((all, own) => all + own[measure]!, 0n)).toBe(difference![measure])
      expect(after![measure]! - before![measure]!).toBe(difference![measure])
    }
    expect(json()).toMatchObject({
      models: [{ title: first.study.choice.title }, { title: second.study.choice.title }],
      difference: { parameters: String(difference![0]), matmul: String(difference![1]) },
    })
    expect(changes.length).toBe((json() as { changes: unknown[] }).changes.length)
  })
})

test('two models are compared at a length that both can have', () => {
  const short = library.changed(publishedChoice('bert-base'), 'max_position_embeddings', 32)
  const [a, b] = studies([short, publishedChoice('llama-2-7b')], usual)
  if ('problems' in a || 'problems' in b) throw new Error('they cannot be read')
  expect([a.study.lengths['T'], b.study.lengths['T']]).toEqual([32, 32])
})

test('what is wrong with one model leaves the other readable', () => {
  const wrong = library.changed(publishedChoice('gpt2'), 'n_head', 7)
  const [a, b] = studies([wrong, publishedChoice('llama-2-7b')], usual)
  expect(a).toHaveProperty('problems')
  expect(b).toHaveProperty('study')
})

test('a link brings a pair back', () => {
  const first = library.pick(firstNames.compare)
  const [a, b] = [library.changed(first.a, 'n_layer', 24), publishedChoice('t5-base')]
  const { choices, refused } = fromAddress(toAddress({ a, b }, usual)!, first, library)
  expect(refused).toEqual([])
  expect(choices['b']).toEqual(b)
  expect(choices['a']!.config).toEqual(a.config)
})
