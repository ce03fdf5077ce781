import type { UnifiedProcessorOptions } from '@astrojs/markdown-remark'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'
import { rehypeAnchors } from './anchors.ts'
import { remarkAt } from './at.ts'
import { remarkBetweenTags } from './between-tags.ts'
import { remarkCitations } from './citations.ts'
import { remarkComponents } from './components.ts'
import { remarkCrossReferences } from './cross-references.ts'
import { remarkDestinations } from './destinations.ts'
import { remarkDisplay } from './display.ts'
import { remarkDollars } from './dollars.ts'
import { remarkExplains } from './explains.ts'
import { rehypeFail } from './fail.ts'
import { rehypeFormulaProblems } from './formula-problems.ts'
import { rehypeFormulas } from './formulas.ts'
import { remarkHeadings } from './headings.ts'
import { remarkIds } from './ids.ts'
import { katexOptions } from './katex.ts'
import { rehypeLinks } from './links.ts'
import { remarkNotes } from './notes.ts'
import { remarkNumbering } from './numbering.ts'
import { remarkReading } from './reading.ts'
import { rehypeSections } from './sections.ts'
import { remarkSite } from './site.ts'
import { rehypeTables } from './tables.ts'
import { remarkTerms } from './terms.ts'
import { remarkTypedNumbers } from './typed-numbers.ts'

/** From a post's MDX to its page. The order matters: source first, then formulas, then what is built around them; errors last. */
export const markdown = {
  remarkPlugins: [
    // What the author wrote is read for what it is,
    remarkMath,
    remarkDisplay,
    remarkDollars,
    remarkHeadings,
    remarkReading,
    remarkExplains,
    // then what points at something is resolved,
    remarkSite,
    remarkNotes,
    remarkCitations,
    remarkNumbering,
    remarkCrossReferences,
    remarkTerms,
    // then the whole of it is checked.
    remarkTypedNumbers,
    remarkIds,
    remarkDestinations,
    remarkBetweenTags,
    remarkComponents,
    remarkAt,
  ],
  rehypePlugins: [
    rehypeFormulas,
    [rehypeKatex, katexOptions],
    rehypeFormulaProblems,
    rehypeAnchors,
    rehypeSections,
    rehypeTables,
    rehypeLinks,
    rehypeFail,
  ],
} satisfies UnifiedProcessorOptions
