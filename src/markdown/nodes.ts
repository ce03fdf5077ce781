// The nodes that the plugins meet beyond those of plain Markdown and HTML: each import adds its own to the types of mdast and hast.
import type {} from 'mdast-util-mdx' // components, expressions, imports
import type {} from 'mdast-util-to-hast' // raw HTML; hName, hProperties and hChildren
import type {} from 'remark-math' // math, inlineMath
import type { ElementContent } from 'hast'
import type { Parent } from 'mdast'
import type { Math } from 'mdast-util-math'

/** A component in the tree of the page. */
export type Jsx = Extract<ElementContent, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>

/** The box around a formula that has a number. */
interface NumberedEquation extends Parent {
  type: 'numberedEquation'
  children: [Math]
}

declare module 'mdast' {
  interface RootContentMap {
    numberedEquation: NumberedEquation
  }
}
