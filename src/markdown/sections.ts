import type { Element, ElementContent, Root, RootContent } from 'hast'

/**
 * Every h2 with what follows it becomes a section, which a browser can leave unpainted until it comes near
 * (`content-visibility`). What stands before the first h2 stays outside, as do the footnotes, a section already.
 */
export function rehypeSections() {
  return (tree: Root): void => {
    const outside: RootContent[] = []
    let section: Element | undefined
    for (const node of tree.children) {
      // Astro looks for imports among the children of the root only.
      if (node.type === 'mdxjsEsm') outside.push(node)
      else if (isElement(node, 'h2')) outside.push((section = sectionOf(node)))
      else if (!section || isElement(node, 'section')) outside.push(node)
      else section.children.push(node as ElementContent)
    }
    tree.children = outside
  }
}

const isElement = (node: RootContent, tagName: string): node is Element =>
  node.type === 'element' && node.tagName === tagName

const sectionOf = (heading: Element): Element => ({
  type: 'element',
  tagName: 'section',
  properties: { ariaLabelledBy: [String(heading.properties.id)] },
  children: [heading],
})
