import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { command } from '../../src/cli/command.ts'
import { forward } from '../../src/report/forward.ts'
import type { Report } from '../../src/report/report.ts'
import { architectures } from '../../src/models/index.ts'
import { decode, published, runs, tiny } from '../oracle/fixtures.ts'

type Config = Record<string, unknown>

const bert = configOf('bert-base-uncased')
const gpt2 = configOf('gpt2')
const t5 = configOf('t5-small')

describe('inspect --json', () => {
  test.each([
    ['bert-base-uncased', 128],
    ['gpt2', 1024],
  ])('gives for %s what transformers and torch count', (name, seq) => {
    const data = json(configOf(name), '--seq', String(seq))
    expect(data.class).toBe(published[name]!.class)
    expect(data.bindings).toMatchObject({ B: '1', T: String(seq), S: String(seq) })
    expect(data.parameters.total).toBe(String(published[name]!.total))
    expect(data.parameters.tied).toEqual(published[name]!.tied)
    const run = runs.find(({ model, B, T }) => model === name && B === 1 && T === seq)!
    expect(data.flops.matmul).toBe(String(run.forward))
    expect(data.flops.training).toBe(String(3 * run.forward))
  })

  test('names a part by the module of the checkpoint and counts one of it', () => {
    expect(json(bert).scopes).toContainEqual({
      path: 'encoder.layer.{i}.attention.self',
      repeat: 12,
      matmul: '503316480',
      formula: '6BTdhk+4BT^2hk',
    })
  })

  test('gives every weight its name, shape, repeat and count', () => {
    expect(json(gpt2).parameters.tensors).toContainEqual({
      name: 'transformer.h.{i}.attn.c_attn.weight',
      shape: [768, 2304],
      stored: 'd (3 h k)',
      repeat: 12,
      count: '21233664',
      formula: '3Ldhk',
    })
  })

  test('takes as many tokens as the model has positions, 128 at most', () => {
    expect(json(bert).bindings['T']).toBe('128')
    expect(json({ ...bert, max_position_embeddings: 64 }).bindings['T']).toBe('64')
    expect(json({ ...configOf('llama-7b'), max_position_embeddings: 16 }).bindings['T']).toBe('16')
  })

  test('takes the default class where the configuration names none', () => {
    expect(json({ ...t5, architectures: undefined }).class).toBe('T5ForConditionalGeneration')
    expect(json({ ...bert, architectures: [] }).class).toBe('BertModel')
  })

  test('counts one decoding step after a past', () => {
    const step = decode.find(({ model, B }) => model === 'gpt2' && B === 8)!
    const { flops, bindings } = json(gpt2, '--batch=8', '--past', String(step.past))
    expect(flops.matmul).toBe(String(step.forward))
    expect(bindings).toMatchObject({ B: '8', T: '1', S: String(step.past + 1) })
  })

  test('computes the encoder and the keys and values of cross-attention before the first step', () => {
    const { scopes } = json(t5, '--past', '5', '--source-seq', '20')
    const matmul = Object.fromEntries(scopes.map(({ path, matmul }) => [path, matmul]))
    expect(matmul['encoder']).toBe('0')
    expect(matmul['decoder.block.{i}.layer.1.EncDecAttention.k']).toBe('0')
    expect(matmul['decoder.block.{i}.layer.1.EncDecAttention.v']).toBe('0')
    expect(matmul['decoder.block.{i}.layer.1.EncDecAttention.q']).toBe(String(2 * 512 * 512))
    expect(matmul['decoder.block.{i}.layer.1.EncDecAttention']).toBe(String(2 * 2 * 512 * 512 + 2 * 2 * 20 * 512))
  })

  test.each([
    ['llama-7b', '524288'],
    ['llama-2-70b', '327680'],
    ['llama-3-8b', '131072'],
    ['bert-base-uncased', '0'],
  ])('caches for %s %s bytes a token', (name, bytes) => {
    expect(json(configOf(name)).kvCacheBytesPerToken).toBe(bytes)
  })

  test('says with --train what a step holds in memory, 18 bytes a parameter and the activations', () => {
    const { memory, parameters } = json(gpt2, '--train')
    const [activations, ...rest] = [...memory!.parts].reverse().map(({ bytes }) => BigInt(bytes))
    const sum = rest.reduce((a, b) => a + b)
    expect(sum).toBe(18n * BigInt(parameters.total))
    expect(memory!.total).toBe(String(sum + activations!))
    expect(json(gpt2)).not.toHaveProperty('memory')
  })
})

