import { describe, expect, it } from 'vitest'
import { isProse } from '../../src/markdown/dollars.ts'
import { headlines, problems } from './compile.ts'

describe('a bare pair of dollars', () => {
  it('fails with its place, its text and the advice to escape', async () => {
    expect(await problems('---\na: b\n---\n\nIt is $5 and then $6 here.\n')).toBe(
      [
        'content/posts/x.mdx:5:7  dollar  the text between two dollar signs reads like prose',
        '    received    $5 and then $6',
        '    expected    a formula, or dollars of money that are escaped',
        '    what to do  write \\$ for money; in a formula, put words into \\text{…}',
      ].join('\n'),
    )
  })

  it('is reported once, even if KaTeX could not set it either', async () => {
    expect(await headlines('It is $5 and {then} 100% of # $x.\n')).toHaveLength(1)
  })

  it('is no problem when it is escaped, or when there is only one', async () => {
    expect(await problems('It is \\$5 and then \\$6.\n\nOr $7 alone.\n')).toBe('')
  })

  it.each(['It is $5-$10.', 'It is $5, $6.', 'It is $5/$10k.', 'It is $3.50 ($4 later).'])(
    'is seen from what follows it: %s',
    async (source) => {
      expect(await headlines(source)).toHaveLength(1)
    },
  )
})

describe('text between dollars', () => {
  it.each([
    '5 and then ',
    '100 each. Later, ',
    '5 million and ',
    '20k per month, or ',
    'HOME and ',
    '5 (or ',
    'x and y',
    'query times key',
    '\\alpha is the rate, ',
    '5 to\n',
    'W_{query and key}',
  ])('is prose: %s', (text) => expect(isProse(text)).toBe(true))

  it.each([
    '5 \\times 6',
    '2BTd',
    '2 B T d',
    '6 N D',
    '12 L d^2 + 13 L d',
    'O(n \\log n)',
    'd_{model}',
    'd_{\\text{model}}',
    'x \\text{ if } y \\text{ and not } z',
    '\\text{the {inner} words of it}',
    '\\mathrm{Attention}(Q, K, V) = \\operatorname{softmax}\\left(\\frac{Q K^\\top}{\\sqrt{d_k}}\\right) V',
    'softmax(QK^T) V',
    'max(0, x W_1 + b_1) W_2 + b_2',
    'P(next | previous)',
    'pos / 10000^{2i/d}',
    'sin x + cos x',
    '10000 ^ pos',
    '3 \\cdot 10^8',
    '\\begin{cases} 1 & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}',
    'a b c',
    'QK^T / d k',
    'T \\mathbin{in} S',
    '2dk',
    'f(x) = a x^2 + b x + c',
    'is',
    '\\B\\T\\d',
    '1{,}000 \\le n',
  ])('is a formula: %s', (text) => expect(isProse(text)).toBe(false))
})
