import type { Config } from '../report/read.ts'

/** A configuration to look at. */
export interface Choice {
  /** The name of a published configuration; empty for the reader's own. */
  readonly name: string
  readonly title: string
  readonly config: Config
  /** Where a published configuration stands. */
  readonly source?: string
}

/** Whether two configurations have the same fields, in whatever order. */
export function equal(a: Config, b: Config): boolean {
  const [names, others] = [Object.keys(a), Object.keys(b)]
  return (
    names.length === others.length &&
    names.every((name) => Object.hasOwn(b, name) && written(a[name]) === written(b[name]))
  )
}

/** A value as it is compared and shown. */
export function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '…'
  }
}
