import sitemap from '@astrojs/sitemap'
import type { AstroIntegration } from 'astro'
import { hosts } from './hosts.ts'
import { precompressed } from './precompressed.ts'
import { quickToParse } from './quick-to-parse.ts'
import { searchIndex } from './search-index.ts'
import { texts } from './texts.ts'

/** What is made of built pages beside them, for search engines, readers of feeds, programs, the search, and servers. */
export const publishing: readonly AstroIntegration[] = [
  sitemap({ filter: (page) => !page.includes('/gallery/') }),
  texts(),
  searchIndex(),
  quickToParse(),
  precompressed(),
  hosts(),
]
