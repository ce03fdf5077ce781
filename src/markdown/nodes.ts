// The nodes that the plugins meet beyond those of plain Markdown and HTML: each import adds its own to the types of mdast and hast.
import type {} from 'mdast-util-mdx' // components, expressions, imports
import type {} from 'mdast-util-to-hast' // raw HTML; hName, hProperties and hChildren
import type {} from 'remark-math' // math, inlineMath
import type { ElementContent } from 'hast'

/** A component in the tree of the page. */
export type Jsx = Extract<ElementContent, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>
