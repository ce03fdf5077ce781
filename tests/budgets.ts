import { readFileSync } from 'node:fs'

/** What a page may weigh and how long it may take: budgets.json, the one place for all of it. */
export interface Budgets {
  /** The pages that a browser is sent to. */
  readonly pages: readonly string[]
  /** On the wire, compressed: what the first view of a page fetches, up to the first section of its text. */
  readonly firstViewBytes: number
  /** The scripts of a page, in gzip. */
  readonly scriptBytes: number
  /** The same of a page of the gallery, which shows every kind of figure beside the others. */
  readonly galleryScriptBytes: number
  /** The same of a page that runs the engine itself. */
  readonly toolScriptBytes: number
  /**
   * The document of a page, its styles and figures with it, in Brotli: what comes over Lighthouse's slow line in three windows of TCP,
   * 51 segments of 1,460 bytes, less its header.
   */
  readonly documentBytes: number
  /** The least score of each category of Lighthouse. */
  readonly lighthouse: Readonly<Record<string, number>>
  readonly layoutShift: number
  readonly blockingMilliseconds: number
}

export const budgets = JSON.parse(readFileSync('budgets.json', 'utf8')) as Budgets
