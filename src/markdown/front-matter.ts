import type {} from '@astrojs/markdown-remark'
import type { VFile } from 'vfile'
import type { Section } from './headings.ts'

/** What the plugins add to a post's front matter; a page finds it in the `remarkPluginFrontmatter` of `render()`. */
export interface Derived {
  /** The h2 and h3 of the post, in its order. */
  contents: readonly Section[]
  /** Words of prose: headings, lists and tables count, code and formulas do not. */
  words: number
  /** Minutes to read, at least 1. */
  minutes: number
  /** Whether the author wrote a formula. */
  maths: boolean
}

/** Adds to the front matter that Astro exports from the compiled post. */
export function derive(file: VFile, values: Partial<Derived>): void {
  file.data.astro ??= {}
  file.data.astro.frontmatter = Object.assign(file.data.astro.frontmatter ?? {}, values)
}
