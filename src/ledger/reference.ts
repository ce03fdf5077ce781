import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Fixture } from '../report/forward.ts'

/** What transformers says about a published configuration. */
export interface ParameterFixture {
  readonly class: string
  readonly config: Readonly<Record<string, unknown>>
  readonly total: number
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly repeat: number }[]
  readonly tied: readonly string[]
}

/** What torch counted in one pass, in all and in each module. */
export interface FlopFixture {
  readonly model: string
  readonly class: string
  readonly B: number
  readonly T: number
  readonly S: number | null
  readonly forward: number
  readonly forward_and_backward?: number
  readonly modules: Readonly<Record<string, number>>
}

/** What torch counted in one decoding step. */
export interface StepFixture {
  readonly model: string
  readonly class: string
  readonly B: number
  readonly past: number
  readonly forward: number
}

/** A tiny model, and what transformers makes of its inputs. */
export interface ForwardFixture extends Fixture {
  readonly outputs: Readonly<Record<string, unknown>>
}

/** What PyTorch and transformers say, with the versions that said it: the files of `tests/oracle`. */
export interface Reference {
  readonly parameters: { readonly source: string; readonly models: Readonly<Record<string, ParameterFixture>> }
  readonly flops: {
    readonly source: string
    readonly runs: readonly FlopFixture[]
    readonly decode: readonly StepFixture[]
  }
  readonly forward: { readonly source: string; readonly models: Readonly<Record<string, ForwardFixture>> }
}

/** Reads the fixtures of the project at `root`. */
export function readReference(root = process.cwd()): Reference {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(path.join(root, 'tests/oracle', `${file}.json`), 'utf8'))
  return { parameters: read('parameters'), flops: read('flops'), forward: read('forward') } as Reference
}
