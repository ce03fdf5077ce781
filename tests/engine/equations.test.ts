import { describe, expect, it } from 'vitest'
import { equations, scopesOf } from '../../src/engine/index.ts'
import { renderMath } from '../../src/markdown/katex.ts'
import { architectures, published, publishedModel } from '../../src/models/index.ts'
import { scopeAt } from '../../src/models/quantities.ts'

const lines = (model: string, path: string, className?: string): string[] => {
  const { graph } = publishedModel(model, className)
  return equations(graph, scopeAt(graph, path)).map(({ latex }) => latex.replaceAll('\\!', '').replaceAll('\\,', ' '))
}

describe('the equations of BERT', () => {
  it.each([
    [
      '',
      [
        '\\text{last hidden state} = \\operatorname{block}^{\\L}\\left(\\operatorname{embeddings}\\left(' +
          '\\text{input ids},  \\text{token type ids}\\right)\\right)',
        '\\text{pooler output} = \\operatorname{pooler}\\left(\\text{last hidden state}\\right)',
      ],
    ],
    [
      'embeddings',
      [
        'Y = \\operatorname{LN}\\left(W_{\\text{word}}[\\text{input ids}] + ' +
          'W_{\\text{seg}}[\\text{token type ids}] + W_{\\text{pos}}[\\text{positions}]\\right)',
      ],
    ],
    [
      'block',
      [
        'Y = X + \\operatorname{self-attention}\\left(X\\right)',
        'Z = \\operatorname{LN}\\left(Y\\right)',
        "X' = \\operatorname{LN}\\left(Z + \\operatorname{feed-forward}\\left(Z\\right)\\right)",
      ],
    ],
    ['block/self-attention', ['C = \\operatorname{heads}\\left(X\\right)', 'Y = C W_O + b_O']],
    [
      'block/self-attention/heads',
      [
        'Q = X W_Q + b_Q',
        'K = X W_K + b_K',
        'V = X W_V + b_V',
        'A = \\operatorname{softmax}\\left(\\operatorname{mask}\\left(\\frac{Q K^{\\top}}{\\sqrt{\\k}}\\right)\\right)',
        'C = A V',
      ],
    ],
    ['block/feed-forward', ['H = X W_1 + b_1', 'Y = \\operatorname{GELU}\\left(H\\right) W_2 + b_2']],
    ['pooler', ['Y = \\tanh\\left(X_{1} W_P + b_P\\right)']],
  ])('of "%s" read as its paper does', (path, expected) => expect(lines('bert-base', path)).toEqual(expected))

  it('borrow the word table for the head, rows meeting rows', () => {
    expect(lines('bert-base', 'mlm-head', 'BertForMaskedLM')).toEqual([
      'Y = \\operatorname{LN}\\left(\\operatorname{GELU}\\left(X W_T + b_T\\right)\\right) W_{\\text{word}}^{\\top} + b_V',
    ])
  })

  it('carry the axes of the result and of what it is made of, as they are used', () => {
    const { graph } = publishedModel('bert-base')
    const [Q, K, V, A] = equations(graph, scopeAt(graph, 'block/self-attention/heads')).map(
      ({ name, axes, operands }) => [name, axes, ...operands.map((operand) => `${operand.latex}: ${operand.axes}`)],
    )
    expect(Q).toEqual(['Q', 'B h T k', 'X: B T d', 'W_Q: h k d', 'b_Q: h k'])
    expect(K).toEqual(['K', 'B h S k', 'X: B S d', 'W_K: h k d', 'b_K: h k'])
    expect(V?.slice(0, 2)).toEqual(['V', 'B h S k'])
    expect(A).toEqual(['A', 'B h T S', 'Q: B h T k', 'K: B h S k'])
  })
})

describe('the equations of other models', () => {
  it('show gates, rotations and groups', () => {
    expect(lines('llama-2-70b', 'block/feed-forward')).toEqual([
      'H = \\operatorname{SiLU}\\left(X W_{\\text{gate}}\\right) \\odot X W_{\\text{up}}',
      'Y = H W_{\\text{down}}',
    ])
    expect(lines('llama-2-70b', 'block/self-attention/heads').slice(0, 3)).toEqual([
      'Q = \\operatorname{RoPE}\\left(X W_Q\\right)',
      'K = \\operatorname{RoPE}\\left(X W_K\\right)',
      'V = X W_V',
    ])
  })

  it('name what comes from another stack after it', () => {
    expect(lines('t5-base', 'decoder/block')).toEqual([
      'Y = X + \\operatorname{self-attention}\\left(\\operatorname{RMSNorm}\\left(X\\right),  \\text{distances}\\right)',
      'Z = Y + \\operatorname{cross-attention}\\left(\\operatorname{RMSNorm}\\left(Y\\right),  \\text{encoder}\\right)',
      "X' = Z + \\operatorname{feed-forward}\\left(\\operatorname{RMSNorm}\\left(Z\\right)\\right)",
    ])
  })

  it.each(architectures.map(({ modelType }) => modelType))(
    'of %s can all be set, no name used twice in one scope',
    (type) => {
      const models = Object.entries(published).filter(([, { config }]) => config['model_type'] === type)
      for (const [name] of models.slice(0, 3)) {
        const { graph } = publishedModel(name)
        for (const scope of scopesOf(graph.root)) {
          const all = equations(graph, scope)
          for (const { latex } of all) expect(renderMath(latex)).toContain('class="katex"')
          expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
        }
      }
    },
  )
})
