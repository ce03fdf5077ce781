import { describe, expect, test } from 'vitest'
import { command } from '../../src/cli/command.ts'
import { results } from '../../src/explorer/explore.ts'
import { editor, editorFields, problemOf, valueOf } from '../../src/explorer/editor.ts'
import { fileOf, type Kind } from '../../src/explorer/exports.ts'
import { structures } from '../../src/explorer/lay-out.ts'
import { readText } from '../../src/explorer/read-text.ts'
import type { Settings } from '../../src/explorer/settings.ts'
import { structuresOf } from '../../src/explorer/sections/diagram.ts'
import { contentsOf, nameOf } from '../../src/explorer/study-exports.ts'
import { study, type Study } from '../../src/explorer/study.ts'
import { html } from '../../src/explorer/view.ts'
import { published } from '../../src/models/index.ts'
import type { Report } from '../../src/report/report.ts'
import { realConfigs } from './configs.ts'
import { expectFormulas } from './formulas.ts'
import { library, publishedChoice, usual } from './library.ts'

const plain = { conventions: '/conventions/', diagrams: {}, drawn: () => undefined }

function studyOf(text: string, sizes: Settings['sizes'] = {}): Study {
  const read = readText(text, library)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  const outcome = study(read.choice, { ...usual, sizes })
  if ('problems' in outcome) throw new Error(outcome.problems.join('\n'))
  return outcome.study
}

const known = structures()

const problemsOf = (text: string): readonly string[] => {
  const read = readText(text, library)
  if ('problems' in read) return read.problems
  const outcome = study(read.choice, usual)
  return 'problems' in outcome ? outcome.problems : []
}

test('twelve released configurations are here to be read', () => {
  expect(realConfigs).toHaveLength(12)
})

describe.each(realConfigs)('$file', ({ text, total, runs, steps }) => {
  test('has the parameters that transformers has', () => {
    expect(studyOf(text).pass.report.parameters.total).toBe(String(total))
  })

  test('costs what torch counts, in a pass and in a decoding step', () => {
    for (const { sizes, matmul } of runs) expect(studyOf(text, sizes).pass.report.flops.matmul).toBe(matmul)
    for (const { sizes, matmul } of steps) expect(studyOf(text, sizes).step!.report.flops.matmul).toBe(matmul)
  })

  test('is told in the same numbers by the command line', () => {
    const own = studyOf(text)
    let out = ''
    const effects = { readFile: () => text, print: (line: string) => void (out = line), complain: () => undefined }
    expect(command(['config.json', '--json', '--train'], effects)).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(own.pass.report)))
    if (own.step === undefined) return
    expect(command(['config.json', '--json', '--past', String(own.lengths['p'])], effects)).toBe(0)
    const step = JSON.parse(out) as Report
    if (own.lengths['S'] === undefined || own.lengths['S'] === 128)
      expect(step).toEqual(JSON.parse(JSON.stringify(own.step.report)))
  })
})

describe.each(Object.keys(published))('the published %s', (name) => {
  const outcome = study(publishedChoice(name), usual)
  if ('problems' in outcome) throw new Error(outcome.problems.join('\n'))
  const own = outcome.study

  test('is shown whole, without a number that is none', () => {
    const page = html(results(own, plain))
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/)
    expect(page).toContain('Every tensor of the checkpoint')
  })

  test('has numbers that are what their formulas give', () => {
    expect(expectFormulas(html(results(own, plain)), [own])).toBeGreaterThan(50)
  })

  test('has rows that add up to its totals', () => {
    for (const { report } of [own.pass, ...(own.step ? [own.step] : [])])
      for (const counter of ['matmul', 'vector', 'transcendental'] as const) {
        const sum = report.operations.reduce((all, operation) => all + BigInt(operation[counter]), 0n)
        expect(String(sum)).toBe(report.flops[counter])
      }
  })

  test('has a diagram for each of its blocks', () => {
    for (const { structure } of structuresOf(own.model.graph)) expect(known.has(structure)).toBe(true)
  })
})

