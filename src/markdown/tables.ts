import type { Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** A table may be wider than a phone: it scrolls in its own box, which the keyboard can reach. */
export function rehypeTables() {
  return (tree: Root): void => {
    visit(tree, { tagName: 'table' }, (node, index, parent) => {
      if (node.type !== 'element') return
      const properties = { className: ['scroll'], tabIndex: 0, role: 'region', ariaLabel: 'Table' }
      parent!.children[index!] = { type: 'element', tagName: 'div', properties, children: [node] }
      return SKIP
    })
  }
}
