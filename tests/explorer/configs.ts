import { readFileSync } from 'node:fs'
import { decode, modelCalled, published, runs, type FlopFixture, type StepFixture } from '../oracle/fixtures.ts'

/** A `config.json` as it is released, and what transformers and torch say of that model. */
export interface RealConfig {
  readonly file: string
  readonly text: string
  /** Parameters of the model that transformers builds from it. */
  readonly total: number
  readonly runs: readonly Expected[]
  readonly steps: readonly Expected[]
}

export interface Expected {
  readonly sizes: Readonly<Record<string, number>>
  readonly matmul: string
}

/**
 * The files, each with the name of its model in the oracle's parameters and, where the oracle has counted a model of the
 * same sizes, in its FLOPs. Stretching the context of Llama 3 to that of 3.1 changed no tensor and no product.
 */
const files: readonly (readonly [file: string, parameters: string, flops?: string])[] = [
  ['bert-base-uncased', 'bert-base-uncased/mlm', 'bert-base-uncased/mlm'],
  ['bert-large-uncased', 'bert-large-uncased', 'bert-large-uncased'],
  ['gpt2', 'gpt2', 'gpt2'],
  ['gpt2-xl', 'gpt2-xl', 'gpt2-xl'],
  ['t5-small', 't5-small', 't5-small'],
  ['t5-base', 't5-base', 't5-base'],
  ['t5-v1_1-large', 't5-v1_1-large'],
  ['Llama-2-7b-hf', 'llama-2-7b', 'llama-7b'],
  ['Llama-3.1-8B', 'llama-3-8b', 'llama-3-8b'],
  ['Llama-3.2-1B', 'llama-3.2-1b', 'llama-3.2-1b'],
  ['Llama-3.2-3B', 'llama-3.2-3b'],
  ['Mistral-7B-v0.1', 'mistral-7b', 'mistral-7b'],
]

export const realConfigs: readonly RealConfig[] = files.map(([file, parameters, flops]) => ({
  file,
  text: readFileSync(new URL(`../fixtures/configs/${file}.json`, import.meta.url), 'utf8'),
  total: published[parameters]!.total,
  runs: runs.filter(({ model }) => model === flops).map(expectedRun),
  steps: decode.filter(({ model }) => model === flops).map(expectedStep),
}))

function expectedRun({ model, B, T, S, forward }: FlopFixture): Expected {
  return { sizes: { B, T, ...(S !== null && { S }) }, matmul: String(forward - angles(model, T)) }
}

function expectedStep({ model, B, past, forward }: StepFixture): Expected {
  return { sizes: { B, p: past }, matmul: String(forward - angles(model, 1)) }
}

/** What torch counts and no matrix product of the paper is: rotary angles, made by multiplying places by frequencies. */
function angles(model: string, T: number): number {
  return /^(llama|mistral)/.test(model) ? T * Number(modelCalled(model).sizes['k']) : 0
}
