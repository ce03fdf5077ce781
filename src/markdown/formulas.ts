import type { Element, ElementContent, Nodes, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import katex from 'katex'
import { SKIP, visitParents } from 'unist-util-visit-parents'
import { renderMath, type EquationLabel } from './katex.ts'
import type { Jsx } from './nodes.ts'

/**
 * Sets every formula that KaTeX can set, as one `<Fragment set:html>`; the others are left to rehype-katex, which comes next
 * and says what is wrong. That would parse KaTeX's markup into a tree, and MDX would compile its hundred spans to JavaScript
 * one by one, which takes most of the time and half of the memory of a build.
 */
export function rehypeFormulas() {
  return (tree: Root): void => {
    visitParents(tree, 'element', (element, ancestors) => {
      const classes = classesOf(element)
      if (!['language-math', 'math-inline', 'math-display'].some((name) => classes.includes(name))) return
      const path = [...ancestors, element]
      const pre = path.at(-2)
      const display = pre?.type === 'element' && pre.tagName === 'pre'
      const box = display ? path.findLast(isNumbered) : undefined
      const html = markup(toString(element), display, box && labelOf(box))
      if (html === undefined) return
      const replaced = box ?? (display ? pre : element)
      const siblings = path[path.indexOf(replaced) - 1]!.children as ElementContent[]
      siblings[siblings.indexOf(replaced)] = fragment(html, display)
      return SKIP
    })
  }
}

/** Nothing for a formula that cannot be set. */
function markup(tex: string, display: boolean, label?: EquationLabel): string | undefined {
  try {
    const html = renderMath(tex, { display, label })
    return html.includes('class="katex-error"') ? undefined : html
  } catch (error) {
    // A mistake of this program is none of the formula.
    if (!(error instanceof katex.ParseError)) throw error
    return undefined
  }
}

/** What `remarkNumbering` put around a formula with a label. */
const isNumbered = (node: Nodes): node is Element => node.type === 'element' && node.properties.dataNumber !== undefined

const labelOf = ({ properties }: Element): EquationLabel => ({
  id: String(properties.id),
  number: String(properties.dataNumber),
})

function fragment(html: string, display: boolean): Jsx {
  const attributes = [{ type: 'mdxJsxAttribute' as const, name: 'set:html', value: html }]
  return { type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement', name: 'Fragment', attributes, children: [] }
}

function classesOf({ properties: { className } }: Element): readonly unknown[] {
  return Array.isArray(className) ? className : []
}
