import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { SKIP, visit } from 'unist-util-visit'

/** The page with each formula as `[its TeX]`: how KaTeX draws it is KaTeX's matter. */
export function withPlainFormulas(markup: string): string {
  const tree = fromHtml(markup, { fragment: true })
  visit(tree, 'element', (element: Element, index, parent) => {
    if (!(element.properties.className as string[] | undefined)?.includes('katex')) return
    const [math] = element.children as Element[]
    parent!.children[index!] = { type: 'text', value: `[${String(math!.properties['dataTex'])}]` }
    return SKIP
  })
  return toHtml(tree)
}
