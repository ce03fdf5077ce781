import type { UnifiedProcessorOptions } from '@astrojs/markdown-remark'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'
import { rehypeAnchors } from './anchors.ts'
import { remarkDisplay } from './display.ts'
import { remarkDollars } from './dollars.ts'
import { rehypeFormulas } from './formulas.ts'
import { remarkHeadings } from './headings.ts'
import { katexOptions } from './katex.ts'
import { rehypeLinks } from './links.ts'
import { remarkAt } from './at.ts'
import { remarkComponents } from './components.ts'
import { rehypeFail } from './fail.ts'
import { remarkReading } from './reading.ts'
import { rehypeSections } from './sections.ts'
import { rehypeTables } from './tables.ts'

/** From a post's MDX to its page. The order matters: source first, then formulas, then what is built around them; errors last. */
export const markdown = {
  remarkPlugins: [remarkMath, remarkDisplay, remarkDollars, remarkHeadings, remarkReading, remarkComponents, remarkAt],
  rehypePlugins: [
    [rehypeKatex, katexOptions],
    rehypeFormulas,
    rehypeAnchors,
    rehypeSections,
    rehypeTables,
    rehypeLinks,
    rehypeFail,
  ],
} satisfies UnifiedProcessorOptions
