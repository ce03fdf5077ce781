import { describe, expect, it } from 'vitest'
import { problems } from './compile.ts'

const received = async (source: string) =>
  [...(await problems(`${source}\n`)).matchAll(/ {2}number .*\n {4}received {4}(.*)/g)].map(([, text]) => text)

describe('a number that is typed by hand', () => {
  it.each([
    ['It has 110 million parameters.', ['110 million parameters']],
    ['It has 109,482,240 of them.', ['109,482,240']],
    ['It costs 22.3 GFLOPs, or 1e9 FLOPs.', ['22.3 GFLOPs']],
    ['It takes 2 bytes, 4 kB, 3.5 GiB or 80 GB.', ['2 bytes', '4 kB', '3.5 GiB', '80 GB']],
    ['At 30 tokens per second.', ['30 tokens per second']],
    ['A 1,024-token window.', ['1,024']],
    ['In **175 billion** weights.', ['175 billion']],
    ['- 1,024 in a list', ['1,024']],
    ['## 1,024 in a heading', ['1,024']],
    ['<FlopTable>\n  **Why 1,024?** A caption.\n</FlopTable>', ['1,024']],
    ['<FlopTable>**Why 1,024?** A caption.</FlopTable>', ['1,024']],
  ])('fails: %s', async (source, expected) => {
    expect(await received(source)).toEqual(expected)
  })

  it.each([
    'It has 12 heads of width 64, since 2017, in 3 of 4 cases, at 15 % or version 1.1.',
    'It has 110 million parameters [@devlin2019, §3].',
    '@devlin2019 report 110 million parameters.',
    'The [paper](https://arxiv.org/abs/1810.04805) says 110 million.',
    'It has <Typed reason="this is a test of it">110 million</Typed> parameters.',
    'It takes `4 bytes` and $4 \\text{ bytes}$.',
    'The LLaMA-7B of 7B, and a 3-4,5 in 10.1000,5.',
    'An expression {1024 + 1_000} is computed.',
  ])('passes: %s', async (source) => {
    expect(await received(source)).toEqual([])
  })

  it('needs its source in its own sentence, which a period within a number or a name does not end', async () => {
    expect(await received('One is cited [@devlin2019]. The other has 340 million.')).toEqual(['340 million'])
    expect(await received('It has 1.5 billion by e.g. 2 counts, as GPT-2 et al. have [@radford2019].')).toEqual([])
  })

  it('may have its source in another cell of its row', async () => {
    const table = '| model | count | source |\n| - | - | - |\n| a | 1,024 | [@devlin2019] |\n| b | 2,048 | |'
    expect(await received(table)).toEqual(['2,048'])
  })

  it('is not looked for in the list of references', async () => {
    expect(await received('See [@wang2022] and [@rajpurkar2016].')).toEqual([])
  })
})
