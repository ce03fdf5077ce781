import { readFileSync } from 'node:fs'
import { fromNested, type NumericArray } from '../src/engine/index.ts'

/** Nested lists of numbers, as the fixtures hold arrays. */
export type Nested = number | readonly Nested[]

/** What PyTorch computed: a file of tests/oracle, read as the type that the test knows it to have. */
export function reference<T>(
  file: 'parameters' | 'flops' | 'forward' | 'casts' | 'layers' | 'mixtral' | 'recurrent',
): T {
  return JSON.parse(readFileSync(new URL(`./oracle/${file}.json`, import.meta.url), 'utf8')) as T
}

/** Every array of a record of nested lists. */
export function arrays(record: Readonly<Record<string, Nested>>): Record<string, NumericArray> {
  return Object.fromEntries(Object.entries(record).map(([name, nested]) => [name, fromNested(nested)]))
}

/** The largest difference between two arrays; infinite where their shapes differ. */
export function distance(ours: NumericArray, nested: Nested): number {
  const theirs = fromNested(nested)
  if (ours.shape.join() !== theirs.shape.join()) return Infinity
  return ours.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - theirs.data[i]!)), 0)
}