describe('inspect', () => {
  test.each([
    ['bert-base', bert, ['--train']],
    ['gpt2-step', gpt2, ['--past', '1023', '--batch', '8']],
    ['t5-small', t5, ['--seq', '512']],
  ])('prints %s as tables', (name, config, flags) => {
    const golden = readFileSync(new URL(`golden/${name}.txt`, import.meta.url), 'utf8')
    expect(run(['config.json', ...flags], { 'config.json': JSON.stringify(config) })).toEqual({
      code: 0,
      out: golden,
      err: '',
    })
  })

  test('tells how it is used', () => {
    const { code, out } = run(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('usage: npm run -s inspect -- CONFIG.json')
  })
})

describe('inspect forward', () => {
  test('prints what the model returns, its hidden states and its attention maps', () => {
    const { code, out } = run(['forward', 'tiny.json'], { 'tiny.json': JSON.stringify(tiny['gpt2']) })
    expect(code).toBe(0)
    expect(Object.keys(JSON.parse(out)).sort()).toEqual(Object.keys(tiny['gpt2']!.outputs).sort())
  })

  test('takes a mask that hides nothing and one segment where none is given', () => {
    const { input_ids } = tiny['bert']!.inputs as { input_ids: number[][] }
    const full = input_ids.map((row) => row.map(() => 1))
    const none = input_ids.map((row) => row.map(() => 0))
    const given = { ...tiny['bert'], inputs: { input_ids, attention_mask: full, token_type_ids: none } }
    const bare = { ...tiny['bert'], inputs: { input_ids } }
    const files = { 'given.json': JSON.stringify(given), 'bare.json': JSON.stringify(bare) }
    expect(run(['forward', 'bare.json'], files).out).toBe(run(['forward', 'given.json'], files).out)
  })

  test('rounds as transformers does, unless the fixture has no casts', () => {
    const { casts, ...llama } = tiny['llama']!
    const read = (file: object) => JSON.parse(run(['forward', 'x.json'], { 'x.json': JSON.stringify(file) }).out)
    expect(read(llama)).toEqual(forward(llama))
    expect(read({ ...llama, casts })).toEqual(forward(tiny['llama']!))
    expect(read(llama).logits).not.toEqual(read({ ...llama, casts }).logits)
  })

  const gpt = tiny['gpt2']!
  const { 'transformer.ln_f.bias': _, ...lacking } = gpt.weights
  test.each<[string, object, string]>([
    ['a weight that is missing', { weights: lacking }, 'the weight transformer.ln_f.bias is missing'],
    [
      'a weight that the model has not',
      { weights: { ...gpt.weights, 'transformer.h.2.ln_1.weight': [1] } },
      'weights: received transformer.h.2.ln_1.weight, expected a name that GPT2LMHeadModel has',
    ],
    [
      'a weight of another shape',
      { weights: { ...gpt.weights, 'transformer.ln_f.bias': [1, 2] } },
      'weight transformer.ln_f.bias: received shape [2], expected [8]',
    ],
    [
      'a weight that is no array',
      { weights: { ...gpt.weights, 'transformer.ln_f.bias': 'zeros' } },
      'weights.transformer.ln_f.bias: received "zeros", expected an array of numbers',
    ],
    ['an input that is missing', { inputs: {} }, 'inputs.input_ids: received nothing, expected an array of numbers'],
    [
      'an input of other axes',
      { inputs: { input_ids: [1, 2] } },
      'inputs.input_ids: received the shape [2], expected [B, T]',
    ],
    ['an input it does not know', { inputs: { ids: [[1]] } }, 'inputs: received ids, expected only input_ids'],
    ['a token that is none', { inputs: { input_ids: [[24]] } }, 'id 24 is not a row of a table of 24 rows'],
    ['no configuration', { config: 5 }, 'config: received 5, expected an object'],
    ['casts that it does not know', { casts: 'all' }, 'casts: received "all", expected "none", or no such field'],
    ['no class', { class: null }, 'class: received null, expected a class name'],
  ])('refuses %s', (_, change, message) => {
    const file = JSON.stringify({ ...gpt, ...change })
    expect(run(['forward', 'x.json'], { 'x.json': file })).toEqual(refusal(message))
  })
})

describe('inspect refuses', () => {
  const size = 'a whole number from 1 to 1,000,000,000'
  test.each<[string, Config, string]>([
    [
      'an unknown model type',
      { model_type: 'rnn' },
      `model_type: received "rnn", expected one of ${architectures.map(({ modelType }) => modelType).join(', ')}`,
    ],
    ['a missing field', { ...bert, hidden_size: undefined }, `hidden_size: received nothing, expected ${size}`],
    ['text for a number', { ...bert, vocab_size: '30522' }, `vocab_size: received "30522", expected ${size}`],
    ['a fraction', { ...gpt2, n_layer: 1.5 }, `n_layer: received 1.5, expected ${size}`],
    ['a negative size', { ...gpt2, n_embd: -768 }, `n_embd: received -768, expected ${size}`],
    ['a huge size', { ...gpt2, vocab_size: 1e12 }, `vocab_size: received 1000000000000, expected ${size}`],
    [
      'heads that do not divide the width',
      { ...bert, num_attention_heads: 7 },
      'hidden_size: received 768, expected a multiple of num_attention_heads, 7',
    ],
    [
      'a class that the architecture has not',
      { ...gpt2, architectures: ['BertModel'] },
      'architectures: received "BertModel", expected one of GPT2LMHeadModel, GPT2Model',
    ],
    [
      'architectures that are no list',
      { ...gpt2, architectures: 'GPT2Model' },
      'architectures: received "GPT2Model", expected a list of class names',
    ],
  ])('%s', (_, config, message) => {
    expect(run(['c.json'], { 'c.json': JSON.stringify(config) })).toEqual(refusal(message))
  })

  test('every wrong field at once', () => {
    const { err } = run(['c.json'], { 'c.json': JSON.stringify({ ...bert, hidden_size: 0, vocab_size: null }) })
    expect(err).toContain(`inspect: hidden_size: received 0, expected ${size}\n`)
    expect(err).toContain(`inspect: vocab_size: received nothing, expected ${size}\n`)
  })

  test('a file that does not exist', () => {
    expect(run(['none.json'])).toEqual(refusal('none.json: received a path where no file is, expected a JSON file'))
  })

  test('malformed JSON, with the place', () => {
    const reason = `Expected ',' or '}' after property value in JSON at position 8 (line 1 column 9)`
    expect(run(['c.json'], { 'c.json': '{"a": 1 "b"}' })).toEqual(
      refusal(`c.json: received malformed JSON (${reason}), expected a JSON object`),
    )
  })

  test.each([
    ['[]', '[]'],
    ['null', 'null'],
    ['3', '3'],
  ])('the JSON %s', (text, shown) => {
    expect(run(['c.json'], { 'c.json': text })).toEqual(refusal(`c.json: received ${shown}, expected a JSON object`))
  })

  test.each<[string[], Config, string]>([
    [
      ['--layers', '3'],
      bert,
      'flag: received "--layers", expected one of --batch, --seq, --source-seq, --past, --train, --json, --help',
    ],
    [
      ['--json=yes'],
      bert,
      'flag: received "--json=yes", expected one of --batch, --seq, --source-seq, --past, --train, --json, --help',
    ],
    [['--seq', 'many'], bert, `--seq: received "many", expected ${size}`],
    [['--seq', '-5'], bert, `--seq: received "-5", expected ${size}`],
    [['--seq', '1e3'], bert, `--seq: received "1e3", expected ${size}`],
    [['--batch', '0'], bert, `--batch: received "0", expected ${size}`],
    [['--batch', '1000000001'], bert, `--batch: received "1000000001", expected ${size}`],
    [['--past'], gpt2, '--past: received nothing, expected a whole number from 0 to 1,000,000,000'],
    [['--seq', '5', '--seq', '6'], bert, '--seq: received it twice, expected it once'],
    [['--seq', '513'], bert, '--seq: received 513, expected at most 512, the positions that the model has'],
    [['--past', '1024'], gpt2, '--past: received 1024, expected at most 1023: the model has 1024 positions'],
    [['--past', '5'], bert, '--past: received 5, expected nothing: BertModel keeps no cache'],
    [['--source-seq', '5'], gpt2, '--source-seq: received 5, expected nothing: GPT2LMHeadModel reads one sequence'],
    [
      ['--past', '5', '--seq', '5'],
      gpt2,
      '--seq: received it with --past, expected one of the two: a decoding step has one token',
    ],
    [
      ['--past', '5', '--train'],
      gpt2,
      '--train: received it with --past, expected one of the two: training has no cache',
    ],
    [['more.json'], bert, 'arguments: received 2 files, expected one JSON file'],
  ])('the arguments %j', (flags, config, message) => {
    expect(run(['c.json', ...flags], { 'c.json': JSON.stringify(config) })).toEqual(refusal(message))
  })

  test('no arguments', () => {
    expect(run([])).toEqual(refusal('arguments: received no file, expected one JSON file'))
  })
})

describe('npm run inspect', () => {
  test('reads a file and prints JSON', () => {
    const file = temporary(JSON.stringify(bert))
    const out = execFileSync('npm', ['run', '-s', 'inspect', '--', file, '--json'], { encoding: 'utf8' })
    expect((JSON.parse(out) as Report).parameters.total).toBe('109482240')
    rmSync(path.dirname(file), { recursive: true })
  })

  test('ends with 1 and one line on the error stream', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'inspect', '--', 'none.json'], {
      encoding: 'utf8',
    })
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'inspect: none.json: received a path where no file is, expected a JSON file\n',
    })
  })
})

/** Runs the command on files that exist nowhere. */
function run(args: string[], files: Record<string, string> = {}): { code: number; out: string; err: string } {
  let [out, err] = ['', '']
  const code = command(args, {
    readFile: (name) => files[name] ?? absent(),
    print: (text) => void (out += `${text}\n`),
    complain: (text) => void (err += `${text}\n`),
  })
  return { code, out, err }
}

function json(config: Config, ...flags: string[]): Report {
  const { code, out, err } = run(['c.json', '--json', ...flags], { 'c.json': JSON.stringify(config) })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as Report
}

function refusal(...messages: string[]) {
  return { code: 1, out: '', err: messages.map((message) => `inspect: ${message}\n`).join('') }
}

function absent(): never {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
}

function configOf(name: string): Config {
  const { config, class: className } = published[name]!
  return { ...config, architectures: [className] }
}

function temporary(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'inspect-')), 'config.json')
  writeFileSync(file, text)
  return file
}
