import type { Root } from 'hast'
import { visit } from 'unist-util-visit'

/** A page that a reader opens from here, in whichever way, gets no handle on this one. */
export function rehypeLinks() {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (node.tagName === 'a' && /^https?:/i.test(String(node.properties.href))) node.properties.rel = ['noopener']
    })
  }
}