describe('a configuration that cannot be read', () => {
  const llama = publishedChoice('llama-3.1-8b').config

  test.each<[string, unknown, string]>([
    ['an unknown model type', { ...llama, model_type: 'mamba' }, 'model_type: received "mamba", expected one of'],
    ['a width that heads do not divide', { ...llama, hidden_size: 4097 }, 'hidden_size: received 4097'],
    ['text for a number', { ...llama, vocab_size: 'many' }, 'vocab_size: received "many", expected a whole number'],
    ['an unknown class', { ...llama, architectures: ['LlamaForTokens'] }, 'LlamaForCausalLM, LlamaModel'],
    ['no object', [1, 2], 'config.json: received [1,2], expected a JSON object'],
  ])('is answered by name: %s', (_, config, message) => {
    expect(problemsOf(JSON.stringify(config)).join('\n')).toContain(message)
  })

  test('tells every wrong field at once, each beside its own field of the editor', () => {
    const choice = library.own({ ...llama, vocab_size: -1, num_hidden_layers: 1.5 })
    const outcome = study(choice, usual)
    const problems = 'problems' in outcome ? outcome.problems : []
    expect(problems).toHaveLength(2)
    expect(problemOf('vocab_size', problems)).toContain('received -1')
    expect(html(editor('field', choice, problems)).match(/aria-invalid="true"/g)).toHaveLength(2)
  })

  test('tells that a sequence is longer than the positions of the model', () => {
    const outcome = study(publishedChoice('gpt2'), { ...usual, sizes: { T: 2000 } })
    expect(outcome).toEqual({
      problems: ['T: received 2000, expected at most 1024, the positions that the model has'],
    })
  })
})

describe('the editor', () => {
  test('has every field that the model reads, and leaves the others alone', () => {
    const { choice, fields } = studyOf(realConfigs.find(({ file }) => file === 'Llama-2-7b-hf')!.text)
    const names = editorFields(choice).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['hidden_size', 'num_key_value_heads', 'head_dim', 'rope_scaling']))
    expect(names).not.toContain('bos_token_id')
    expect(fields.ignored).toEqual(expect.arrayContaining(['bos_token_id', 'torch_dtype', 'use_cache']))
  })

  test('takes back a change', () => {
    const own = publishedChoice('bert-base')
    const wider = library.changed(own, 'hidden_size', 1536)
    expect(wider.name).toBe('')
    expect(library.changed(wider, 'hidden_size', 768).name).toBe('bert-base')
    expect(library.changed(own, 'hidden_size', undefined).config).not.toHaveProperty('hidden_size')
  })

  test.each([
    ['768', 768],
    ['1e-5', 1e-5],
    ['true', true],
    ['gelu', 'gelu'],
    ['{"factor": 8}', { factor: 8 }],
    ['', undefined],
    ['4.', '4.'],
  ])('reads what is typed, %j', (text, value) => {
    expect(valueOf('hidden_size', text)).toEqual(value)
  })
})

describe('an export', () => {
  const own = studyOf(realConfigs[2]!.text, { T: 1024 })
  const file = (kind: Kind) => fileOf(nameOf(own), kind, contentsOf(own, results(own, plain)))

  test('as CSV has one row for each tensor, and they add up', () => {
    const rows = cells(file('csv').text)
    const tensors = rows.filter(([kind]) => kind === 'tensor')
    expect(tensors).toHaveLength(own.pass.report.parameters.tensors.length)
    expect(tensors.reduce((sum, row) => sum + Number(row[6]), 0)).toBe(124_439_808)
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([8]))
  })

  test('as JSON holds the reports of the command line', () => {
    const { pass, step, config } = JSON.parse(file('json').text)
    expect(pass).toEqual(JSON.parse(JSON.stringify(own.pass.report)))
    expect(step.flops.matmul).toBe(own.step!.report.flops.matmul)
    expect(config).toEqual(JSON.parse(JSON.stringify(own.choice.config)))
  })

  test('as Markdown has what the page says, in full', () => {
    const { name, text } = file('md')
    expect(name).toBe('gpt2.md')
    expect(text).toContain('## Your configuration GPT2LMHeadModel')
    expect(text).toContain('- Parameters: 124M; 124,439,808')
    expect(text).toContain('- Prefill: 292 GFLOPs; 291,648,307,200; ')
    expect(text).toContain('| `transformer.wte.weight` | [V, d] | 50,257 × 768 |  | 38,597,376 |')
    expect(text).toMatch(/^\| W_QKV \| .* \| 43,486,543,872 \|/m)
    expect(text).not.toMatch(/<|NaN|undefined/)
    const lines = text.split('\n').filter((line) => line.startsWith('|'))
    for (const line of lines) expect(line).toMatch(/^\| .* \|$/)
  })
})

/** The cells of a CSV file, quoted or not. */
function cells(text: string): string[][] {
  const lines = text.trim().split('\n')
  return lines.map((line) => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) => cell))
}
