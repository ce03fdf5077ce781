import { describe, expect, it } from 'vitest'
import { sectionOf, type ContentsEntry } from '../../src/content/contents.ts'
import { compile } from './compile.ts'

const head = '---\nmodel: bert-base\n---\n\n'

/** What each section of a text explains, by its number. */
async function explained(text: string): Promise<Record<string, readonly string[]>> {
  const { derived } = await compile(head + text)
  return Object.fromEntries(derived.contents.map(({ number, explains }) => [number, explains]))
}

describe('a section explains', () => {
  it('the parts that its figures, tables and equations show', async () => {
    const text = '## A\n\n<FlopTable scope="block/feed-forward">B</FlopTable>\n\n## C\n\n<Equation scope="pooler" />\n'
    expect(await explained(text)).toEqual({ 1: ['block/feed-forward'], 2: ['pooler'] })
  })

  it('of a part and the whole around it the one that it shows first', async () => {
    const [part, whole] = ['<Twin scope="block/self-attention">A</Twin>', '<Diagram scope="block">B</Diagram>']
    expect(await explained(`## A\n\n${part}\n\n${whole}\n\n## B\n\n${whole}\n\n${part}\n`)).toEqual({
      1: ['block/self-attention'],
      2: ['block'],
    })
  })

  it('nothing that a number, an exercise or a view of another model names', async () => {
    const number = '<Num of="matmul" scope="block" />'
    const exercise =
      '<Exercise title="E">\n\nA?\n\n<Answer>\n\n<FlopTable scope="block">A</FlopTable>\n\n</Answer>\n\n</Exercise>'
    const other = '<FlopTable scope="block" model="gpt2">A</FlopTable>'
    const head = '<FlopTable scope="mlm-head" class="BertForMaskedLM">A</FlopTable>'
    expect(await explained(`## A\n\n${[number, exercise, other, head].join('\n\n')}\n`)).toEqual({ 1: [] })
  })

  it('what it says it does, whatever it shows', async () => {
    const text = '## A\n\n<Explains scope="embeddings" />\n\n<FlopTable scope="block">A</FlopTable>\n'
    expect(await explained(text)).toEqual({ 1: ['embeddings'] })
    expect((await compile(head + text)).code).not.toContain('Explains')
  })

  it('what its chapter does, and a chapter what its sections do, where it shows nothing itself', async () => {
    const text = '## A\n\n### B\n\n### C\n\n<FlopTable scope="block/feed-forward">A</FlopTable>\n'
    const both = ['block/feed-forward']
    expect(await explained(text)).toEqual({ 1: both, '1.1': both, '1.2': both })
  })
})

describe('a part is explained', () => {
  const section = (id: string, ...explains: string[]): ContentsEntry => ({
    ...{ depth: 2, id, number: '', title: '', html: '', explains },
  })
  const contents = [
    section('all', 'block', 'pooler'),
    section('attention', 'block/attention'),
    section('block', 'block'),
    section('head', 'head/norm'),
  ]

  it.each([
    ['block/attention', 'attention'],
    ['block', 'block'],
    ['pooler', 'all'],
    ['block/feed-forward', 'block'],
    ['head', 'head'],
    ['embeddings', undefined],
  ])('%s in %s', (path, id) => {
    expect(sectionOf(path, contents)?.id).toBe(id)
  })
})
