import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodesOf } from '../../src/engine/index.ts'
import { fromAddress, toAddress } from '../../src/explorer/address.ts'
import { studies } from '../../src/explorer/compare.ts'
import { comparison } from '../../src/explorer/comparison.ts'
import { results } from '../../src/explorer/explore.ts'
import { editor, problemList, valueOf } from '../../src/explorer/editor.ts'
import { fileOf } from '../../src/explorer/exports.ts'
import { readText } from '../../src/explorer/read-text.ts'
import { firstNames } from '../../src/explorer/library.ts'
import type { Settings } from '../../src/explorer/settings.ts'
import { contentsOf } from '../../src/explorer/study-exports.ts'
import { study } from '../../src/explorer/study.ts'
import { html } from '../../src/explorer/view.ts'
import { published } from '../../src/models/index.ts'
import { library, publishedChoice, usual } from './library.ts'
import { extremes, markup, texts, wild } from './texts.ts'

const surroundings = { conventions: '/conventions/', diagrams: {}, drawn: () => undefined }

const first = library.pick(firstNames.explore)

/** Everything that /explore/ does with a text, its files included: a result or a message, as HTML. */
function shown(text: string, settings: Settings = usual): string {
  const read = readText(text, library)
  if ('problems' in read) return html(problemList(read.problems))
  const { choice } = read
  const outcome = study(choice, settings)
  if ('problems' in outcome) return html([problemList(outcome.problems), editor('model', choice, outcome.problems)])
  // The work of all that follows is bounded by the operations of the graph, which no size decides.
  expect(nodesOf(outcome.study.model.graph.root).length).toBeLessThan(250)
  toAddress({ model: choice }, settings)
  const page = results(outcome.study, surroundings)
  for (const kind of ['csv', 'json', 'md'] as const) fileOf('x', kind, contentsOf(outcome.study, page))
  return html([page, editor('model', choice)])
}

/** The same of /compare/, beside a model that can be read. */
function compared(text: string): string {
  const read = readText(text, library)
  if ('problems' in read) return html(problemList(read.problems))
  const [a, b] = studies([read.choice, publishedChoice('gpt2')], usual)
  return 'study' in a && 'study' in b
    ? html(comparison(a.study, b.study))
    : html(problemList(['problems' in a ? a.problems : []].flat()))
}

/** Runs something and tells what it took: seconds of this process, which other work on the machine does not lengthen. */
function timed<T>(run: () => T): { readonly result: T; readonly seconds: number } {
  const before = process.cpuUsage()
  const result = run()
  const { user, system } = process.cpuUsage(before)
  return { result, seconds: (user + system) / 1e6 }
}

/** What must hold of an answer, whatever was asked; its length bounds the work of showing it. */
function expectAnswer({ result, seconds }: ReturnType<typeof timed<string>>): void {
  expect(seconds).toBeLessThan(1)
  expect(result).not.toContain('<img')
  expect(result).not.toMatch(/NaN<|Infinity<|undefined<|\[object/)
  expect(result.length).toBeGreaterThan(20)
  expect(result.length).toBeLessThan(400_000)
}

describe('whatever is pasted', () => {
  test(
    'gives a result or a message within a second, never markup, never a number that is none',
    { timeout: 600_000 },
    () => {
      const seen = { read: 0, refused: 0 }
      fc.assert(
        fc.property(texts, (text) => {
          const answer = timed(() => shown(text))
          expectAnswer(answer)
          seen[answer.result.includes('Every tensor of the checkpoint') ? 'read' : 'refused']++
        }),
        { numRuns: 2000, seed: 20_261_125 },
      )
      expect(seen.read).toBeGreaterThan(200)
      expect(seen.refused).toBeGreaterThan(200)
    },
  )

  test('gives the same beside another model', { timeout: 300_000 }, () => {
    let read = 0
    fc.assert(
      fc.property(texts, (text) => {
        const answer = timed(() => compared(text))
        expectAnswer(answer)
        read += Number(answer.result.includes('The rows add up'))
      }),
      { numRuns: 300, seed: 7 },
    )
    expect(read).toBeGreaterThan(30)
  })

  test.each(extremes)('%s is answered within a second', (_, text) => {
    for (const answer of [shown, compared]) expectAnswer(timed(() => answer(text)))
  })

  test('sizes at the edge of what a field may have are counted exactly', () => {
    const config = { ...first.model.config, num_hidden_layers: 1e9, vocab_size: 1e9, hidden_size: 1e9, head_dim: 1e9 }
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
  const own = first

  test.each(Object.keys(published))('brings %s back', (name) => {
    const [chip, recipe] = [library.chip('a100-80gb')!, library.recipe('full')!]
    const settings: Settings = { sizes: { B: 2, T: 64 }, chip, format: 'fp16', recipe }
    const query = toAddress({ model: publishedChoice(name) }, settings)!
    expect(fromAddress(query, own, library)).toEqual({
      choices: { model: publishedChoice(name) },
      settings,
      refused: [],
    })
  })

  test('brings an edited configuration back, by the fields that count', () => {
    const choice = library.own({ ...publishedChoice('gpt2').config, n_embd: 1536, junk: markup })
    const { choices, refused } = fromAddress(toAddress({ model: choice }, usual)!, own, library)
    expect(refused).toEqual([])
    expect(choices['model']!.config).toEqual({ ...publishedChoice('gpt2').config, n_embd: 1536 })
  })

  test('has no room for more than four thousand characters of configuration', () => {
    const choice = library.own({ ...first.model.config, hidden_act: 'x'.repeat(5000) })
    expect(toAddress({ model: choice }, usual)).toBeUndefined()
  })

  test('that asks for the impossible gives what it can, and says what not', () => {
    const asked = 'model=__proto__&B=0&T=1e9&S=-1&p=9999999&chip=constructor&format=fp4&recipe=<img>'
    const { choices, settings, refused } = fromAddress(asked, own, library)
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
          const { choices, settings } = fromAddress(text, own, library)
          study(choices['model']!, settings)
        },
      ),
      { numRuns: 200, seed: 7 },
    )
  })
})
