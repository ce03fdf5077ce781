import { readFileSync } from 'node:fs'
import { modelOf, type Model } from '../../src/models/index.ts'

/** What transformers says about a published configuration. */
export interface ParameterFixture {
  readonly class: string
  readonly config: Readonly<Record<string, unknown>>
  readonly total: number
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly repeat: number }[]
  readonly tied: readonly string[]
}

/** What torch counted in one pass. */
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
export interface ForwardFixture {
  readonly class: string
  readonly config: Readonly<Record<string, unknown>>
  readonly weights: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, unknown>>
  readonly outputs: Readonly<Record<string, unknown>>
}

export const published = read<{ models: Record<string, ParameterFixture> }>('parameters').models
export const { runs, decode } = read<{ runs: FlopFixture[]; decode: StepFixture[] }>('flops')
export const tiny = read<{ models: Record<string, ForwardFixture> }>('forward').models

/** Our model of a configuration that the fixtures call by this name. */
export function modelCalled(name: string): Model {
  const { config, class: className } = published[name]!
  return modelOf(config, className)
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as T
}
