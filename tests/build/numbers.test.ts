import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { toString } from 'hast-util-to-string'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { polynomial } from '../../src/engine/index.ts'
import { published, publishedModel, type Model } from '../../src/models/index.ts'
import { complete } from '../../src/models/quantities.ts'
import { buildWith } from './project.ts'

const config = 'src/models/configs/bert.ts'

test('every number on the BERT page is what the engine computes at the sizes of the page', () => {
  const numbers = numbersOf(readFileSync('dist/posts/bert/index.html', 'utf8'))
  expect(numbers.length).toBeGreaterThan(100)
  for (const { poly, over, value, model, own, times } of numbers) {
    const { graph, sizes } = modelCalled(model)
    const bindings = complete(graph, { ...sizes, ...own })
    const [part, whole] = [poly, over ?? '1'].map((text) => evaluate(text, bindings))
    expect(Number(value), poly).toBeCloseTo((part! / whole!) * times, 10)
  }
})

test('a wider model changes every table and every number that the width decides', { timeout: 120_000 }, async () => {
  const [own, changed] = [await built(() => undefined), await built((root) => widen(path.join(root, config)))]
  const [before, after] = [numbersOf(own), numbersOf(changed)]
  expect(after.map(({ poly }) => poly)).toEqual(before.map(({ poly }) => poly))
  const dependent = before.flatMap(({ model, own, poly, over, value, text, times }, i) => {
    const { graph, sizes } = modelCalled(model)
    const [old, wide] = [sizes, { ...sizes, d: 1024, h: 16, f: 4096 }].map((s) => complete(graph, { ...s, ...own }))
    const at = (bindings: polynomial.Bindings) => (times * evaluate(poly, bindings)) / evaluate(over ?? '1', bindings)
    if (!model.startsWith('BERT-base')) return []
    expect(Number(after[i]!.value), poly).toBeCloseTo(at(wide!), 10)
    return at(old!) === at(wide!) ? [] : [{ value, text, after: after[i]! }]
  })
  expect(dependent.length).toBeGreaterThan(80)
  for (const { value, after } of dependent) expect(after.value).not.toBe(value)
  const tables = [own, changed].map((html) => textsOf(html, 'table'))
  expect(tables[1]!.length).toBe(tables[0]!.length)
  tables[0]!.forEach((table, i) => expect(tables[1]![i]).not.toBe(table))
})

/** The page of a post in which a model decides everything, built alone after a change to the project. */
async function built(change: (root: string) => void): Promise<string> {
  let html = ''
  const { code, output } = await buildWith('tests/fixtures/posts/width.mdx', {
    before: change,
    after: (root) => (html = readFileSync(path.join(root, 'dist/posts/width/index.html'), 'utf8')),
  })
  expect(code, output).toBe(0)
  return html
}

/** BERT-base with hidden_size 1024 instead of 768. */
function widen(file: string): void {
  const source = readFileSync(file, 'utf8')
  const wider = source.replace("published('BERT-base', 12, 768,", "published('BERT-base', 12, 1024,")
  if (wider === source) throw new Error(`no BERT-base of width 768 in ${file}`)
  writeFileSync(file, wider)
}

interface Found {
  readonly poly: string
  readonly over: string | undefined
  readonly value: string
  readonly text: string
  /** As a reader sees it, by which a number of another model or class is marked. */
  readonly model: string
  readonly own: Readonly<Record<string, number>>
  /** Of a stored number: what a count of them is multiplied by for bytes, and operations are divided by for each byte. */
  readonly times: number
}

function numbersOf(html: string): Found[] {
  const found: Found[] = []
  visit(fromHtml(html), 'element', (node) => {
    const { dataPoly, dataOver, dataModel, dataWith, dataOf, dataBits, value } = node.properties
    if (node.tagName !== 'data' || dataPoly === undefined) return
    const [of, bytes] = [String(dataOf), Number(dataBits ?? 16) / 8]
    found.push({
      poly: String(dataPoly),
      over: dataOver === undefined ? undefined : String(dataOver),
      value: String(value),
      text: toString(node),
      model: String(dataModel ?? 'BERT-base'),
      own: { B: 1, T: 128, ...(dataWith === undefined ? {} : JSON.parse(String(dataWith))) },
      times: ['memory', 'cache'].includes(of) ? bytes : of === 'intensity' ? 1 / bytes : 1,
    })
  })
  return found
}

/** The model behind a name that a page shows: `BERT-base as BertForMaskedLM`. */
function modelCalled(text: string): Model {
  const [title, className] = text.split(' as ')
  const name = Object.keys(published).find((key) => published[key]!.title === title)
  return publishedModel(name!, className)
}

function textsOf(html: string, tagName: string): string[] {
  const texts: string[] = []
  visit(fromHtml(html), 'element', (node) => void (node.tagName === tagName && texts.push(toString(node))))
  return texts
}

function evaluate(text: string, bindings: polynomial.Bindings): number {
  const { numerator, denominator } = polynomial.evaluate(polynomial.parse(text), bindings)
  return Number(numerator) / Number(denominator)
}
