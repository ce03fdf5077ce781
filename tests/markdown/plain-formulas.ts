import type { Element, Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { SKIP, visit } from 'unist-util-visit'

/** The page with each formula as `[its TeX]`: how KaTeX draws it is KaTeX's matter. */
export function withPlainFormulas(markup: string): string {
  const tree = fromHtml(markup, { fragment: true })
  visit(tree, 'element', (element: Element, index, parent) => {
    if (!(element.properties.className as string[] | undefined)?.includes('katex')) return
    parent!.children[index!] = { type: 'text', value: `[${source(element)}]` }
    return SKIP
  })
  return toHtml(tree)
}

function source(node: Nodes, inside = false): string {
  if (node.type === 'text') return inside ? node.value : ''
  if (!('children' in node)) return ''
  return node.children
    .map((child) => source(child, inside || ('tagName' in node && node.tagName === 'annotation')))
    .join('')
}
